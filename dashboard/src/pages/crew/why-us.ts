import { distanceM, type Position } from '@relight/shared/geo/distance';
import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { CrewId } from '@relight/shared/operation/ids';
import { type CrewStatus, crewStatus } from '@relight/shared/operation/select';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { Words } from '@relight/shared/operation/values';
import { type QualificationGap, qualificationGaps, requiredCertificates } from '@relight/shared/rules/qualification';

export type WhyUs = {
  /** How many free and qualified crews are on duty, and which place ours has among them by distance. */
  readonly rank: number;
  readonly free: number;
  readonly certificates: ReturnType<typeof requiredCertificates>;
  readonly onDutySince: string | null;
  /** The nearest crew that is nearer than ours and was passed over, and why. */
  readonly passedOver: {
    readonly crew: Words;
    readonly distanceM: number;
    readonly because: QualificationGap | { readonly kind: 'busy'; readonly status: CrewStatus };
  } | null;
};

/** Why this crew and not another: only what the roster, the state and the last positions show. Null while they are not known. */
export const whyUs = (
  state: OperationState,
  incident: Incident,
  ours: CrewId,
  roster: readonly CrewOnRoster[],
  positions: ReadonlyMap<CrewId, Position>,
): WhyUs | null => {
  const candidates = roster
    .filter((crew) => state.onDuty[crew.id] !== undefined)
    .map((crew) => ({
      crew,
      gap: qualificationGaps(crew, incident.place.deviceClass)[0],
      status: crewStatus(state, crew.id),
      distanceM: distanceM(positions.get(crew.id) ?? crew.position ?? crew.base, incident.place),
    }))
    .sort((a, b) => a.distanceM - b.distanceM);
  const we = candidates.find(({ crew }) => crew.id === ours);
  if (we === undefined) return null;
  // Ours is asked right now, so it counts among the free ones.
  const free = candidates.filter((it) => it.gap === undefined && (it === we || it.status === 'standby'));
  const nearer = candidates.find((it) => it.distanceM < we.distanceM && !free.includes(it));
  return {
    rank: free.indexOf(we) + 1,
    free: free.length,
    certificates: we.crew.kind === 'generator' ? ['lowVoltage'] : requiredCertificates(incident.place.deviceClass),
    onDutySince: state.onDuty[ours] ?? null,
    passedOver:
      nearer === undefined
        ? null
        : {
            crew: nearer.crew.name,
            distanceM: nearer.distanceM,
            because: nearer.gap ?? { kind: 'busy', status: nearer.status },
          },
  };
};
