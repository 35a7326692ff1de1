import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { Actor } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import { crewStatus, dispatchOfCrew } from '@relight/shared/operation/select';
import type { OperationState } from '@relight/shared/operation/state';
import type { Role } from '@relight/shared/operation/vocabulary';
import type { RosterCrew } from '../crews/roster.ts';

/** Roles that may see who the members of every crew are; a crew sees its own. */
const SEE_MEMBERS: readonly Role[] = ['dispatcher', 'manager', 'admin'];

/** The roster with where each crew stands now, as this person may see it. */
export const crewLine = (
  crew: RosterCrew,
  { state, position, viewer }: { state: OperationState; position: CrewOnRoster['position'] | undefined; viewer: Actor },
): CrewOnRoster => {
  const id = crew.id as CrewId;
  const seesMembers = SEE_MEMBERS.includes(viewer.role) || viewer.crew === id;
  return {
    id,
    name: crew.name,
    kind: crew.kind,
    base: crew.base,
    vehicle: crew.vehicle,
    shift: crew.shift,
    persons: crew.persons,
    certificates: [...crew.certificates],
    ...(seesMembers && {
      members: crew.members.map((member) => ({ ...member, certificates: [...member.certificates] })),
    }),
    status: crewStatus(state, id),
    dispatch: dispatchOfCrew(state, id)?.id ?? null,
    position: position ?? null,
  };
};
