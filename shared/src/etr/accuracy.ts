import type { EtrAccuracyAnswer } from '../http/network-answers.ts';
import { ETR_SOURCES, type EtrSource } from '../operation/vocabulary.ts';

/** An incident that is over: who got supply back when, and what had been said. All instants. */
export type JudgedIncident = {
  readonly restoredAt: string;
  readonly steps: readonly { readonly at: string; readonly customers: number }[];
  /** In the order in which they were given, all of them before `restoredAt`. */
  readonly estimates: readonly { readonly source: EtrSource; readonly etr: string }[];
};

/**
 * How well estimates held. Each source is judged by what it said: by its last word whether customers had supply back in time, by its first
 * how far it was off, so that a source that is always the first to speak is not measured by what another has said later.
 */
export const judgeEstimates = (incidents: readonly JudgedIncident[]): EtrAccuracyAnswer['bySource'] =>
  ETR_SOURCES.flatMap((source) => {
    let customers = 0;
    let inTime = 0;
    const errors: number[] = [];
    for (const { restoredAt, steps, estimates } of incidents) {
      const own = estimates.filter((estimate) => estimate.source === source);
      const first = own[0];
      const last = own.at(-1);
      if (first === undefined || last === undefined) continue;
      errors.push(Math.abs(Date.parse(restoredAt) - Date.parse(first.etr)) / 60_000);
      for (const step of steps) {
        customers += step.customers;
        if (step.at <= last.etr) inTime += step.customers;
      }
    }
    return errors.length === 0
      ? []
      : [
          {
            source,
            count: errors.length,
            keptShare: customers === 0 ? null : inTime / customers,
            medianErrorMinutes: median(errors),
          },
        ];
  });

const median = (values: number[]): number => {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
};
