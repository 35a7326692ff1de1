import type { Sql } from '@relight/db/connect';
import { linesOf } from './lines.ts';
import { type OutageRow, readOutageLine } from './outage-line.ts';
import { storeOutages } from './store-outages.ts';

/** How many refused lines are named; the others are counted. */
export const MAX_REFUSED_LINES = 20;
const BATCH = 1000;

export type OutageImport = {
  readonly lines: number;
  /** Outages that were not there. */
  readonly added: number;
  /** That were there, and about which the file says something else: it replaces what was there. */
  readonly changed: number;
  readonly unchanged: number;
  /** Of the outages in the file, how many are not restored; and momentary ones (at most five minutes). */
  readonly open: number;
  readonly momentary: number;
  readonly refused: number;
  /** The first refused lines, with the reason. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
};

/**
 * Takes over an outage history file (NDJSON, one outage a line) as it is read. A line that cannot be read is refused, the others are
 * taken; stored batch by batch, so that an import that was cut short is finished by starting it again.
 */
export const importOutages = async (
  sql: Sql,
  source: AsyncIterable<Uint8Array | string>,
  onBytes?: (bytes: number) => void,
): Promise<OutageImport> => {
  const counts = { lines: 0, added: 0, changed: 0, unchanged: 0, open: 0, momentary: 0, refused: 0 };
  const problems: { line: number; reason: string }[] = [];
  const seen = new Map<string, number>();
  let batch: OutageRow[] = [];
  const refuse = (line: number, reason: string) => {
    counts.refused++;
    if (problems.length < MAX_REFUSED_LINES) problems.push({ line, reason });
  };
  const store = async () => {
    const { added, changed } = await storeOutages(sql, batch);
    counts.added += added;
    counts.changed += changed;
    counts.unchanged += batch.length - added - changed;
    batch = [];
  };

  for await (const { number, text } of linesOf(source, onBytes)) {
    counts.lines++;
    const read = text === null ? ({ ok: false, reason: 'is too long' } as const) : readOutageLine(text);
    if (!read.ok) {
      refuse(number, read.reason);
      continue;
    }
    const first = seen.get(read.row.mrid);
    if (first !== undefined) {
      refuse(number, `mRID: stands in line ${first} already`);
      continue;
    }
    seen.set(read.row.mrid, number);
    if (read.kind === 'open') counts.open++;
    if (read.kind === 'momentary') counts.momentary++;
    if (batch.push(read.row) >= BATCH) await store();
  }
  if (batch.length > 0) await store();
  return { ...counts, problems };
};
