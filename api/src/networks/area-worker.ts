import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { areaSteps } from '@relight/shared/geo/areas';
import type { NetworkModel } from '@relight/shared/network/model';
import type { Ranges } from '@relight/shared/network/ranges';
import type { MultiPolygon } from 'geojson';

/** What the thread that draws areas is told; networks go by a number. */
export type DrawingOrder =
  | { readonly kind: 'network'; readonly network: number; readonly model: NetworkModel }
  | { readonly kind: 'forget'; readonly network: number }
  | { readonly kind: 'draw'; readonly network: number; readonly ranges: Ranges };
/** To each order to draw: an area, none where nobody waited any more, or why it failed. */
export type DrawingAnswer = { readonly area: MultiPolygon | undefined } | { readonly failed: string };

/** The entry of the thread that draws areas. A number that both threads see says whether somebody waits for the one being drawn. */
const wanted = workerData as Int32Array;
const networks = new Map<number, NetworkModel>();

// Where there are few cores, whoever gives an order goes first. Linux takes this for the thread alone, others for the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

parentPort?.on('message', (order: DrawingOrder) => {
  if (order.kind === 'network') networks.set(order.network, order.model);
  else if (order.kind === 'forget') networks.delete(order.network);
  else if (order.kind === 'draw') parentPort?.postMessage(answer(order));
  else order satisfies never;
});

const answer = ({ network, ranges }: Extract<DrawingOrder, { kind: 'draw' }>): DrawingAnswer => {
  try {
    const model = networks.get(network);
    if (!model) throw new Error(`network ${network} was never sent`);
    const steps = areaSteps({ model, ranges });
    while (Atomics.load(wanted, 0) === 1) {
      const { done, value } = steps.next();
      if (done) return { area: value };
    }
    return { area: undefined };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
};
