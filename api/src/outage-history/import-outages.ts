import type { Sql } from '@relight/db/connect';
import { problemList } from '../networks/import/problem-list.ts';
import { type ImportProblem, problem } from '../networks/import/problems.ts';
import type { CsvOptions } from './csv-outages.ts';
import { type OutageRow, readOutage } from './outage-line.ts';
import { type OutageRecord, outageRecords } from './outage-records.ts';
import { storeOutages } from './store-outages.ts';

const BATCH = 1000;
/** Clocks of machines that write files may be ahead by so much. */
const CLOCK_AHEAD_MS = 5 * 60_000;

export type OutageImport = {
  /** How many outages the file has, refused ones among them. */
  readonly outages: number;
  /** Outages that were not there. */
  readonly added: number;
  /** That were there, and about which the file says something else: it replaces what was there. */
  readonly changed: number;
  readonly unchanged: number;
  /** Of the outages in the file, how many are not restored; and momentary ones (at most five minutes). */
  readonly open: number;
  readonly momentary: number;
  readonly refused: number;
  /** Why, by cause, with the first lines. */
  readonly problems: readonly ImportProblem[];
};

export type OutageImportOptions = CsvOptions & {
  /** Outages after it are refused: a slip in a year would be learned from for ever. Nothing is, where it is not given. */
  readonly now?: Date;
};

/**
 * Takes over an outage history file (docs: restoration times) as it is read. An outage that cannot be read is refused, the others are
 * taken; stored batch by batch, so that an import that was cut short is finished by starting it again.
 * @throws BrokenInput for a file that is none of outages, before anything is stored
 */
export const importOutages = async (
  sql: Sql,
  source: AsyncIterable<string>,
  { now, ...csv }: OutageImportOptions = {},
): Promise<OutageImport> => {
  const counts = { outages: 0, added: 0, changed: 0, unchanged: 0, open: 0, momentary: 0, refused: 0 };
  const problems = problemList();
  const seen = new Map<string, number>();
  const latest = now && now.getTime() + CLOCK_AHEAD_MS;
  let batch: OutageRow[] = [];
  const store = async () => {
    const { added, changed } = await storeOutages(sql, batch);
    counts.added += added;
    counts.changed += changed;
    counts.unchanged += batch.length - added - changed;
    batch = [];
  };

  for await (const record of outageRecords(source, csv)) {
    counts.outages++;
    const read = readRecord(record, latest);
    const first = read.ok ? seen.get(read.row.mrid) : undefined;
    if (!read.ok || first !== undefined) {
      counts.refused++;
      problems.report(...(read.ok ? [twice(record.line, first)] : read.problems));
      continue;
    }
    seen.set(read.row.mrid, record.line);
    if (read.kind === 'open') counts.open++;
    if (read.kind === 'momentary') counts.momentary++;
    if (batch.push(read.row) >= BATCH) await store();
  }
  if (batch.length > 0) await store();
  return { ...counts, problems: problems.causes() };
};

const readRecord = (record: OutageRecord, latest: number | undefined) =>
  'problem' in record
    ? ({ ok: false, problems: [record.problem] } as const)
    : readOutage(record.value, record.line, latest);

const twice = (line: number, first: number | undefined): ImportProblem =>
  problem(
    'duplicate-id',
    {
      zh: `第 ${first} 行已有此 mRID；每个只能出现一次。`,
      en: `stands in line ${first} already; every outage has an mRID of its own.`,
    },
    { line, property: 'mRID' },
  );
