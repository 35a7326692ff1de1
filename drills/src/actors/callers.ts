import type { TroubleReport } from '@relight/shared/http/reports';
import { between, chanceOf, pickBy } from './chance.ts';

/** Reports of simulated callers are told apart by their ids, never by anything a rule could look at. */
export const SIMULATED = 'sim-';
export const isSimulated = (report: string): boolean => report.startsWith(SIMULATED);

export type PlannedCall = { readonly at: number; readonly report: TroubleReport };

/** How long people take before they call, at most. */
const LONGEST_WAIT_MS = 90_000;
const MOST_CALLS = 24;

/** The calls that follow a fault at `device`: some of those without supply, most of them soon, a few later. */
export const callsAbout = (device: string, at: number, servicePoints: readonly string[]): readonly PlannedCall[] => {
  const key = `${SIMULATED}${device}-${at}`;
  const callers = servicePoints
    .map((servicePoint) => ({ servicePoint, rank: chanceOf(`${key}-${servicePoint}`) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, Math.max(2, Math.min(MOST_CALLS, Math.ceil(servicePoints.length * 0.7))));
  return callers.map(({ servicePoint }, i) => {
    const waited =
      i < 2 ? between(`${key}-wait-${i}`, [1000, 6000]) : between(`${key}-wait-${i}`, [5000, LONGEST_WAIT_MS]);
    const when = at + waited;
    return {
      at: when,
      report: {
        id: `${key}-${i}`,
        at: new Date(when).toISOString(),
        channel: pickBy(`${key}-channel-${i}`, ['phone', 'phone', 'app', 'web', 'sms'] as const) ?? 'phone',
        servicePoint,
        kind: chanceOf(`${key}-kind-${i}`) < 0.003 ? 'hazard' : 'outage',
      },
    };
  });
};
