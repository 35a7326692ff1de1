import type { IntakeAnswer } from '@relight/shared/http/reports';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { placeName } from '../place-name.ts';
import styles from './known-outage.module.css';

export type Known = NonNullable<IntakeAnswer['known']>[number];

/** What a caller can be told at once: that the outage is known, its number, and when supply is expected, as long as that holds. */
export const KnownOutage = (props: { readonly known: Known }): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().console.forms.report.known;
  const incident = () => live.state().incidents[props.known.incident as IncidentId];
  const about = () => {
    const it = incident();
    const place = it === undefined ? '' : placeName(it.place);
    return props.known.planned ? text().planned(props.known.label, place) : text().outage(props.known.label, place);
  };
  /** The newest that is known, while the caller is still on the line. */
  const expected = () => {
    const { restoredAt } = props.known;
    if (restoredAt !== undefined) return text().restored(formatMoment(restoredAt, live.now()));
    const it = incident();
    const { etr, etrStanding } = it === undefined ? props.known : toldEtr(it, new Date(live.now()).toISOString());
    if (etr !== null) return text().due(formatMoment(etr, live.now()));
    return etrStanding === 'overdue' ? text().overdue : text().none;
  };
  return (
    <section class={styles.known} role="status">
      <p class={styles.label}>{text().title}</p>
      <p class={styles.about}>{about()}</p>
      <p class={styles.expected}>{expected()}</p>
    </section>
  );
};
