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
/** What keeps a crew from coming, and hurts nobody. */
const HARMLESS: ReadonlySet<Hazard> = new Set(['blocked']);
const LONGEST = 500;

/** What the crew sees, for everybody who works on this incident. Dangers are one tap, and stand at the incident until a crew says that they are gone. */
export const NoteScreen = (): JSX.Element => {
  const { dispatch, incident, outbox, open, draft, setDraft } = useJob();
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
  const [safe, setSafe] = createSignal(false);
  const danger = () => [...hazards()].some((hazard) => !HARMLESS.has(hazard));
  const said = () => (danger() ? { hazard: true } : safe() ? { hazard: false } : {});
  const whole = () => {
    const named = HAZARDS.filter((hazard) => hazards().has(hazard)).map((hazard) => t().hazard[hazard]);
    const first = named.length === 0 ? '' : `${t().hazardPrefix}: ${named.join(words().crew.comma)}`;
    const gone = safe() && !danger() ? t().safe : '';
    return [first, gone, text().trim()].filter(Boolean).join(' — ').slice(0, LONGEST);
  };
  const send = () => {
    const current = dispatch();
    if (current !== undefined) {
      void outbox.give({ type: 'addNote', incident: current.incident, text: whole(), ...said() });
    }
    open('job');
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
        <Show when={incident()?.hazard}>
          <button
            type="button"
            class={styles.hazard}
            aria-pressed={safe() && !danger()}
            aria-disabled={danger() || undefined}
            onClick={() => danger() || setSafe((is) => !is)}
          >
            {t().safe}
          </button>
        </Show>
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
