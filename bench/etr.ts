import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { readOutage } from '@relight/api/outage-history/outage-line';
import { outageRecords } from '@relight/api/outage-history/outage-records';
import { generateCity } from '@relight/db/seeds/city/city';
import { backTest, coverage, type Judged, pinballLoss } from '@relight/shared/etr/back-test';
import { levelOfName } from '@relight/shared/etr/circumstances';
import { MOMENTARY_MINUTES } from '@relight/shared/etr/outage-figures';
import type { HistoricOutage } from '@relight/shared/etr/past-outages';
import { ETR_MODEL } from '@relight/shared/rules/etr-defaults';
import { type BenchResult, lowerIsBetter, quantile } from './result.ts';

/** The reference day of the generated history; any would do. */
const REFERENCE_DAY = '2026-01-01';
/** So many outages later the model is learned anew; the product learns every ten minutes. */
const RELEARN_EVERY = 10;

const MODES = [
  { name: 'learned once', learnShare: 0.6, relearnEvery: Number.POSITIVE_INFINITY },
  { name: 'learned as it goes', learnShare: 0.3, relearnEvery: RELEARN_EVERY },
] as const;

/**
 * Restoration times that would have been estimated for past outages when they began, judged by what came: once learned from the first 60 %
 * of them and never again, and once as in operation, learned anew from all that was known at the time. Beside it the quantiles of all
 * outages together, learned from the same ones.
 * @param files outage histories to judge beside the generated one
 */
export const benchEtr = async (files: readonly string[]): Promise<readonly BenchResult[]> => {
  const { outageHistory } = generateCity({ referenceDate: REFERENCE_DAY });
  const results = judgeHistory(
    'generated city',
    await readHistory(Readable.from(outageHistory.map((outage) => `${JSON.stringify(outage)}\n`))),
  );
  for (const file of files)
    results.push(...judgeHistory(basename(file), await readHistory(createReadStream(file, 'utf8'))));
  return results;
};

type BenchOutage = HistoricOutage & {
  /** What the utility itself said first, in minutes from the beginning; null if nothing. */
  readonly published: number | null;
};

const judgeHistory = (name: string, history: readonly BenchOutage[]): BenchResult[] =>
  MODES.flatMap(({ name: mode, ...options }) => {
    const learned = backTest(history, options);
    const usual = new Map(
      backTest(history, { ...options, calibrated: false, values: { ...ETR_MODEL.values, factors: [] } }).map((it) => [
        it.index,
        it,
      ]),
    );
    const ours = learned.filter((it) => usual.has(it.index));
    const base = ours.map((it) => usual.get(it.index) as Judged);
    if (ours.length === 0) {
      console.log(`${name}, ${mode}: by the time of the split too few outages had ended to say anything.`);
      return [];
    }
    const raw = new Map(backTest(history, { ...options, calibrated: false }).map((it) => [it.index, it]));
    const asLearned = ours.flatMap((it) => raw.get(it.index) ?? []);
    const inTime = (judged: readonly Judged[]) => Math.round(1000 * coverage(judged, ({ p80 }) => p80)) / 10;
    const settings = {
      history: name,
      outages: history.length,
      ...settingsOf(options),
      inTime80: `${inTime(ours)} %, not calibrated ${inTime(asLearned)} %, alike ${inTime(base)} %`,
      nothingSaid: raw.size - ours.length,
    };
    const compare = (what: string, unit: string, figure: (judged: readonly Judged[]) => number): BenchResult =>
      lowerIsBetter({
        name: `${name}, ${mode}: ${what}`,
        unit,
        ours: figure(ours),
        baseline: { name: 'all outages alike', value: figure(base) },
        samples: ours.length,
        settings,
      });
    return [
      compare('median error of the median', 'min', (judged) =>
        quantile(
          judged.map((it) => Math.abs(it.actual - it.p50)),
          0.5,
        ),
      ),
      compare('pinball loss of the median', 'min', (judged) => pinballLoss(judged, 0.5, ({ p50 }) => p50)),
      lowerIsBetter({
        name: `${name}, ${mode}: 80 % time too rare or too often in time, beside not calibrated`,
        unit: '%',
        ours: Math.max(0.1, Math.abs(inTime(ours) - 80)),
        baseline: { name: 'not calibrated', value: Math.max(0.1, Math.abs(inTime(asLearned) - 80)) },
        samples: ours.length,
        settings,
      }),
      compare('pinball loss of the 80 % time', 'min', (judged) => pinballLoss(judged, 0.8, ({ p80 }) => p80)),
      // Never zero, so that the ratio of two stays a number.
      compare('80 % time: share in time, distance from 80 %', '%', (judged) =>
        Math.max(0.1, Math.abs(inTime(judged) - 80)),
      ),
      ...besidePublished(`${name}, ${mode}`, history, ours, settings),
    ];
  });

/** Beside the first time that the utility itself published: given later than ours, by people who knew more. */
const besidePublished = (
  name: string,
  history: readonly BenchOutage[],
  judged: readonly Judged[],
  settings: BenchResult['settings'],
): BenchResult[] => {
  const both = judged.flatMap((it) => {
    const published = history[it.index]?.published ?? null;
    return published === null ? [] : [{ ...it, published }];
  });
  if (both.length === 0) return [];
  const error = (said: (it: (typeof both)[number]) => number) =>
    quantile(
      both.map((it) => Math.abs(it.actual - said(it))),
      0.5,
    );
  return [
    lowerIsBetter({
      name: `${name}: median error at the beginning`,
      unit: 'min',
      ours: error(({ p50 }) => p50),
      baseline: { name: 'first published, later', value: error(({ published }) => published) },
      samples: both.length,
      settings,
    }),
  ];
};

const settingsOf = ({ learnShare, relearnEvery }: { learnShare: number; relearnEvery: number }) => ({
  learnShare,
  relearnEvery: Number.isFinite(relearnEvery) ? relearnEvery : 'never',
  rules: ETR_MODEL.id,
});

const readHistory = async (source: AsyncIterable<string>) => {
  const outages: BenchOutage[] = [];
  for await (const record of outageRecords(source)) {
    const read = 'problem' in record ? null : readOutage(record.value, record.line);
    if (!read?.ok) continue;
    const { row } = read;
    if (row.durationMinutes !== null && row.durationMinutes <= MOMENTARY_MINUTES) continue;
    const from = Date.parse(row.reportedStartTime);
    const published = row.estimatedRestorationTimes[0]?.ert;
    outages.push({
      from,
      until: Date.parse(row.restoredTime ?? row.lastKnownAt),
      ended: row.restoredTime !== null,
      level: levelOfName(row.level),
      cause: row.causeKind,
      area: row.area,
      substation: row.substation,
      customers: row.steps[0]?.metersAffected || row.metersAffected,
      // The time zone of the place, as near as its longitude tells.
      localHour: (((new Date(from).getUTCHours() + Math.round(row.lon / 15)) % 24) + 24) % 24,
      published: published === undefined ? null : (Date.parse(published) - from) / 60_000,
    });
  }
  return outages;
};
