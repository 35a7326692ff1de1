import type { MetersToAskAnswer, MeterToAsk } from '@relight/shared/http/meters-to-ask';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { MatchHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './asking-part.module.css';
import type { NetworkDesk } from './network-desk.ts';
import { PartHead } from './part-head.tsx';
import { localName } from './ruling-text.ts';

/** Which meters to ask, and what their answers would tell; and those that were asked. */
export const AskingPart = (props: { readonly desk: NetworkDesk }): JSX.Element => {
  const text = () => words().network.asking;
  const answer = () => props.desk.asking();
  const some = () => {
    const value = answer().value;
    return value !== null && (value.meters.length > 0 || value.asked.length > 0) ? value : null;
  };
  return (
    <div class={styles.part}>
      <PartHead title={text().title} hint={text().hint}>
        <Show when={some()}>
          <CheckBox label={text().show} checked={props.desk.askingShown()} onChange={props.desk.showAsking} />
        </Show>
      </PartHead>
      <Switch>
        <MatchHeld when={some()}>{(value) => <Questions answer={value()} />}</MatchHeld>
        <Match when={answer().status === 'ready'}>
          <p class={styles.note}>{text().none}</p>
        </Match>
        <Match when={answer().status === 'loading'}>
          <p class={styles.note}>{text().loading}</p>
        </Match>
        <Match when={answer().status === 'unavailable'}>
          <p class={styles.note}>{text().unavailable}</p>
        </Match>
      </Switch>
    </div>
  );
};

const Questions = (props: { readonly answer: MetersToAskAnswer }): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().network.asking;
  const reasons = createMemo(() => byReason(props.answer.meters));
  return (
    <>
      <p class={styles.note}>{text().hint}</p>
      <ul>
        <For each={reasons()}>
          {({ reason, meters }) => (
            <li class={styles.reason}>
              <b>{text().meters(formatCount(meters.length))}</b> {reason}
              <span class={styles.meters}>
                <For each={meters}>
                  {(meter) => (
                    <span>
                      {meter.servicePoint}
                      {meter.metered ? '' : ` (${text().unknownMeter})`}
                    </span>
                  )}
                </For>
              </span>
            </li>
          )}
        </For>
        <For each={props.answer.asked}>
          {(meter) => (
            <li class={styles.meters}>
              {meter.servicePoint} {text().asked(formatMoment(meter.at, live.now()))}
            </li>
          )}
        </For>
      </ul>
      <p class={styles.note}>{text().within(formatCount(Math.round(props.answer.answerWithinSeconds / 60)))}</p>
    </>
  );
};

/** Meters that tell the same stand together, in the order of the first of each. */
const byReason = (meters: readonly MeterToAsk[]) => {
  const groups = new Map<string, MeterToAsk[]>();
  for (const meter of meters) {
    const reason = reasonOf(meter);
    groups.set(reason, [...(groups.get(reason) ?? []), meter]);
  }
  return Array.from(groups, ([reason, all]) => ({ reason, meters: all }));
};

/** What an answer of this meter would tell. */
export const reasonOf = ({ outIf, onIf }: MeterToAsk): string => {
  const text = words().network.asking;
  if (outIf === null) return onIf === null ? text.itself : text.onOnly(localName(onIf));
  return onIf === null ? text.outOnly(localName(outIf)) : text.both(localName(outIf), localName(onIf));
};
