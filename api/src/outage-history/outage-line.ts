import { createHash } from 'node:crypto';
import { figuresOf } from '@relight/shared/etr/outage-figures';
import { must } from '@relight/shared/must';
import { SERVICE_AREAS } from '@relight/shared/network/facts';
import { isStorable, NOT_STORABLE } from '@relight/shared/operation/ids';
import { customerCount, instant, latitude, longitude } from '@relight/shared/operation/values';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import { z } from 'zod';
import type { ImportProblem, ProblemCode } from '../networks/import/problems.ts';
import { problem, quoted } from '../networks/import/problems.ts';
import { KIND_WORDS, MEMBER_KINDS, REQUIRED_MEMBERS } from './outage-members.ts';

const name = z
  .string()
  .overwrite(withoutBidiControls)
  .trim()
  .max(100)
  .refine(isStorable, NOT_STORABLE)
  .transform(emptyAsMissing)
  .nullish();

/** One outage of an outage history file. Members that are not here may be there and are not read. */
const outageLine = z.object({
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
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

/**
 * Reads one outage of an outage history file, or says what is wrong with it.
 * @param line where it stands in the file, for messages
 * @param latest what lies later is no past yet; without it nobody asks
 */
export const readOutage = (value: unknown, line: number, latest = Number.POSITIVE_INFINITY): ReadOutage => {
  if (!isRecord(value) || !REQUIRED_MEMBERS.some((name) => name in value))
    return { ok: false, problems: [notAnOutage(line)] };
  const read = outageLine.safeParse(value);
  if (!read.success) return { ok: false, problems: read.error.issues.map((issue) => wrongValue(issue, value, line)) };
  const problems = contradictions(read.data, line, latest);
  return problems.length > 0 ? { ok: false, problems } : storable(read.data);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnOutage = (line: number): ImportProblem =>
  problem(
    'not-an-outage',
    {
      zh: `不是一条停电：应为含有 ${REQUIRED_MEMBERS.join('、')} 的 JSON 对象。`,
      en: `is no outage, which is a JSON object with ${REQUIRED_MEMBERS.join(', ')}.`,
    },
    { line },
  );

/** What the schema found, in the words of the format. */
const wrongValue = ({ path, message }: z.core.$ZodIssue, value: unknown, line: number): ImportProblem => {
  const names = path.filter((part) => typeof part === 'string');
  const place = { line, property: names.join('.') };
  const found = path.reduce<unknown>(
    (inside, part) => (inside as Record<PropertyKey, unknown> | undefined)?.[part],
    value,
  );
  const words = KIND_WORDS[kindAt(names)];
  if (message === NOT_STORABLE)
    return problem(
      'wrong-type',
      { zh: '含有 NUL 或不完整的字符，请删除。', en: 'holds NUL or half a character; remove it.' },
      place,
    );
  if (found !== undefined)
    return problem(
      words.code,
      { zh: `应为${words.zh}，实为 ${quoted(found)}。`, en: `must be ${words.en}, not ${quoted(found)}.` },
      place,
    );
  if (place.property === 'restoredTime') return problem('missing', RESTORED_WHEN, place);
  return problem('missing', { zh: `缺失，请填写${words.zh}。`, en: `is missing; give ${words.en}.` }, place);
};

/** A step and a published time have members of their own. */
const kindAt = ([name = '', inside]: readonly string[]) => {
  if (inside === 'at' || inside === 'ert') return 'instant';
  return (inside === undefined ? MEMBER_KINDS[name] : MEMBER_KINDS[inside]) ?? 'list';
};

const RESTORED_WHEN = {
  zh: '缺失。请填写全部恢复供电的时刻；若导出时尚未恢复，填 null。尚未恢复的停电不能用来学习停电会持续多久。',
  en: 'is missing; give when the last customer had supply again, or null if that was not yet so when the file was written. How long an outage takes cannot be learned from one that is still open.',
};

/** What no single value says: times in the wrong order, or not past yet. */
const contradictions = (outage: OutageLine, line: number, latest: number): readonly ImportProblem[] => {
  const { reportedStartTime, restoredTime, steps, estimatedRestorationTimes, crewOnSite } = outage;
  const problems: ImportProblem[] = [];
  const wrong = (code: ProblemCode, property: string, text: { zh: string; en: string }) =>
    problems.push(problem(code, text, { line, property }));
  const said = [
    ['reportedStartTime', reportedStartTime],
    ['restoredTime', restoredTime],
    ['crewOnSite', crewOnSite],
    ['steps.at', steps.at(-1)?.at],
    ['estimatedRestorationTimes.at', estimatedRestorationTimes.at(-1)?.at],
  ] as const;
  const [future] = said.flatMap(([property, at]) => (at && Date.parse(at) > latest ? [{ property, at }] : []));
  if (future)
    wrong('in-the-future', future.property, {
      zh: `${quoted(future.at)} 在将来。历史停电须已发生；请检查年份与时区。`,
      en: `${quoted(future.at)} lies in the future, and past outages do not. Check the year and the offset.`,
    });
  if (restoredTime !== null && restoredTime < reportedStartTime)
    wrong('out-of-order', 'restoredTime', {
      zh: `${quoted(restoredTime)} 早于 reportedStartTime（${quoted(reportedStartTime)}）。请更正其一。`,
      en: `${quoted(restoredTime)} lies before reportedStartTime (${quoted(reportedStartTime)}). Correct one of them.`,
    });
  if (steps.some((step, i) => step.at < (steps[i - 1]?.at ?? step.at)))
    wrong('out-of-order', 'steps', {
      zh: '各步的时刻须按先后排列。',
      en: 'must be in order of time, oldest first.',
    });
  if (restoredTime === null && steps.at(-1)?.metersAffected === 0)
    wrong('missing', 'restoredTime', {
      zh: '为 null，而最后一步已无人停电。请填写全部恢复供电的时刻。',
      en: 'is null although the last step leaves nobody out. Give when the last customer had supply again.',
    });
  return problems;
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
