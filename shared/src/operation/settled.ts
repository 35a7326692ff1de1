import { hasSection } from '../network/ranges.ts';
import type { FinishedIncident, Incident, OperationState } from './state.ts';

/** Where and when somebody said to be out. */
export type Said = { readonly section: number | null; readonly servicePoint: string | null; readonly at: string };

/** The incident that somebody spoke of who has had supply back since, and when they had. */
export type Settled = {
  readonly incident: Pick<Incident, 'id' | 'number'>;
  readonly isOpen: boolean;
  /** When supply came back; of one that was called off, when that was. */
  readonly at: string;
  readonly end: 'restored' | 'cancelled';
};

/** The beginning of an outage is an estimate; who said to be out a little before it meant this one. */
export const SAID_BEFORE_MS = 10 * 60_000;

/**
 * What has become of an outage that somebody speaks of too late: a call made before the restoration and delivered after it says nothing of the
 * present. Undefined where nothing has ended since it was made.
 */
export const settledBy = (state: OperationState, said: Said): Settled | undefined => {
  let last: Settled | undefined;
  const consider = (settled: Settled) => {
    if (settled.at >= said.at && (last === undefined || settled.at > last.at)) last = settled;
  };
  for (const incident of Object.values(state.incidents)) {
    if (!began(incident, said)) continue;
    const step = incident.steps.findLast(
      ({ ranges }) => hasIn(ranges, said.section) || isAtPoint(incident, said.servicePoint),
    );
    if (step !== undefined && !isOutAgain(incident, said)) {
      consider({ incident, isOpen: true, at: step.at, end: 'restored' });
    }
  }
  for (const line of state.finished.recent) {
    if (line.end === 'merged' || !began(line, said)) continue;
    if (!hasIn(line.ranges, said.section) && !isAtPoint(line, said.servicePoint)) continue;
    const end = line.end === 'closed' ? 'restored' : 'cancelled';
    consider({ incident: line, isOpen: false, at: line.restoredAt ?? line.at, end });
  }
  return last;
};

const hasIn = (ranges: FinishedIncident['ranges'], section: number | null): boolean =>
  section !== null && hasSection(ranges, section);

const isAtPoint = ({ place }: Pick<Incident, 'place'>, servicePoint: string | null): boolean =>
  servicePoint !== null && place.servicePoint === servicePoint;

const began = ({ since }: Pick<Incident, 'since'>, { at }: Said): boolean =>
  Date.parse(since) - SAID_BEFORE_MS <= Date.parse(at);

/** Restored once, and without supply again. */
const isOutAgain = ({ restored, place }: Incident, { section, servicePoint }: Said): boolean =>
  servicePoint !== null && place.servicePoint === servicePoint
    ? restored.customers === 0
    : section !== null && !hasSection(restored.ranges, section);
