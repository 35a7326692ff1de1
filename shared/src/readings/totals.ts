import type { Expected } from '../network/predict/outlook.ts';
import type { TwoFigures } from '../operation/customers-out.ts';
import { openIncidents } from '../operation/open-incidents.ts';
import { lateness } from '../operation/select.ts';
import type { OperationState } from '../operation/state.ts';
import { allExpected, allImportantOut, allOut } from './figures-out.ts';

export type Totals = {
  readonly incidentsOpen: number;
  /** Customers without supply now. */
  readonly out: TwoFigures;
  /** Of what is only predicted among them, the expectation with its central 80 %. */
  readonly expected: Expected;
  /** Restored in open incidents and in those closed within the last 24 hours. */
  readonly customersRestored: number;
  /** Service points of important customers without supply now. */
  readonly important: TwoFigures;
  readonly crewsOnDuty: number;
  readonly crewsOut: number;
  readonly overdue: number;
};

const DAY_MS = 24 * 3_600_000;

/** The headline figures. */
export const totals = (state: OperationState, now: string): Totals => {
  const open = openIncidents(state);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const dayAgo = new Date(Date.parse(now) - DAY_MS).toISOString();
  const closedToday = state.finished.recent.filter((line) => line.end === 'closed' && line.at >= dayAgo);
  return {
    incidentsOpen: open.filter((incident) => incident.status !== 'restored').length,
    out: allOut(state),
    expected: allExpected(state),
    customersRestored:
      sum(open.map((incident) => incident.restored.customers)) + sum(closedToday.map((line) => line.customers)),
    important: allImportantOut(state),
    crewsOnDuty: Object.keys(state.onDuty).length,
    crewsOut: new Set(
      Object.values(state.dispatches)
        .filter((it) => it.status !== 'offered')
        .map((it) => it.crew),
    ).size,
    overdue: open.filter((incident) => lateness(incident, now) !== null).length,
  };
};

/** Of those who were interrupted and of whom that is known, how many have supply again; null where that was nobody. */
export const restoredShare = ({ customersRestored, out }: Pick<Totals, 'customersRestored' | 'out'>): number | null => {
  const all = customersRestored + out.confirmed;
  // Rounded down: the whole only when nobody is out.
  return all === 0 ? null : Math.floor((customersRestored / all) * 1000) / 1000;
};
