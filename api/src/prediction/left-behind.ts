import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Overlay } from '@relight/shared/network/overlay';
import { hasSection, type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { Placement } from './placement.ts';
import { readReportsOf, type WaitingReport } from './waiting-reports.ts';

/**
 * Reports of incidents that become part of one elsewhere than where their callers are: they are to be placed anew, so that everybody who called is where the
 * call is explained.
 */
export const readLeftBehind = async (
  sql: Sql,
  operation: string,
  placements: readonly Placement[],
  { state, facts, overlay }: { state: OperationState; facts: NetworkFacts; overlay: Overlay },
): Promise<readonly WaitingReport[]> => {
  const newExtent = new Map<IncidentId, Ranges>();
  for (const placement of placements) {
    if (placement.kind !== 'predict') continue;
    const section = facts.device(placement.device) ? undefined : facts.servicePoint(placement.device)?.section;
    const below =
      section === undefined
        ? (facts.belowUnder(overlay, placement.device)?.ranges ?? [])
        : ([section, section + 1] as const);
    for (const id of placement.absorbs) {
      const before = state.incidents[id]?.extent.ranges ?? [];
      if (subtractRanges(before, below).length > 0) newExtent.set(id, below);
    }
  }
  return readOutside(sql, operation, newExtent);
};

/**
 * Reports of predictions that an opening seen by telemetry took over, from callers whom the opening does not explain: they are to be placed
 * anew. What a person has joined stays joined.
 */
export const readUnexplained = async (
  sql: Sql,
  operation: string,
  takenOver: readonly IncidentId[],
  state: OperationState,
): Promise<readonly WaitingReport[]> => {
  const facts = new Map(
    takenOver.flatMap((id) => {
      const incident = state.incidents[id];
      return incident?.confirmed?.reason === 'telemetry' ? [[id, incident.extent.ranges] as const] : [];
    }),
  );
  return readOutside(sql, operation, facts);
};

/** Reports of these incidents from callers outside of what each of them puts in the dark. */
const readOutside = async (
  sql: Sql,
  operation: string,
  dark: ReadonlyMap<IncidentId, Ranges>,
): Promise<readonly WaitingReport[]> => {
  if (dark.size === 0) return [];
  const reports = await readReportsOf(sql, operation, [...dark.keys()]);
  return reports.filter(({ section, from }) => {
    const extent = from === undefined ? undefined : dark.get(from);
    return section !== null && extent !== undefined && !hasSection(extent, section);
  });
};
