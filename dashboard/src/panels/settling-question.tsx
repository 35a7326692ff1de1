import type { Incident } from '@relight/shared/operation/state';
import type { RangeOut } from '@relight/shared/readings/range-out';
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark';
import type { JSX } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount } from '../words/format.ts';
import { words } from '../words/words.ts';
import { reasonOf } from './asking-part.tsx';
import type { NetworkDesk } from './network-desk.ts';
import { placeName } from './place-name.ts';
import { localName } from './ruling-text.ts';
import styles from './settling-question.module.css';

/** What would tell how large an outage is of which that is wide open: a meter to ask; where none is known, a device to look at. */
export const SettlingQuestion = (props: {
  readonly incident: Incident;
  readonly range: RangeOut;
  readonly desk: NetworkDesk;
}): JSX.Element => {
  const text = () => words().network.settle;
  const question = () => {
    const { value } = props.desk.asking();
    if (value === null) return null;
    const meter = value.meters.find(({ metered }) => metered);
    if (meter !== undefined) return text().meter(meter.servicePoint, reasonOf(meter));
    if (value.asked.length > 0) return text().asked(formatCount(value.asked.length));
    const { otherwise } = props.range;
    return text().device(otherwise === null ? placeName(props.incident.place) : localName(otherwise));
  };
  return (
    <ShowHeld when={question()}>
      {(question) => (
        <p class={styles.question}>
          <CircleQuestionMark size={15} aria-hidden="true" /> {question()}
        </p>
      )}
    </ShowHeld>
  );
};
