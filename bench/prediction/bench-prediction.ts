import { basename, delimiter } from 'node:path';
import type { BenchResult } from '../result.ts';
import { writeDocs } from './docs-section.ts';
import type { Figure } from './figure.ts';
import { measureAll } from './measure-all.ts';
import { DEMO_CITY, LOOPED, LOW_VOLTAGE, SECOND_CITY, SYNTHETIC_CITY, TINY } from './networks.ts';
import { PARTS, type Part } from './parts.ts';
import { tablesOf } from './tables.ts';

export type PredictionOptions = {
  /** Faults of each kind and share of callers. */
  readonly faults?: number;
  /** Storms of each kind. */
  readonly storms?: number;
  /** One part alone. */
  readonly part?: Part;
  /** Whether to measure all that the documentation shows, and not only a part in minutes. */
  readonly full?: boolean;
  /** Only on these networks, by name or file. */
  readonly only?: readonly string[];
  /** Network files beside the two cities. */
  readonly networks?: readonly string[];
  readonly seed?: number;
  /** Whether to write the tables into docs/prediction.md. */
  readonly docs?: boolean;
};

/** So many faults keep the whole run on four networks below six minutes on two quiet cores. */
const FAULTS = 150;
const STORMS = 40;

/**
 * How often the scorer finds the device that opened, on simulated faults, beside the threshold rules and the exact posterior of the same
 * faults. The same seed, number of faults and networks give the same figures on every machine.
 */
export const benchPrediction = async (options: PredictionOptions = {}): Promise<readonly BenchResult[]> => {
  const { faults = FAULTS, storms = STORMS, seed = 1, full = false, docs = false } = options;
  const files = options.networks ?? process.env.BENCH_NETWORKS?.split(delimiter).filter((file) => file !== '') ?? [];
  if (files.length === 0) console.log('no network files given (--network FILE): the two cities only');
  const start = performance.now();
  const onProgress = (step: string) => console.log(`${Math.round((performance.now() - start) / 1000)} s  ${step}`);
  const networks = {
    faults: [SYNTHETIC_CITY, DEMO_CITY, ...files],
    fronts: [DEMO_CITY, SECOND_CITY, ...files, LOW_VOLTAGE, LOOPED, TINY],
  };
  const parts: readonly Part[] = options.part ? [options.part] : PARTS;
  const orders = parts.flatMap((part) =>
    (options.only ?? networks[part]).map((network) => ({ network, part, seed, faults, storms, isFull: full })),
  );
  const figures = await measureAll(orders, onProgress);
  const tables = `${preface({ faults, seed, files })}\n\n${tablesOf(figures)}`;
  if (docs) writeDocs(tables);
  else console.log(`\n${tables}\n`);
  return figures.flatMap((figure) => resultsOf(figure, { faults, seed }));
};

const preface = ({ faults, seed, files }: { faults: number; seed: number; files: readonly string[] }): string => {
  const given = files.map((file) => ` --network ${basename(file)}`).join('');
  return [
    `Written by \`npm run bench -- prediction --docs --faults ${faults} --seed ${seed}${given}\`: ${faults} simulated faults of each kind and share of callers, the same for all. Simulated faults flatter whoever shares their assumptions; calibrate on your own history before you trust a probability.`,
    HOW_TO_READ,
  ].join('\n\n');
};

const HOW_TO_READ = `- A cell reads *threshold rules → scorer (exact posterior)*, percent; *p* is the share of customers without supply who ever call by day (0.4 of it in the third of cases that are at night). *Right*: somebody is shown who is without supply together, neither more nor fewer customers than in truth. *Precision*: of the devices shown, how many are right.
- The exact posterior knows the share of callers, the law of their delays and every rate. Where it is no better than the scorer, what is missing is information. With several faults it judges each alone, which is a bound; it shows from the same probability as the product.
- Truth is drawn by rate: service 0.01 a year, transformer 0.03, fuse 0.04 + 0.12/km, recloser and breaker 0.02 + 0.10/km. Calls: lognormal delays (median 8 min by day, 25 at night), a factor by event (spread 0.4), 0.02 stray calls a customer and year, 2 % of customers on record behind a neighbouring transformer. Meters: 70–95 % of last gasps arrive (20 % in one event of ten), 97 % of pings are answered.
- Verdict: *met* where the figure reaches its target, *missed* where its whole 95 % band (Wilson) does not, *not enough cases* between, and below 30 cases (500 for a mean gap).`;

/** A figure beside each of its baselines. A ratio above 1 means that ours is better; half a case stands for a share of nothing. */
const resultsOf = (figure: Figure, run: { faults: number; seed: number }): readonly BenchResult[] => {
  const { network, table, row, column, detail, unit, better, ours, band, count, target } = figure;
  const baselines = [
    { name: 'threshold rules', value: figure.rules },
    { name: 'exact posterior', value: figure.exact },
  ];
  return baselines.flatMap(({ name, value }) => {
    if (value === undefined || ![value, ours].every(Number.isFinite)) return [];
    const least = unit === '%' ? 0.5 / Math.max(1, count) : 1e-6;
    const [a, b] = [Math.max(ours, least), Math.max(value, least)];
    const away = (times: number) => Math.max(Math.abs(times - 1), 0.001);
    const ratio = better === 'higher' ? a / b : better === 'lower' ? b / a : away(value) / away(ours);
    return [
      {
        name: [network, table, row, column, ...(detail ? [detail] : [])].join(' | '),
        unit: unit === '%' ? 'share' : unit,
        ours,
        baseline: { name, value },
        ratio,
        samples: count,
        settings: {
          ...run,
          ...(band ? { low95: band[0], high95: band[1] } : {}),
          ...(target ? { target: target.text, verdict: target.verdict } : {}),
        },
      },
    ];
  });
};
