import { distanceFigure, type Figure, shareFigure, type Target, verdictOf } from './figure.ts';
import type { ASKING, NestedResult } from './nested-faults.ts';
import { EXACT } from './oracle-engine.ts';
import { RULES } from './rules-engine.ts';
import type { Sample } from './sample.ts';
import { SCORER } from './scorer-engine.ts';
import type { Together } from './several-faults.ts';
import { reliabilityFigures, shareName } from './single-figures.ts';
import { type Share, shareOf } from './tally.ts';
import { COVERAGES, METER_SHARES, type MeterSample } from './with-meters.ts';
import type { Kind } from './world.ts';

const DEVICE_KINDS = ['breaker', 'recloser', 'fuse', 'transformer'] as const;
const WITH_METERS: Readonly<Record<string, Partial<Record<Kind, number>>>> = {
  '0.3': { breaker: 0.98, recloser: 0.97, fuse: 0.87, transformer: 0.55 },
  '0.9': { breaker: 0.98, recloser: 0.97, fuse: 0.97, transformer: 0.9 },
};

const right = (samples: readonly Sample[]): Share => shareOf(samples.map((sample) => sample.right));
const precise = (samples: readonly Sample[]): Share =>
  shareOf(samples.flatMap(({ shown }) => shown.map((one) => one.right)));

/** Last gasps, pings and telemetry, two minutes after the fault. */
export const meterFigures = (network: string, isCity: boolean, samples: readonly MeterSample[]): readonly Figure[] => {
  const table = 'Last gasps, pings and telemetry: right after 2 min';
  const by = (engine: string, where: (sample: MeterSample) => boolean) =>
    samples.filter((sample) => sample.engine === engine && where(sample));
  const three = (shareIn: (samples: readonly Sample[]) => Share, where: (sample: MeterSample) => boolean) => ({
    ours: shareIn(by(SCORER, where)),
    rules: shareIn(by(RULES, where)),
    exact: shareIn(by(EXACT, where)),
  });
  const cells = COVERAGES.flatMap((coverage) => METER_SHARES.map((share) => ({ coverage, share })));
  const column = ({ coverage, share }: { coverage: number; share: number }) =>
    `${Math.round(coverage * 100)} % meters, ${shareName(share)}`;
  const isIn = (cell: { coverage: number; share: number }) => (sample: MeterSample) =>
    sample.coverage === cell.coverage && sample.share === cell.share;
  const stated = by(SCORER, () => true).flatMap(({ shown }) =>
    shown.map((one) => ({ probability: one.probability, right: one.right, weight: 1 })),
  );
  return [
    ...DEVICE_KINDS.flatMap((kind) =>
      cells.flatMap((cell) => {
        const atLeast = isCity && cell.share === 0.1 ? WITH_METERS[String(cell.coverage)]?.[kind] : undefined;
        return shareFigure(
          { network, table, row: kind, column: column(cell) },
          three(right, (sample) => sample.kind === kind && isIn(cell)(sample)),
          atLeast === undefined ? {} : { atLeast },
        );
      }),
    ),
    ...cells.flatMap((cell) =>
      shareFigure(
        { network, table, row: 'precision of devices shown', column: column(cell) },
        three(precise, isIn(cell)),
        { atLeast: 0.92 },
      ),
    ),
    ...DEVICE_KINDS.flatMap((kind) => {
      const ours = by(SCORER, (sample) => sample.kind === kind);
      const exact = by(EXACT, (sample) => sample.kind === kind);
      const pairs = ours.map((sample, i) => ({ ours: sample.right, exact: exact[i]?.right === true }));
      const distance = 'Distance to the exact posterior, 10 min, all p, points';
      return distanceFigure({ network, table: distance, row: 'with meters, 2 min', column: kind }, pairs, 0.04);
    }),
    ...reliabilityFigures(network, 'with meters, 2 min', stated, { gap: 0.1, leastCases: 500 }),
  ];
};

