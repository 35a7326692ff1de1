import { buildNetwork } from '@relight/shared/network/build';
import type { NetworkModel } from '@relight/shared/network/model';
import {
  columnsOf,
  type EdgeFeature,
  type NetworkFeature,
  type NodeFeature,
} from '@relight/shared/network/testing/features';
import { type Chance, chanceFor, normal } from '../chance.ts';

/** Of the whole city. Every customer has a service point of its own. */
export const SYNTHETIC = { feeders: 40, reclosers: 56, fuses: 912, transformers: 3059, customers: 57_563 } as const;
const MEDIAN_CUSTOMERS = 14;
/** Of the logarithm: the mean is then 1.34 times the median, which gives the customers of the whole city. */
const SPREAD = 0.77;
/** Of the transformers stand on the trunk, without a fuse before them. */
const ON_TRUNK = 0.2;
const TRUNK_SPAN_KM = 0.25;
const LATERAL_SPAN_KM = 0.22;

/**
 * A city of overhead feeders: breaker, trunk with one or two reclosers, fused laterals, transformers on both. It has the counts above to
 * the device, so that results can be compared between versions whatever becomes of the demo city.
 */
export const syntheticCity = (seed: number): NetworkModel => {
  const chance = chanceFor('synthetic city', seed);
  const customers = shareOut(
    SYNTHETIC.customers,
    Array.from({ length: SYNTHETIC.transformers }, () => MEDIAN_CUSTOMERS * Math.exp(SPREAD * normal(chance))),
  );
  const onTrunk = Math.round(SYNTHETIC.transformers * ON_TRUNK);
  const perFuse = shareOut(
    SYNTHETIC.transformers - onTrunk,
    Array.from({ length: SYNTHETIC.fuses }, () => 0.35 - Math.log(1 - chance.unit())),
  );
  const features: NetworkFeature[] = [];
  const taken = { customers: 0, fuses: 0 };
  for (let f = 0; f < SYNTHETIC.feeders; f++) {
    const share = (total: number) =>
      Math.floor(((f + 1) * total) / SYNTHETIC.feeders) - Math.floor((f * total) / SYNTHETIC.feeders);
    const taps: Tap[] = [
      ...Array.from(
        { length: share(SYNTHETIC.fuses) },
        (): Tap => ({ fused: true, transformers: perFuse[taken.fuses++] as number }),
      ),
      ...Array.from({ length: share(onTrunk) }, (): Tap => ({ fused: false, transformers: 1 })),
    ];
    drawFeeder(features, chance, {
      name: `F${f}`,
      lat: 30 + f * 0.05,
      taps: shuffle(taps, chance),
      reclosers: share(SYNTHETIC.reclosers),
      nextCustomers: () => customers[taken.customers++] as number,
    });
  }
  return buildNetwork(columnsOf(features, `synthetic-${seed}`));
};

type Tap = { readonly fused: boolean; readonly transformers: number };
type FeederPlan = {
  readonly name: string;
  readonly lat: number;
  readonly taps: readonly Tap[];
  readonly reclosers: number;
  readonly nextCustomers: () => number;
};

const drawFeeder = (features: NetworkFeature[], chance: Chance, plan: FeederPlan): void => {
  const { name: feeder } = plan;
  const node = (id: string, x: number, y: number, properties: Partial<NodeFeature['properties']> = {}): NodeFeature => {
    const made: NodeFeature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [120 + x / KM_PER_DEGREE, plan.lat + y / KM_PER_DEGREE] },
      properties: { id: `${feeder}.${id}`, class: 'ConnectivityNode', ...properties },
    };
    features.push(made);
    return made;
  };
  const join = (
    id: string,
    edgeClass: EdgeFeature['properties']['class'],
    from: NodeFeature,
    to: NodeFeature,
  ): void => {
    const telemetered = edgeClass === 'Breaker';
    const properties = {
      id: `${feeder}.${id}`,
      class: edgeClass,
      from: from.properties.id,
      to: to.properties.id,
      feeder,
      telemetered,
    };
    features.push({ type: 'Feature', geometry: null, properties });
  };
  const transformer = (id: string, high: NodeFeature, x: number, y: number): void => {
    const low = node(`${id}.low`, x, y);
    join(id, 'PowerTransformer', high, low);
    const count = plan.nextCustomers();
    for (let c = 0; c < count; c++) {
      join(`${id}.l${c}`, 'ACLineSegment', low, node(`${id}.c${c}`, x, y, { class: 'EnergyConsumer', customers: 1 }));
    }
  };

  const source = node('bus', 0, 0, { class: 'EnergySource' });
  let trunk = node('t', 0, 0);
  join('cb', 'Breaker', source, trunk);
  // The first in the nearer half, a second one behind it.
  const reclosers = new Set(
    Array.from({ length: plan.reclosers }, (_, r) =>
      Math.floor(plan.taps.length * (0.25 + 0.3 * r + 0.2 * chance.unit())),
    ),
  );
  plan.taps.forEach((tap, index) => {
    const x = (index + 1) * TRUNK_SPAN_KM;
    const next = node(`t${index}`, x, 0);
    join(`span${index}`, 'ACLineSegment', trunk, next);
    trunk = next;
    if (reclosers.has(index)) {
      const behind = node(`u${index}`, x, 0);
      join(`rc${index}`, 'Recloser', trunk, behind);
      trunk = behind;
    }
    if (!tap.fused) {
      transformer(`x${index}`, trunk, x, 0.05);
      return;
    }
    let along = node(`b${index}`, x, 0.01);
    join(`fuse${index}`, 'Fuse', trunk, along);
    for (let t = 0; t < tap.transformers; t++) {
      const y = (t + 1) * LATERAL_SPAN_KM;
      const high = node(`b${index}.${t}`, x, y);
      join(`b${index}.s${t}`, 'ACLineSegment', along, high);
      transformer(`b${index}.x${t}`, high, x, y);
      along = high;
    }
  });
};

const KM_PER_DEGREE = 111.2;

/** Whole numbers, one at least, in proportion to the weights, with exactly this sum. */
const shareOut = (total: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => Math.max(1, (weight / sum) * total));
  const shares = exact.map(Math.floor);
  let left = total - shares.reduce((a, b) => a + b, 0);
  const byRest = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let turn = 0; left !== 0; turn++) {
    const { i } = byRest[turn % byRest.length] as { i: number };
    const step = Math.sign(left);
    if ((shares[i] as number) + step < 1) continue;
    shares[i] = (shares[i] as number) + step;
    left -= step;
  }
  return shares;
};

const shuffle = <T>(items: readonly T[], chance: Chance): readonly T[] => {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = chance.whole(0, i);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
};
