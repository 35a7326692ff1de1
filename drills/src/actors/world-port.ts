import type { Position } from '@relight/shared/geo/distance';
import type { TroubleReport } from '@relight/shared/http/reports';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Command } from '@relight/shared/operation/commands';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { CrewFacts } from '@relight/shared/rules/qualification';

export type SimulatedCrew = Omit<CrewFacts, 'id'> & {
  readonly id: CrewId;
  readonly base: Position;
  /** Local hours; a night shift ends before it starts. */
  readonly shift: { readonly startHour: number; readonly endHour: number };
};

/**
 * All that simulated people can see and do. It is the same door that real people use: commands that are judged, reports that are taken
 * in, positions that are sent. Whatever runs them decides which operation is behind it.
 */
export type WorldPort = {
  readonly network: NetworkFacts;
  /** Devices at which something may fail. */
  readonly faultSites: readonly string[];
  /** Service points that lose supply when the device opens. */
  readonly servicePointsBelow: (device: string) => readonly string[];
  /** Transformers behind the device, itself not counted. */
  readonly transformersBelow: (device: string) => readonly string[];
  /** Lines that one can drive along, as [lon, lat] positions. */
  readonly streets: readonly (readonly (readonly [number, number])[])[];
  readonly crews: () => readonly SimulatedCrew[];
  /** Whether a person answers for this crew, so that nobody has to be simulated. */
  readonly isStaffed: (crew: CrewId) => boolean;
  readonly now: () => number;
  readonly state: () => OperationState;
  /** Hands over the newest log lines first, then every new one; returns how to stop. */
  readonly follow: (listener: (recorded: RecordedEvent) => void) => () => void;
  readonly submit: (command: Command, actor: Actor) => Promise<unknown>;
  readonly report: (reports: readonly TroubleReport[]) => Promise<unknown>;
  readonly moveCrew: (crew: CrewId, position: Position) => void;
};
