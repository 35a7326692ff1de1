import { hasSection, NO_SECTIONS, type Ranges, subtractRanges } from '../network/ranges.ts';
import type { Incident, OperationState } from './state.ts';

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

/** What asks of one report after another; of a flood, the state is looked through once. */
export type SettledBy = (said: Said) => Settled | undefined;

/**
 * What has become of an outage that somebody speaks of too late: a call made before the restoration and delivered after it says nothing of the
 * present. The answer is undefined where nothing has ended since it was made.
 */
export const settledIn = (state: OperationState): SettledBy => {
  const endings = endingsOf(state);
  return ({ section, servicePoint, at }) => {
    const saidAt = Date.parse(at);
    let last: Settled | undefined;
    for (const { place, ranges, outAgain, since, settled } of endings) {
      if (settled.at < at || (last !== undefined && settled.at <= last.at) || since - SAID_BEFORE_MS > saidAt) continue;
      const isThere = servicePoint !== null && place.servicePoint === servicePoint;
      if (!isThere && !hasIn(ranges, section)) continue;
      if (isThere ? !outAgain.all : !hasIn(outAgain.ranges, section)) last = settled;
    }
    return last;
  };
};

/** Where supply came back, or was found never to have gone, and who there has lost it again since. */
type Ending = {
  readonly place: Incident['place'];
  readonly ranges: Ranges;
  readonly outAgain: { readonly all: boolean; readonly ranges: Ranges };
  /** Milliseconds. */
  readonly since: number;
  readonly settled: Settled;
};

const NOBODY = { all: false, ranges: NO_SECTIONS };

const endingsOf = ({ incidents, finished }: OperationState): readonly Ending[] => [
  ...Object.values(incidents).flatMap((incident) => {
    const { place, steps, restored } = incident;
    const since = Date.parse(incident.since);
    return steps.map(
      ({ ranges, at }): Ending => ({
        place,
        ranges,
        outAgain: { all: restored.customers === 0, ranges: subtractRanges(ranges, restored.ranges) },
        since,
        settled: { incident, isOpen: true, at, end: 'restored' },
      }),
    );
  }),
  ...finished.recent
    .filter(({ end }) => end !== 'merged')
    .map((line): Ending => {
      const end = line.end === 'closed' ? 'restored' : 'cancelled';
      const { place, ranges, restoredAt, at } = line;
      const settled: Settled = { incident: line, isOpen: false, at: restoredAt ?? at, end };
      return { place, ranges, outAgain: NOBODY, since: Date.parse(line.since), settled };
    }),
];

const hasIn = (ranges: Ranges, section: number | null): boolean => section !== null && hasSection(ranges, section);
