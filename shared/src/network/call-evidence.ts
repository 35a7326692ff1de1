import type { DeviceFacts, PredictionFacts } from './facts.ts';

/** What calls say about one device on the way to the source. */
export type Mark = {
  readonly device: DeviceFacts;
  /** Service points below it that called. */
  readonly points: Set<string>;
  /** The ways out of it with calls on them: ids of the next protective devices, or `sp:` and a service point right behind it. */
  readonly branches: Set<string>;
  /** Distribution transformers below it with calls. */
  readonly transformers: Set<string>;
  /** Callers with no distribution transformer before them. */
  readonly bare: Set<string>;
};

export type CallEvidence = {
  readonly marks: ReadonlyMap<string, Mark>;
  /** Protective devices above each caller, nearest first. */
  readonly paths: ReadonlyMap<string, readonly DeviceFacts[]>;
};

/** Only devices above a call are looked at, however large the network is. */
export const callEvidence = (facts: PredictionFacts, servicePoints: Iterable<string>): CallEvidence => {
  const marks = new Map<string, Mark>();
  const paths = new Map<string, readonly DeviceFacts[]>();
  for (const point of servicePoints) {
    if (paths.has(point)) continue;
    const path = facts.protectiveAbove(point);
    paths.set(point, path);
    const transformer = distributionTransformer(facts, path);
    // Below its transformer a call speaks for itself only.
    let passed = false;
    path.forEach((device, index) => {
      const mark = marks.get(device.id) ?? newMark(device);
      marks.set(device.id, mark);
      mark.points.add(point);
      mark.branches.add(index === 0 ? `sp:${point}` : (path[index - 1] as DeviceFacts).id);
      passed ||= device.id === transformer;
      if (transformer === undefined) mark.bare.add(point);
      else if (passed) mark.transformers.add(transformer);
    });
  }
  return { marks, paths };
};

/** The transformer nearest to the caller, unless other transformers hang below it: then it is a substation's, or a regulator. */
export const distributionTransformer = (facts: PredictionFacts, path: readonly DeviceFacts[]): string | undefined => {
  const nearest = path.find((device) => device.class === 'PowerTransformer');
  return nearest && facts.countsBelow(nearest.id).transformers === 1 ? nearest.id : undefined;
};

const newMark = (device: DeviceFacts): Mark => ({
  device,
  points: new Set(),
  branches: new Set(),
  transformers: new Set(),
  bare: new Set(),
});
