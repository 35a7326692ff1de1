import type { Actor } from '@relight/shared/operation/events';
import type { CrewId, IncidentId } from '@relight/shared/operation/ids';

/** What a sentence of the log needs to be told besides the event. */
export type Names = {
  readonly crew: (id: CrewId) => string;
  readonly incident: (id: IncidentId) => string;
  readonly actor: (actor: Actor) => string;
  readonly count: (count: number) => string;
  /** Hours and minutes, with the date when it is not today. */
  readonly time: (instant: string) => string;
};
