import type { DeviceKind, PredictionValues } from '../../../rules/prediction-parameters.ts';
import { DEVICE_KINDS } from '../../../rules/prediction-parameters.ts';
import { edgeClassName, type NetworkModel } from '../../model.ts';
import { drawTrees, kindOfClass, MINUTES_PER_YEAR } from '../prediction-tree.ts';
import { normalWalk } from '../supply-walk.ts';

/** What a network holds that can fail. */
export type Exposure = {
  readonly customers: number;
  /** By kind: devices in the normal switching state, and outages a year that a set of parameters expects of them together. */
  readonly kinds: Readonly<Record<DeviceKind, { readonly devices: number; readonly expectedPerYear: number }>>;
  readonly kindOf: (device: string) => DeviceKind | null;
};

/** Counts what a network holds, by the parameters' rates. O(network). */
export const exposureOf = (model: NetworkModel, parameters: PredictionValues): Exposure => {
  const kinds = Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, { devices: 0, expectedPerYear: 0 }])) as Record<
    DeviceKind,
    { devices: number; expectedPerYear: number }
  >;
  const kindByDevice = new Map<string, DeviceKind>();
  let customers = 0;
  const trees = drawTrees({ model, parameters, meters: () => 0, isDead: () => false }, normalWalk(model));
  for (const tree of trees) {
    customers += tree.customers[0] as number;
    tree.devices.forEach((edge, i) => {
      const isHead = edge === tree.devices[0] && DEVICE_KINDS[tree.kind[0] as number] === 'breaker';
      const kind = kindOfClass(edgeClassName(model.edges.class[edge] as number), isHead);
      kinds[kind].devices++;
      kinds[kind].expectedPerYear += (tree.deviceRate[i] as number) * MINUTES_PER_YEAR;
      kindByDevice.set(model.edges.ids[edge] as string, kind);
    });
    const points = tree.consumer.filter((node) => node >= 0).length;
    kinds.service.devices += points;
    kinds.service.expectedPerYear += points * parameters.rates.service.perYear;
  }
  return { customers, kinds, kindOf: (device) => kindByDevice.get(device) ?? null };
};
