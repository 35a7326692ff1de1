import type { DeviceFacts, PredictionFacts } from '@relight/shared/network/facts';

/** Facts that remember their answers: the same few thousand faults ask the same questions many times. */
export const remembering = (facts: PredictionFacts): PredictionFacts => ({
  ...facts,
  protectiveAbove: remembered<readonly DeviceFacts[]>(facts.protectiveAbove),
  countsBelow: remembered(facts.countsBelow),
  below: remembered(facts.below),
  servicePoint: remembered(facts.servicePoint),
});

const remembered = <T>(ask: (id: string) => T): ((id: string) => T) => {
  const known = new Map<string, T>();
  return (id) => {
    if (!known.has(id)) known.set(id, ask(id));
    return known.get(id) as T;
  };
};
