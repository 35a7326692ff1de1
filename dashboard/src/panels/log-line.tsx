import type { RecordedEvent } from '@relight/shared/operation/events';
import type { JSX } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { sentenceOf } from '../words/sentence.ts';
import styles from './log-line.module.css';
import { labelOf, makeNames } from './names.ts';

/** One line of the log as a sentence. */
export const LogLine = (props: {
  readonly line: RecordedEvent;
  /** Given where lines of several incidents stand together. */
  readonly onIncident?: ((incident: RecordedEvent) => void) | undefined;
}): JSX.Element => {
  const scope = useOperation();
  const names = makeNames(scope);
  const incident = () => {
    const { event } = props.line;
    return 'incident' in event ? event.incident : null;
  };
  return (
    <li class={styles.line} data-kind={kindOf(props.line)}>
      <time class={styles.time} dateTime={props.line.at}>
        {formatMoment(props.line.at, scope.live.now())}
      </time>
      <span class={styles.text}>
        <ShowHeld when={props.onIncident && incident()}>
          {(id) => (
            <button type="button" class={styles.incident} onClick={() => props.onIncident?.(props.line)}>
              {labelOf(scope, id())}
            </button>
          )}
        </ShowHeld>
        {sentenceOf(props.line, names)}
      </span>
    </li>
  );
};

/** Steps that give supply back and orders of people stand out from what machines and calls add. */
const kindOf = ({ event, actor }: RecordedEvent): 'restored' | 'order' | 'fact' => {
  if (event.type === 'supplyRestored') return 'restored';
  return actor.role === 'system' || event.type === 'reportsReceived' ? 'fact' : 'order';
};
