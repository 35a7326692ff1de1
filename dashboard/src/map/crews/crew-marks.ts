import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { CrewId, IncidentId } from '@relight/shared/operation/ids';
import type { CrewStatus } from '@relight/shared/operation/select';
import type { OperationState } from '@relight/shared/operation/state';
import type { Words } from '@relight/shared/operation/values';
import type { CrewPosition } from '@relight/shared/protocol/down/positions';

/** A crew on the map. */
export type CrewMark = {
  readonly id: CrewId;
  readonly name: Words;
  readonly status: Exclude<CrewStatus, 'offDuty'>;
  readonly lon: number;
  readonly lat: number;
  /** When that position was measured; null: the base, for want of a fix. */
  readonly fixAt: string | null;
  readonly incident: IncidentId | null;
  /** Where it is going or working. */
  readonly target: { readonly lon: number; readonly lat: number } | null;
};

/** Crews on duty and where they are: the last fix, else their base. Without either a crew cannot be drawn, only listed. */
export const crewMarks = (
  state: OperationState,
  roster: ReadonlyMap<CrewId, CrewOnRoster>,
  positions: ReadonlyMap<CrewId, CrewPosition>,
  only?: CrewId,
): readonly CrewMark[] => {
  const dispatches = new Map(Object.values(state.dispatches).map((dispatch) => [dispatch.crew, dispatch]));
  const marks: CrewMark[] = [];
  for (const id of new Set([...Object.keys(state.onDuty), ...dispatches.keys()]) as Set<CrewId>) {
    if (only !== undefined && id !== only) continue;
    const crew = roster.get(id);
    const fix = positions.get(id) ?? crew?.position ?? null;
    const at = fix ?? crew?.base;
    if (at === undefined) continue;
    const dispatch = dispatches.get(id);
    const place = dispatch && state.incidents[dispatch.incident]?.place;
    marks.push({
      id,
      name: crew?.name ?? { zh: id.slice(5), en: id.slice(5) },
      status: dispatch?.status ?? 'standby',
      lon: at.lon,
      lat: at.lat,
      fixAt: fix?.at ?? null,
      incident: dispatch?.incident ?? null,
      target: place ? { lon: place.lon, lat: place.lat } : null,
    });
  }
  return marks.sort((a, b) => ORDER[a.status] - ORDER[b.status] || (a.id < b.id ? -1 : 1));
};

/** Who moves is drawn on top, and named first. */
const ORDER: Readonly<Record<CrewMark['status'], number>> = {
  enRoute: 0,
  onSite: 1,
  accepted: 2,
  offered: 3,
  standby: 4,
};
