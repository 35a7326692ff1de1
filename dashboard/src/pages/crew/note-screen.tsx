import { createSignal, For, type JSX, Show } from 'solid-js';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { useJob } from './job.ts';
import styles from './note-screen.module.css';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

const HAZARDS = ['wireDown', 'poleDown', 'fire', 'flood', 'backfeed', 'blocked'] as const;
type Hazard = (typeof HAZARDS)[number];
const LONGEST = 500;

/** What the crew sees, for everybody who works on this incident. Dangers are one tap. */
export const NoteScreen = (): JSX.Element => {
  const { dispatch, outbox, open, draft, setDraft } = useJob();
  const t = () => words().crew.note;
  const [text, setText] = createSignal(draft());
  setDraft('');
  const [hazards, setHazards] = createSignal<ReadonlySet<Hazard>>(new Set());
  const toggle = (hazard: Hazard) =>
    setHazards((chosen) => {
      const next = new Set(chosen);
      if (!next.delete(hazard)) next.add(hazard);
      return next;
    });
  const whole = () => {
    const named = HAZARDS.filter((hazard) => hazards().has(hazard)).map((hazard) => t().hazard[hazard]);
    const first = named.length === 0 ? '' : `${t().hazardPrefix}: ${named.join(words().crew.comma)}`;
    return [first, text().trim()].filter(Boolean).join(' — ').slice(0, LONGEST);
  };
  const send = () => {
    const current = dispatch();
    open('job');
    if (current !== undefined) void outbox.give({ type: 'addNote', incident: current.incident, text: whole() });
  };
  return (
    <Show when={dispatch()}>
      <Screen
        head={<StateHead title={t().title} />}
        actions={
          <>
            <Secondary onPress={() => open('job')}>{words().common.cancel}</Secondary>
            <Primary onPress={send} blocked={whole() === '' ? t().empty : null}>
              {t().send}
            </Primary>
          </>
        }
      >
        <fieldset class={styles.hazards}>
          <legend>{t().hazards}</legend>
          <For each={HAZARDS}>
            {(hazard) => (
              <button
                type="button"
                class={styles.hazard}
                aria-pressed={hazards().has(hazard)}
                onClick={() => toggle(hazard)}
              >
                {t().hazard[hazard]}
              </button>
            )}
          </For>
        </fieldset>
        <Field label={t().text} hint={t().hint}>
          {(control) => (
            <TextArea
              id={control.id}
              aria-describedby={control.describedBy}
              placeholder={t().placeholder}
              maxlength={LONGEST}
              rows={5}
              value={text()}
              onText={setText}
            />
          )}
        </Field>
      </Screen>
    </Show>
  );
};
