import { delimiter } from 'node:path';
import type { BenchResult } from '../result.ts';
import { writeDocs } from './docs-section.ts';
import type { Figure } from './figure.ts';
import { measureAll } from './measure-all.ts';
import { DEMO_CITY, LOOPED, LOW_VOLTAGE, SECOND_CITY, SYNTHETIC_CITY, TINY } from './networks/networks.ts';
import { PARTS, type Part } from './parts.ts';
import { prefaceOf } from './prefaces.ts';
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
  /** Whether to write the tables into docs/prediction.md and docs/prediction-fronts.md. */
  readonly docs?: boolean;
};

/** So many faults and storms keep the whole run on seven networks below fifteen minutes on two quiet cores. */
const FAULTS = 150;
const STORMS = { some: 12, full: 100 } as const;

/**
 * How often the scorer finds the device that opened, on simulated faults, beside the threshold rules and the exact posterior of the same
 * faults. The same seed, number of faults and networks give the same figures on every machine.
 */
export const benchPrediction = async (options: PredictionOptions = {}): Promise<readonly BenchResult[]> => {
  const { faults = FAULTS, seed = 1, full = false, docs = false } = options;
  const storms = options.storms ?? (full ? STORMS.full : STORMS.some);
  const files = options.networks ?? process.env.BENCH_NETWORKS?.split(delimiter).filter((file) => file !== '') ?? [];
  if (files.length === 0) console.log('no network files given (--network FILE): generated networks only');
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
  const measured = await measureAll(orders, onProgress);
  for (const part of parts) {
    const own = measured.filter((_, i) => orders[i]?.part === part).flat();
    const tables = `${prefaceOf(part, { faults, storms, full, seed, files })}\n\n${tablesOf(own)}`;
    if (docs) writeDocs(part, tables);
    else console.log(`\n${tables}\n`);
  }
  return measured.flat().flatMap((figure) => resultsOf(figure, { faults, storms, seed }));
};

/** A figure beside each of its baselines. A ratio above 1 means that ours is better; half a case stands for a share of nothing. */
const resultsOf = (figure: Figure, run: { faults: number; storms: number; seed: number }): readonly BenchResult[] => {
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
