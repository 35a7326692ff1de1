import { RESPONSE_LEVELS, type ResponseLevel } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Choice } from '../../ui/choice.tsx';
import { formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { createMoment } from './create-moment.ts';
import { MomentField } from './moment-field.tsx';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

const LASTS = [360, 720, 1440, 2880] as const;

/** Starts, changes or ends the emergency response. The law says what has to be stated with it. */
export const LevelForm = (props: { readonly onClose: () => void }): JSX.Element => {
  const { live } = useOperation();
  const now = live.state().response;
  const [level, setLevel] = createSignal<ResponseLevel | 'end' | null>(null);
  const [matters, setMatters] = createSignal(now?.matters ?? '');
  const [measures, setMeasures] = createSignal(now?.measures ?? '');
  const until = createMoment({ now: live.now, start: { minutes: 720 }, earliest: live.now });
  const text = () => words().console.forms.level;
  /** The law wants them with a level, not with its end. */
  const measuresMissing = () => level() !== 'end' && measures().trim() === '';
  const order = () => {
    const chosen = level();
    if (chosen === null || matters().trim() === '' || measuresMissing()) return null;
    if (chosen !== 'end' && until.flaw() !== null) return null;
    const ends = chosen === 'end' ? null : until.at();
    return {
      type: 'setResponseLevel',
      level: chosen === 'end' ? null : chosen,
      matters: matters().trim(),
      expectedUntil: ends === null ? null : new Date(ends).toISOString(),
      measures: measures().trim(),
    } as const;
  };
  /** What pressing the button does, in words. */
  const act = () => {
    const chosen = level();
    if (chosen === null) return text().submit;
    if (chosen === 'end') return text().end;
    const name = words().vocabulary.level[chosen];
    return now === null ? text().announce(name) : text().change(name);
  };
  const options = () => [
    ...optionsOf(RESPONSE_LEVELS, words().vocabulary.level).filter((option) => option.value !== now?.level),
    ...(now === null ? [] : [{ value: 'end' as const, label: text().end }]),
  ];
  return (
    <OrderDialog
      title={text().title}
      about={
        now === null
          ? undefined
          : `${words().vocabulary.level[now.level]} · ${text().since(formatMoment(now.since, live.now()))}`
      }
      description={text().law}
      submit={act()}
      done={act()}
      order={order}
      missing={
        (level() === 'end' ? null : until.flaw()) ??
        words().common.stillMissing([
          ...(level() === null ? [text().level] : []),
          ...(matters().trim() === '' ? [text().matters] : []),
          ...(measuresMissing() ? [text().measures] : []),
        ])
      }
      onClose={props.onClose}
    >
      <Choice label={text().level} options={options()} value={level()} onChange={setLevel} />
      <NoteField
        label={text().matters}
        hint={text().mattersHint}
        maxLength={200}
        value={matters()}
        onText={setMatters}
      />
      <NoteField label={text().measures} value={measures()} onText={setMeasures} />
      <Show when={level() !== 'end'}>
        <MomentField label={text().until} moment={until} shortcuts={LASTS} none={text().unknown} />
      </Show>
    </OrderDialog>
  );
};
