import type { NetworkFacts } from '../network/facts.ts';
import type { CrewFacts } from '../rules/qualification.ts';
import type { Actor } from './events.ts';

/** Everything `decide` may look at besides the state. Time, people and places are arguments, so that the same call gives the same answer. */
export type Context = {
  readonly actor: Actor;
  /** Now, by the server's clock (by the client's estimate of it in a replica). */
  readonly at: string;
  /** The pinned network version; null in a replica, and where the operation has none. */
  readonly network: NetworkFacts | null;
  readonly crew: (id: string) => CrewFacts | undefined;
  /** A crew's last known position, or its base. */
  readonly position: (crew: string) => { readonly lon: number; readonly lat: number } | undefined;
};