/** Several faults at a time: what one call in ten makes of them. */
export const togetherFigures = (
  place: { readonly network: string; readonly table: string; readonly row: string },
  results: readonly Together[],
  targets: { readonly found?: number; readonly precise?: number; readonly customers?: number } = {},
): readonly Figure[] => {
  const ours = results.find(({ engine }) => engine === SCORER);
  const rules = results.find(({ engine }) => engine === RULES);
  if (!ours || !rules) return [];
  const atLeast = (share: number | undefined) => (share === undefined ? {} : { atLeast: share });
  const alone = results.find(({ engine }) => engine === EXACT);
  const found = { ours: ours.found, rules: rules.found, ...(alone ? { exact: alone.found } : {}) };
  const shown = { ours: ours.precise, rules: rules.precise };
  return [
    ...shareFigure({ ...place, column: 'found' }, found, atLeast(targets.found)),
    ...shareFigure({ ...place, column: 'precision' }, shown, atLeast(targets.precise)),
    ...(targets.customers === undefined
      ? []
      : [customersFigure(place, ours.customers, rules.customers, targets.customers)]),
  ];
};

const customersFigure = (
  place: { readonly network: string; readonly table: string; readonly row: string },
  ours: readonly number[],
  rules: readonly number[],
  within: number,
): Figure => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(ours);
  const variance = ours.reduce((sum, value) => sum + (value - middle) ** 2, 0) / Math.max(1, ours.length - 1);
  const half = 1.96 * Math.sqrt(variance / ours.length);
  const isReached = Math.abs(middle - 1) <= within;
  const isBeyond = Math.abs(middle - 1) - half > within;
  const verdict = ours.length < 3 || !(isReached || isBeyond) ? 'not enough cases' : isReached ? 'met' : 'missed';
  return {
    ...place,
    column: 'customers out, stated over true',
    unit: 'times',
    better: 'nearer 1',
    ours: middle,
    rules: mean(rules),
    band: [middle - half, middle + half],
    count: ours.length,
    target: { text: `1 ± ${within}`, verdict },
  };
};

/** An outer device closed again while an inner one was still open. */
export const nestedFigures = (
  network: string,
  asking: (typeof ASKING)[number],
  results: readonly NestedResult[],
): readonly Figure[] => {
  const table = 'Still out after a restoration, p = 10 %, 10 min later';
  const ours = results.find(({ engine }) => engine === SCORER);
  const rules = results.find(({ engine }) => engine === RULES);
  const exact = results.find(({ engine }) => engine === EXACT);
  if (!ours || !rules || !exact) return [];
  const place = { network, table, row: asking.name };
  const least = asking.sweep === null ? (asking.callBack ? undefined : 0.6) : asking.sweep > 0.5 ? 0.95 : 0.8;
  return [
    ...shareFigure(
      { ...place, column: 'found' },
      { ours: ours.found, rules: rules.found, exact: exact.found },
      least === undefined ? {} : { atLeast: least },
    ),
    ...shareFigure(
      { ...place, column: 'precision' },
      { ours: ours.precise, rules: rules.precise, exact: exact.precise },
      { atLeast: 0.85 },
    ),
    ...shareFigure(
      { ...place, column: 'falsely still out' },
      { ours: ours.falselyOut, rules: rules.falselyOut, exact: exact.falselyOut },
      { atMost: 0.05 },
    ),
  ];
};

/** What wrong parameters and wrong data cost: right after ten minutes, one call in ten. */
export const wrongFigures = (
  network: string,
  row: string,
  samples: readonly Sample[],
  within?: number,
): readonly Figure[] => {
  const table = 'Wrong parameters and wrong data, p = 10 %, 10 min';
  const of = (engine: string, kind?: Kind) =>
    samples.filter((sample) => sample.engine === engine && (kind === undefined || sample.kind === kind));
  const three = (shareIn: (samples: readonly Sample[]) => Share, kind?: Kind) => ({
    ours: shareIn(of(SCORER, kind)),
    rules: shareIn(of(RULES, kind)),
    exact: shareIn(of(EXACT, kind)),
  });
  return [
    ...DEVICE_KINDS.flatMap((kind) => shareFigure({ network, table, row, column: kind }, three(right, kind))),
    ...shareFigure({ network, table, row, column: 'precision' }, three(precise)).map((figure) =>
      within === undefined ? figure : { ...figure, target: notFarBelow(figure, within) },
    ),
  ];
};

/** As precise as the exact posterior of the same faults, but for so much. */
const notFarBelow = ({ ours, exact = Number.NaN, band, count }: Figure, within: number): Target => {
  const [, high] = band ?? [0, 1];
  return {
    text: `≥ exact − ${Math.round(within * 100)} points`,
    verdict: verdictOf(count, ours >= exact - within, high < exact - within),
  };
};
