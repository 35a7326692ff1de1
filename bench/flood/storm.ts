import { servicePointsBelow } from '@relight/drills/actors/fault-sites';
import { EDGE_CLASSES, type EdgeClass, type NetworkFacts } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { seeded } from '@relight/shared/network/seeded';

/** What is sent, in order: bodies of NDJSON with how many good, repeated and broken lines each has. */
export type Batch = {
  readonly door: 'meter-events' | 'reports' | 'scada-events';
  readonly lines: number;
  readonly broken: number;
  readonly repeated: number;
  /** Written at the time of sending, so that nothing is late. */
  readonly body: (now: number) => string;
};

export type Storm = { readonly batches: readonly Batch[]; readonly devices: readonly string[] };

const KINDS = ['lastGasp', 'noResponse', 'noResponse', 'powerOn'] as const;
const BROKEN = 0.005;
const REPEATED = 0.02;

/**
 * A storm on a network: breakers trip and are reported by telemetry, fuses and transformers blow, their meters gasp, are asked, and come
 * back; some of the customers call. The same seed makes the same storm.
 */
export const makeStorm = (
  { model, facts }: { model: NetworkModel; facts: NetworkFacts },
  sizes: { readonly meterEvents: number; readonly reports: number; readonly perBatch: number },
): Storm => {
  const chance = seeded(20_261);
  const devices = chosen(model, facts, chance);
  const points = devices.flatMap((device) => servicePointsBelow(model, facts, device));
  const breakers = devices.filter((id) => facts.device(id)?.class === 'Breaker');
  const batches: Batch[] = [
    batch(
      'scada-events',
      breakers.map((device, i) => ({ id: `scada-${i}`, device, position: 'open' })),
      chance,
    ),
  ];
  const meterEvents = Array.from({ length: sizes.meterEvents }, (_, i) => ({
    id: `meter-${i}`,
    servicePoint: points[i % points.length],
    kind: KINDS[Math.floor((i / sizes.meterEvents) * KINDS.length)],
  }));
  const reports = Array.from({ length: sizes.reports }, (_, i) => ({
    id: `report-${i}`,
    servicePoint: chance.pick(points),
    channel: 'phone',
  }));
  const meterBatches = inGroups(meterEvents, sizes.perBatch).map((group) => batch('meter-events', group, chance));
  const reportBatches = inGroups(reports, 25).map((group) => batch('reports', group, chance));
  // The calls lie evenly among the meters.
  const every = meterBatches.length / reportBatches.length;
  meterBatches.forEach((one, i) => {
    batches.push(one);
    while (reportBatches.length > 0 && reportBatches.length * every > meterBatches.length - i - 1) {
      batches.push(reportBatches.shift() as Batch);
    }
  });
  return { batches, devices };
};

/** Breakers of three feeders, and a hundred fuses and transformers elsewhere. */
const chosen = ({ edges }: NetworkModel, facts: NetworkFacts, chance: ReturnType<typeof seeded>): string[] => {
  const ofClass = (name: EdgeClass) =>
    edges.ids.filter(
      (id, edge) => edges.class[edge] === EDGE_CLASSES.indexOf(name) && (facts.below(id)?.customers ?? 0) > 0,
    );
  const some = (ids: readonly string[], count: number) =>
    Array.from({ length: Math.min(count, ids.length) }, () => chance.pick(ids));
  return [
    ...new Set([
      ...some(ofClass('Breaker'), 3),
      ...some(ofClass('Fuse'), 60),
      ...some(ofClass('PowerTransformer'), 40),
    ]),
  ];
};

const batch = (door: Batch['door'], items: readonly object[], chance: ReturnType<typeof seeded>): Batch => {
  const lines: (object | string)[] = [];
  let broken = 0;
  let repeated = 0;
  for (const item of items) {
    lines.push(item);
    if (chance.unit() < REPEATED) {
      lines.push(item);
      repeated++;
    }
    if (chance.unit() < BROKEN) {
      lines.push('{"id": "broken');
      broken++;
    }
  }
  return {
    door,
    lines: items.length,
    broken,
    repeated,
    body: (now) => {
      const at = new Date(now - 1_000).toISOString();
      return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify({ ...line, at }))).join('\n');
    },
  };
};

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
