import type { NodeTelemetry } from './feeder-state.ts';
import { toMinutes } from './minutes.ts';
import type { PredictionTree } from './prediction-tree.ts';
import type { Position } from './predictor.ts';

/** The newest position of each device that telemetry has told of, by edge number. */
export type KnownPositions = ReadonlyMap<number, Position>;

/** What telemetry says of each node of a tree of whose devices it says anything. */
export const telemetryIn = (tree: PredictionTree, positions: KnownPositions): ReadonlyMap<number, NodeTelemetry> => {
  const found = new Map<number, NodeTelemetry>();
  if (positions.size === 0) return found;
  for (let node = 0; node < tree.size; node++) {
    let openSince: number | null = null;
    let commanded = false;
    const open: number[] = [];
    const closed: { device: number; rate: number; at: number }[] = [];
    const to = tree.deviceStart[node + 1] as number;
    for (let i = tree.deviceStart[node] as number; i < to; i++) {
      const device = tree.devices[i] as number;
      const said = positions.get(device);
      if (said === undefined) continue;
      const at = toMinutes(said.at);
      if (said.position === 'closed') closed.push({ device, rate: tree.deviceRate[i] as number, at });
      else {
        open.push(device);
        if (openSince === null || at < openSince) {
          openSince = at;
          commanded = said.commanded;
        }
      }
    }
    if (open.length > 0 || closed.length > 0) found.set(node, { openSince, commanded, open, closed });
  }
  return found;
};

/** Whether one of them is open. */
export const someOpen = (telemetry: ReadonlyMap<number, NodeTelemetry>): boolean =>
  [...telemetry.values()].some(({ openSince }) => openSince !== null);

/** Whether a position takes the place of the one known: the later one; of two at the same instant the open one. */
export const replaces = (next: Position, known: Position): boolean =>
  next.at > known.at || (next.at === known.at && next.position === 'open' && known.position === 'closed');
