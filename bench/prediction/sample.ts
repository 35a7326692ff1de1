import type { Answer, Engine } from './answer.ts';
import { sameCustomers } from './faults.ts';
import type { Kind, Site } from './world.ts';

/** One engine's answer to one fault at one time, judged. */
export type Sample = {
  readonly engine: string;
  /** The same for all engines and times that were asked about one fault. */
  readonly fault: string;
  readonly kind: Kind;
  /** Share of callers of the scenario, 0 to 1. */
  readonly share: number;
  readonly minute: number;
  /** Calls that the fault has caused so far. */
  readonly callers: number;
  /** Whether somebody is shown whose customers are those of the fault, neither more nor less. */
  readonly right: boolean;
  /** Devices shown, and whether each is right. */
  readonly shown: readonly { readonly kind: Kind; readonly probability: number; readonly right: boolean }[];
};

export const judge = (answers: readonly Answer[], truths: readonly Site[]) => ({
  right: truths.map((site) => answers.some((answer) => sameCustomers(answer, site))),
  shown: answers
    .filter(({ level }) => level === 'device')
    .map((answer) => ({
      kind: answer.kind,
      probability: answer.probability,
      right: truths.some((site) => sameCustomers(answer, site)),
    })),
});

/** Asks an engine at each of the times, in order. */
export const askAt = (
  engine: Engine,
  minutes: readonly number[],
  truth: Site,
  about: (minute: number) => Pick<Sample, 'fault' | 'kind' | 'share' | 'callers'>,
): readonly Sample[] =>
  minutes.map((minute) => {
    const { right, shown } = judge(engine.answersAt(minute), [truth]);
    return { engine: engine.name, minute, right: right[0] === true, shown, ...about(minute) };
  });
