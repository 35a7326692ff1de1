import { distanceM, type Position } from '../geo/distance.ts';
import { type CrewFacts, type QualificationGap, qualificationGaps } from '../rules/qualification.ts';
import { travelMinutes } from '../rules/travel.ts';
import type { CrewId, IncidentId } from './ids.ts';
import { dispatchOfCrew } from './select.ts';
import type { Incident, OperationState } from './state.ts';

/** Why a crew cannot be sent now. */
export type Hindrance =
  | { readonly kind: 'offDuty' }
  | { readonly kind: 'busy'; readonly incident: IncidentId }
  | { readonly kind: 'notQualified'; readonly gaps: readonly QualificationGap[] };

export type CrewSuggestion = {
  readonly crew: CrewId;
  /** Null where the crew's position is not known. */
  readonly distanceM: number | null;
  readonly travelMinutes: number | null;
  /** Null for a crew that can go. */
  readonly hindrance: Hindrance | null;
};

/**
 * Crews for an incident: those that can go first, soonest arrival first; then the others, with the reason. A generator crew brings
 * supply and repairs nothing, so it follows the crews that do, whatever the distance.
 */
export const suggestCrews = (
  state: OperationState,
  incident: Pick<Incident, 'place' | 'extent'>,
  crews: readonly (Omit<CrewFacts, 'id'> & { readonly id: CrewId; readonly position: Position | undefined })[],
): readonly CrewSuggestion[] => {
  const ranked = crews.map((crew) => {
    const distance = crew.position === undefined ? null : Math.round(distanceM(crew.position, incident.place));
    const suggestion: CrewSuggestion = {
      crew: crew.id,
      distanceM: distance,
      travelMinutes: distance === null ? null : travelMinutes(distance, incident.extent.area),
      hindrance: hindranceOf(state, crew, incident.place.deviceClass),
    };
    return { suggestion, rank: (suggestion.hindrance ? 2 : 0) + (crew.kind === 'generator' ? 1 : 0) };
  });
  const minutes = (suggestion: CrewSuggestion) => suggestion.travelMinutes ?? Number.POSITIVE_INFINITY;
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        minutes(a.suggestion) - minutes(b.suggestion) ||
        (a.suggestion.distanceM ?? 0) - (b.suggestion.distanceM ?? 0) ||
        (a.suggestion.crew < b.suggestion.crew ? -1 : 1),
    )
    .map(({ suggestion }) => suggestion);
};

const hindranceOf = (
  state: OperationState,
  crew: Omit<CrewFacts, 'id'> & { readonly id: CrewId },
  deviceClass: string | null,
): Hindrance | null => {
  if (state.onDuty[crew.id] === undefined) return { kind: 'offDuty' };
  const busy = dispatchOfCrew(state, crew.id);
  if (busy !== undefined) return { kind: 'busy', incident: busy.incident };
  const gaps = qualificationGaps(crew, deviceClass);
  return gaps.length > 0 ? { kind: 'notQualified', gaps } : null;
};
