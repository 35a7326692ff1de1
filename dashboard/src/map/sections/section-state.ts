import type { Ranges } from '@relight/shared/network/ranges';
import { intersectRanges, pairs, unionRanges } from '@relight/shared/network/ranges';
import { deadSections } from '@relight/shared/operation/customers-out';
import type { Incident, OperationState } from '@relight/shared/operation/state';

/** What a section of the network looks like. One byte each; a million customers are some sixteen thousand of them. */
export const SECTION_STATE = { energised: 0, restored: 1, predicted: 2, dead: 3 } as const;
export type SectionState = (typeof SECTION_STATE)[keyof typeof SECTION_STATE];

/** How long a return of supply stays visible. */
export const RESTORED_SHOWN_MS = 30 * 60_000;

export type Span = { readonly ranges: Ranges; readonly state: SectionState };

/** Every span of sections that looks other than normal, the weaker first: lost supply paints over returned supply. */
export const spansOf = (state: OperationState, nowMs: number): readonly Span[] => {
  const restored: Span[] = [];
  const predicted: Span[] = [];
  const dead: Span[] = [];
  for (const incident of Object.values(state.incidents)) {
    const back = recentlyRestored(incident, nowMs);
    if (back.length > 0) restored.push({ ranges: back, state: SECTION_STATE.restored });
    const ranges = deadSections(incident);
    if (ranges.length === 0 || incident.status === 'restored') continue;
    if (incident.status === 'predicted') predicted.push({ ranges, state: SECTION_STATE.predicted });
    else dead.push({ ranges, state: SECTION_STATE.dead });
  }
  for (const line of state.finished.recent) {
    if (line.end === 'closed' && isRecent(line.restoredAt, nowMs)) {
      restored.push({ ranges: line.ranges, state: SECTION_STATE.restored });
    }
  }
  return [...restored, ...predicted, ...dead];
};

/** Sections of an open incident that got supply back within the last half hour. */
export const recentlyRestored = (incident: Incident, nowMs: number): Ranges => {
  if (incident.status === 'restored' && isRecent(incident.restoredAt, nowMs)) return incident.restored.ranges;
  let ranges: Ranges = [];
  for (const step of incident.steps) if (isRecent(step.at, nowMs)) ranges = unionRanges(ranges, step.ranges);
  // Lost again since: that is not restored.
  return intersectRanges(ranges, incident.restored.ranges);
};

const isRecent = (at: string | null, nowMs: number): boolean =>
  at !== null && nowMs - Date.parse(at) < RESTORED_SHOWN_MS;

/** One byte per section up to the last one that any span names. */
export const paintSections = (spans: readonly Span[]): Uint8Array => {
  let length = 0;
  for (const { ranges } of spans) for (const [, to] of pairs(ranges)) length = Math.max(length, to);
  const sections = new Uint8Array(length);
  for (const { ranges, state } of spans) for (const [from, to] of pairs(ranges)) sections.fill(state, from, to);
  return sections;
};

/** Calls `change` once for every section that looks different now; returns how many. The arrays may differ in length. */
export const diffSections = (
  before: Uint8Array,
  after: Uint8Array,
  change: (section: number, state: SectionState) => void,
): number => {
  let changed = 0;
  const length = Math.max(before.length, after.length);
  for (let section = 0; section < length; section++) {
    const state = (after[section] ?? SECTION_STATE.energised) as SectionState;
    if (state === (before[section] ?? SECTION_STATE.energised)) continue;
    changed += 1;
    change(section, state);
  }
  return changed;
};
