import { setImmediate } from 'node:timers/promises';
import type { Checked, RejectionCode } from './check-line.ts';
import type { Line } from './parse-lines.ts';

/** Lines judged before other requests get their turn: some milliseconds. */
const AT_A_TIME = 500;

export type Judged<Item> = {
  /** The good ones by id, each with the first line that said it. */
  readonly good: ReadonlyMap<string, { readonly index: number; readonly item: Item }>;
  readonly rejected: { readonly index: number; readonly code: RejectionCode; readonly message: string }[];
  /** Lines with the id of an earlier one. */
  readonly repeated: number;
};

/** Judges every line by itself, and lets the desk in between. */
export const judgeLines = async <Item extends { readonly id: string }>(
  lines: readonly Line[],
  check: (line: Line) => Checked<Item>,
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
  return { good, rejected, repeated };
};
