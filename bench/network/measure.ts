import { quantile } from '../result.ts';
import type { ByDevice, Contender } from './contender.ts';
import type { Scenario } from './scenario.ts';

/** Samples of one kind of work, in milliseconds. */
export type Timing = { readonly p50: number; readonly p99: number; readonly samples: number };

export type Figures = {
  readonly downstream: Timing;
  readonly reports: Timing;
  /** The same with the ids looked up first. */
  readonly reportsById: Timing;
  readonly energise: Timing;
  readonly open: Timing;
  readonly customersBelow: Timing;
};

/** Check sums of all answers. Every contender must come to the same ones. */
export type Answers = Readonly<Record<keyof Figures, number>>;

/** Asks everything of one contender. Each kind of work is done a few times before the clock starts, as often for one as for another. */
export const measure = (contender: Contender, scenario: Scenario): { figures: Figures; answers: Answers } => {
  const answers: Record<keyof Figures, number> = {
    downstream: 0,
    reports: 0,
    reportsById: 0,
    energise: 0,
    open: 0,
    customersBelow: 0,
  };
  const sum = (kind: keyof Figures, value: number) => {
    answers[kind] = (answers[kind] * 31 + value) % 2_147_483_647;
  };
  const { breakers, reports, switches, devices } = scenario;
  const sumAll = (kind: keyof Figures) => (figureOf: ByDevice) => {
    for (const device of devices) sum(kind, figureOf(device));
  };
  const warm = <T>(items: readonly T[], work: (item: T) => void) => items.slice(0, WARM_UPS).forEach(work);

  warm(breakers, contender.downstream);
  const downstream = breakers.map((breaker) =>
    timed(
      () => contender.downstream(breaker),
      ({ nodes, customers }) => {
        sum('downstream', nodes);
        sum('downstream', customers);
      },
    ),
  );

  const repeated = <T>(times: number, work: () => T, use: (answer: T) => void): number[] => {
    work();
    return Array.from({ length: times }, () => timed(work, use));
  };
  // As they arrive: texts just read, which nobody has looked up before.
  const arriving = JSON.stringify(reports);
  const taken = contender.take(reports);
  const traced = repeated(5, () => contender.reportsByDevice(taken), sumAll('reports'));
  const byId = Array.from({ length: 6 }, () => {
    const fresh = JSON.parse(arriving) as string[];
    return timed(() => contender.reportsByDevice(contender.take(fresh)), sumAll('reportsById'));
  }).slice(1);
  const energise = repeated(5, contender.energise, (customers) => sum('energise', customers));

  // Others than those that are timed: a server has long been running, but has not seen this switch yet.
  for (const device of switches.slice(0, switches.length / 2)) {
    contender.open(device);
    contender.close(device);
  }
  const open = switches.slice(switches.length / 2).map((device) => {
    const ms = timed(
      () => contender.open(device),
      (customers) => sum('open', customers),
    );
    contender.close(device);
    return ms;
  });
  const customersBelow = repeated(5, contender.customersBelow, sumAll('customersBelow'));
  return {
    figures: {
      downstream: timing(downstream),
      reports: timing(traced),
      reportsById: timing(byId),
      energise: timing(energise),
      open: timing(open),
      customersBelow: timing(customersBelow),
    },
    answers,
  };
};

const WARM_UPS = 100;

const timed = <T>(work: () => T, use: (answer: T) => void): number => {
  const start = performance.now();
  const answer = work();
  const ms = performance.now() - start;
  use(answer);
  return ms;
};

const timing = (samples: readonly number[]): Timing => ({
  p50: quantile(samples, 0.5),
  p99: quantile(samples, 0.99),
  samples: samples.length,
});
