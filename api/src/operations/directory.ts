import type { NetworkFacts } from '@relight/shared/network/facts';
import type { CrewFacts } from '@relight/shared/rules/qualification';

/**
 * What the rules must know from outside the log. Crews and bases are asked in the middle of a decision, so they are answered from memory
 * at once; a network may take its time, and is asked for before the decision.
 */
export type Directory = {
  /** The facts of one network version; null when it cannot be had now (the operation's commands then wait for it). */
  network(version: string): NetworkFacts | null | Promise<NetworkFacts | null>;
  crew(id: string): CrewFacts | undefined;
  /** Where a crew starts from while its vehicle has not been heard of. */
  base(crew: string): { readonly lon: number; readonly lat: number } | undefined;
};
