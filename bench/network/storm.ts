import type { EdgeClass } from '@relight/shared/network/facts';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { edgeClassName, sectionFedBy } from '@relight/shared/network/model';
import type { Evidence } from '@relight/shared/network/predict/predictor';
import { seeded } from '@relight/shared/network/seeded';

/** Shares of what fails: mostly transformers, then laterals, seldom a recloser and all behind it. */
const SHARES: readonly (readonly [EdgeClass, number])[] = [
  ['PowerTransformer', 0.6],
  ['Fuse', 0.38],
  ['Recloser', 0.02],
];
const CALL_SHARE = 0.1;
const MEAN_DELAY_MIN = 8;

/** Calls of a storm within one hour, in the order in which they come, and the devices that failed. */
export type Storm = { readonly devices: readonly string[]; readonly calls: readonly Evidence[] };

/** Failed devices none of which lies below another; a tenth of the service points behind them call, one at least. */
export const stormOn = (model: NetworkModel, faults: number, start: number): Storm => {
  const { nodes, edges, sections } = model;
  const chance = seeded(2000);
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const byClass = new Map<EdgeClass, number[]>(SHARES.map(([edgeClass]) => [edgeClass, []]));
  edges.ids.forEach((_, edge) => {
    byClass.get(edgeClassName(edges.class[edge] as number))?.push(edge);
  });
  const failed = new Uint8Array(sections.count);
  const calls: Evidence[] = [];
  const devices: string[] = [];
  for (const [edgeClass, share] of [...SHARES].reverse()) {
    const candidates = byClass.get(edgeClass) as number[];
    const wanted = Math.min(Math.round(faults * share), Math.floor(candidates.length / 4));
    for (let picked = 0; picked < wanted; ) {
      const device = chance.pick(candidates);
      const section = sectionFedBy(model, device);
      if (section < 0 || failed[section] === 1) continue;
      const end = sections.end[section] as number;
      failed.fill(1, section, end);
      picked++;
      devices.push(edges.ids[device] as string);
      const began = start + chance.unit() * 3_600_000;
      const points: number[] = [];
      const last = sections.nodeStart[end] as number;
      for (let node = sections.nodeStart[section] as number; node < last; node++)
        if (nodes.class[node] === consumer) points.push(node);
      const callers = points.filter(() => chance.unit() < CALL_SHARE);
      for (const node of callers.length > 0 ? callers : points.slice(0, 1)) {
        const delay = -Math.log(1 - chance.unit()) * MEAN_DELAY_MIN * 60_000;
        const servicePoint = nodes.ids[node] as string;
        calls.push({ id: `call-${calls.length}`, kind: 'call', servicePoint, at: Math.round(began + delay) });
      }
    }
  }
  return { devices, calls: calls.sort((a, b) => a.at - b.at) };
};
