import { customersOut, figuresOut, isDangerAlone } from '@relight/shared/operation/customers-out';
import { arriveBy, lateness } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import { createMemo, type JSX, Show } from 'solid-js';
import { FiguresBar } from '../ui/figures-bar.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { incidentText } from '../words/figures.ts';
import { formatCount, formatMinutes, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { EtrLine } from './etr-line.tsx';
import styles from './incident-facts.module.css';
import { LatePill } from './late-pill.tsx';
import { lateText } from './late-text.ts';

/** The figures of one incident. */
export const IncidentFacts = (props: { readonly incident: Incident; readonly now: number }): JSX.Element => {
  const text = () => words().console.facts;
  const out = () => customersOut(props.incident);
  const late = createMemo(() => lateness(props.incident, new Date(props.now).toISOString()));
  const minutes = () => {
    const end = props.incident.restoredAt === null ? props.now : Date.parse(props.incident.restoredAt);
    return (end - Date.parse(props.incident.since)) / 60_000;
  };
  /** Those who are out go on counting; those who are back were counted with their step. */
  const customerMinutes = () =>
    props.incident.customerMinutes + out() * Math.max(0, (props.now - Date.parse(props.incident.outSince)) / 60_000);
  return (
    <div class={styles.facts}>
      <EtrLine incident={props.incident} now={props.now} />
      <dl class={styles.grid}>
        <dt>{text().out}</dt>
        <dd class={styles.figure} data-alarm={out() > 0 || isDangerAlone(props.incident) || undefined}>
          <Show when={!isDangerAlone(props.incident)} fallback={words().common.dangerAlone}>
            {incidentText(words(), props.incident)}
            <FiguresBar figures={figuresOut(props.incident)} of={props.incident.extent.customers} />
          </Show>
        </dd>
        <dt>{text().restored}</dt>
        <dd>
          {text().of(formatCount(props.incident.restored.customers), formatCount(props.incident.extent.customers))}
        </dd>
        <dt>{text().duration}</dt>
        <dd>{formatMinutes(minutes())}</dd>
        <dt>{text().customerMinutes}</dt>
        <dd>{formatCount(customerMinutes())}</dd>
        <dt>{text().reports}</dt>
        <dd>
          {text().reportsCount(props.incident.reports.count)}
          <ShowHeld when={props.incident.reports.lastAt}>
            {(at) => <span class={styles.aside}> · {formatMoment(at(), props.now)}</span>}
          </ShowHeld>
        </dd>
        <dt>{props.incident.firstArrivalAt === null ? text().arriveBy : text().arrived}</dt>
        <dd>
          {formatMoment(props.incident.firstArrivalAt ?? arriveBy(props.incident), props.now)}
          <ShowHeld when={late()?.kind === 'arrival' && late()}>
            {(late) => (
              <>
                {' '}
                <LatePill>{lateText(late())}</LatePill>
              </>
            )}
          </ShowHeld>
        </dd>
      </dl>
    </div>
  );
};
