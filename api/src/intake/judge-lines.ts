import { setImmediate } from 'node:timers/promises';
import type { IntakeRemark } from '@relight/shared/http/reports';
import type { Checked, RejectionCode } from './check-line.ts';
import type { Line } from './parse-lines.ts';

/** Lines judged before other requests get their turn: some milliseconds. */
const AT_A_TIME = 100;

export type Judged<Item> = {
  /** The good ones by id, each with the first line that said it. */
  readonly good: ReadonlyMap<string, { readonly index: number; readonly item: Item }>;
  readonly rejected: { readonly index: number; readonly code: RejectionCode; readonly message: string }[];
  /** Lines with the id of an earlier one. */
  readonly repeated: number;
  readonly remarks: readonly IntakeRemark[];
};

/** Judges every line by itself, and lets the desk in between. `now` in milliseconds. */
export const judgeLines = async <Item extends { readonly id: string; readonly at: string }>(
  lines: readonly Line[],
  check: (line: Line) => Checked<Item>,
  now: number,
): Promise<Judged<Item>> => {
  const good = new Map<string, { readonly index: number; readonly item: Item }>();
  const rejected: Judged<Item>['rejected'] = [];
  let repeated = 0;
  for (const [index, line] of lines.entries()) {
    if (index > 0 && index % AT_A_TIME === 0) await setImmediate();
    const checked = check(line);
    if (!checked.ok) rejected.push({ index, code: checked.code, message: checked.message });
    else if (good.has(checked.item.id)) repeated++;
    else good.set(checked.item.id, { index, item: checked.item });
  }
  return { ...onOurClock(good, now), rejected, repeated };
};

type Good<Item> = Judged<Item>['good'];

/**
 * What a sender's clock puts into the future happened by now at the latest: the newest is taken to be of this moment, and what came before it in
 * the same batch stays as long before it as the sender says.
 */
const onOurClock = <Item extends { readonly at: string }>(
  good: Good<Item>,
  now: number,
): { readonly good: Good<Item>; readonly remarks: readonly IntakeRemark[] } => {
  const remarks: IntakeRemark[] = [];
  let aheadMs = 0;
  for (const { item } of good.values()) aheadMs = Math.max(aheadMs, Date.parse(item.at) - now);
  if (aheadMs <= 0) return { good, remarks };
  const seconds = Math.ceil(aheadMs / 1000);
  const message = `at lies up to ${seconds} s ahead of this server’s clock and counts as of now; set the sender’s clock`;
  const corrected = new Map(good);
  for (const [id, { index, item }] of good) {
    const at = Date.parse(item.at);
    if (at <= now) continue;
    corrected.set(id, { index, item: { ...item, at: new Date(at - aheadMs).toISOString() } });
    remarks.push({ index, code: 'aheadOfClock', message });
  }
  return { good: corrected, remarks };
};
