import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Position } from '@relight/shared/network/predict/predictor';
import type { CommandOf } from '@relight/shared/operation/commands';
import { recordedPosition } from '@relight/shared/operation/decide/operate';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { isHeld } from '@relight/shared/operation/hold';
import type { OperationState } from '@relight/shared/operation/state';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import { digest } from './placement.ts';
import type { StoredPosition } from './positions.ts';

/** As many as one command may name. */
const GROUP = 200;

/** Those positions that differ from what the operation takes to be so; the others need no telling. */
export const newsOf = (
  positions: readonly StoredPosition[],
  state: OperationState,
  facts: NetworkFacts,
): readonly StoredPosition[] =>
  positions.filter(({ device, position }) => {
    const element = facts.element(device);
    if (element === undefined || !element.operable) return false;
    const known = recordedPosition(state, element);
    // A predicted outage at a device that telemetry shows open is certain. One that it shows closed is for the predictor to reconsider.
    // Where a person holds it there, that person is told.
    return known !== position || (position === 'open' ? isPredictedAt(state, device) : isHeldClosed(state, device));
  });

/**
 * Those that still stand: where a person has recorded another position since, the switch is as that person saw it, until telemetry says
 * something new.
 */
export const standing = (
  positions: readonly StoredPosition[],
  state: OperationState,
  facts: NetworkFacts,
): readonly StoredPosition[] =>
  positions.filter(({ device, position }) => {
    const element = facts.element(device);
    return element === undefined || recordedPosition(state, element) === position;
  });

/** What a person has recorded, as telemetry would have said it. */
export const recordedByHand = ({ event }: RecordedEvent): readonly Position[] =>
  event.type !== 'switchingRecorded' || event.source === 'telemetry'
    ? []
    : event.operations.flatMap(({ action, element }) =>
        action === 'open' || action === 'close'
          ? [
              {
                device: element,
                position: action === 'open' ? ('open' as const) : ('closed' as const),
                commanded: true,
                at: Date.parse(event.occurredAt),
              },
            ]
          : [],
      );

const isPredictedAt = (state: OperationState, device: string): boolean =>
  Object.values(state.incidents).some(({ place, status }) => place.device === device && status === 'predicted');

const isHeldClosed = (state: OperationState, device: string): boolean =>
  Object.values(state.incidents).some(
    (it) => it.place.device === device && isHeld(it) && it.hold?.against?.fact.is !== 'closed',
  );

/** The orders that tell the log. The same positions always make the same orders. */
export const telemetryCommands = (
  operation: string,
  news: readonly StoredPosition[],
  now: string,
): readonly CommandOf<'recordTelemetry'>[] =>
  Array.from({ length: Math.ceil(news.length / GROUP) }, (_, i) => {
    const group = news.slice(i * GROUP, (i + 1) * GROUP);
    const name = digest([operation, 'telemetry', ...group.map(({ event }) => event)]);
    return {
      id: `telemetry-${name}`,
      type: 'recordTelemetry',
      step: `stp_${name.slice(0, 20)}`,
      positions: group.map(({ device, position, commanded, at, event }) => ({
        device,
        position,
        commanded,
        occurredAt: at > Date.parse(now) ? now : new Date(at).toISOString(),
        incident: `inc_${digest([operation, 'telemetry', event]).slice(0, 20)}`,
      })),
    };
  });

/**
 * Tells the log. What it refuses is told one by one, so that none of them keeps the others from being told.
 * @throws Error if it did not judge
 */
export const tellTelemetry = async (
  operation: string,
  news: readonly StoredPosition[],
  to: { readonly operations: Pick<Operations, 'submit' | 'now'>; readonly log: Logger },
): Promise<void> => {
  for (const command of telemetryCommands(operation, news, new Date(to.operations.now()).toISOString())) {
    const outcome = await to.operations.submit(operation, command, SYSTEM);
    if (outcome.outcome === 'failed') throw new Error(outcome.message);
    if (outcome.outcome === 'accepted') continue;
    const events = news.filter(({ device }) => command.positions.some((position) => position.device === device));
    if (events.length > 1) for (const event of events) await tellTelemetry(operation, [event], to);
    else to.log.warn({ operation, device: events[0]?.device, reason: outcome.code }, 'telemetry was refused');
  }
};
