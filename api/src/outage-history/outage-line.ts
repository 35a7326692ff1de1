import { createHash } from 'node:crypto';
import { figuresOf } from '@relight/shared/etr/outage-figures';
import { must } from '@relight/shared/must';
import { SERVICE_AREAS } from '@relight/shared/network/facts';
import { isStorable, NOT_STORABLE } from '@relight/shared/operation/ids';
import { customerCount, instant, latitude, longitude } from '@relight/shared/operation/values';
import { z } from 'zod';

const name = z.string().trim().max(100).refine(isStorable, NOT_STORABLE).transform(emptyAsMissing).nullish();

/** One line of an outage history file. Members that are not here may be there and are not read. */
const outageLine = z
  .object({
    mRID: z.string().trim().min(1).max(100).refine(isStorable, NOT_STORABLE),
    reportedStartTime: instant,
    restoredTime: instant.nullable(),
    lon: longitude,
    lat: latitude,
    metersAffected: customerCount,
    steps: z
      .array(z.object({ at: instant, metersAffected: customerCount }))
      .max(1000)
      .default([]),
    estimatedRestorationTimes: z
      .array(z.object({ at: instant, ert: instant }))
      .max(1000)
      .default([]),
    causeKind: name,
    statusKind: name,
    level: name,
    /** Beyond the format: which response-time targets hold there. */
    area: z.enum(SERVICE_AREAS).nullish(),
    crewOnSite: instant.nullish(),
    criticalCount: customerCount.nullish(),
    substation: name,
    feeder: name,
    transformer: name,
    lvFeeder: name,
  })
  .superRefine((line, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (line.restoredTime !== null && line.restoredTime < line.reportedStartTime)
      wrong('restoredTime', 'lies before reportedStartTime');
    if (line.steps.some((step, i) => step.at < (line.steps[i - 1]?.at ?? step.at)))
      wrong('steps', 'must be in order, oldest first');
    if (line.restoredTime === null && line.steps.at(-1)?.metersAffected === 0)
      wrong('restoredTime', 'is missing although the last step leaves nobody out');
  });
type OutageLine = z.output<typeof outageLine>;

/** A past outage as it is stored: instants are texts, absent members null. */
export type OutageRow = {
  readonly mrid: string;
  readonly contentHash: string;
  readonly reportedStartTime: string;
  readonly restoredTime: string | null;
  readonly lastKnownAt: string;
  readonly lon: number;
  readonly lat: number;
  readonly metersAffected: number;
  readonly customersInterrupted: number;
  readonly customerMinutes: number | null;
  readonly durationMinutes: number | null;
  readonly level: string | null;
  readonly causeKind: string | null;
  readonly statusKind: string | null;
  readonly area: (OutageLine['area'] & string) | null;
  readonly crewOnSite: string | null;
  readonly criticalCount: number | null;
  readonly substation: string | null;
  readonly feeder: string | null;
  readonly transformer: string | null;
  readonly lvFeeder: string | null;
  readonly steps: OutageLine['steps'];
  readonly estimatedRestorationTimes: OutageLine['estimatedRestorationTimes'];
};

export type ReadOutage =
  | { readonly ok: true; readonly row: OutageRow; readonly kind: 'momentary' | 'sustained' | 'open' }
  | { readonly ok: false; readonly reason: string };

/** Reads one line of an outage history file, or says in a few words why it cannot be. */
export const readOutageLine = (text: string): ReadOutage => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'is not JSON' };
  }
  const read = outageLine.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue?.path.join('.') ?? '';
    return { ok: false, reason: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'cannot be read'}` };
  }
  return storable(read.data);
};

const storable = (line: OutageLine): ReadOutage => {
  const { mRID, steps, estimatedRestorationTimes, reportedStartTime, restoredTime } = line;
  const { kind, ...figures } = figuresOf({
    startedAt: Date.parse(reportedStartTime),
    restoredAt: restoredTime === null ? null : Date.parse(restoredTime),
    metersAffected: line.metersAffected,
    steps: steps.map((step) => ({ ...step, at: Date.parse(step.at) })),
  });
  const said = [reportedStartTime, ...steps.map(({ at }) => at), ...estimatedRestorationTimes.map(({ at }) => at)];
  const content = {
    mrid: mRID,
    reportedStartTime,
    restoredTime,
    lastKnownAt: restoredTime ?? must(said.sort().at(-1), 'the beginning at least'),
    lon: line.lon,
    lat: line.lat,
    metersAffected: line.metersAffected,
    ...figures,
    level: line.level ?? null,
    causeKind: line.causeKind ?? null,
    statusKind: line.statusKind ?? null,
    area: line.area ?? null,
    crewOnSite: line.crewOnSite ?? null,
    criticalCount: line.criticalCount ?? null,
    substation: line.substation ?? null,
    feeder: line.feeder ?? null,
    transformer: line.transformer ?? null,
    lvFeeder: line.lvFeeder ?? null,
    steps,
    estimatedRestorationTimes,
  };
  const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ok: true, kind, row: { ...content, contentHash } };
};

function emptyAsMissing(text: string): string | null {
  return text === '' ? null : text;
}
