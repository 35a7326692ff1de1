import type { CallLaw } from './call-law.ts';
import { type Chance, normal, poisson } from './chance.ts';
import type { Fault } from './faults.ts';
import type { Records } from './records.ts';
import type { Call } from './signals.ts';
import type { World } from './world.ts';

type Drawing = {
  readonly world: World;
  readonly law: CallLaw;
  readonly records: Records;
  /** Begins every id. */
  readonly name: string;
  readonly chance: Chance;
};

/**
 * Who calls because of these faults, and who calls about something else between `from` and `until`. Each customer calls once at most about
 * the first fault that takes the supply; a customer without supply has nothing else to call about.
 */
export const drawCalls = (
  drawing: Drawing,
  faults: readonly Fault[],
  { from, until }: { readonly from: number; readonly until: number },
): readonly Call[] => {
  const { world, law, records, name, chance } = drawing;
  const calls: Call[] = [];
  const outSince = new Map<number, number>();
  faults.forEach(({ site, at }, fault) => {
    const share = Math.min(0.95, law.share * Math.exp(law.eventSpread * normal(chance)));
    const first = world.customersBefore[site.from] as number;
    const end = world.customersBefore[site.to] as number;
    for (let customer = first; customer < end; customer++) {
      if (outSince.has(customer)) continue;
      outSince.set(customer, at);
      if (chance.unit() >= share) continue;
      const called = at + law.medianDelay * Math.exp(law.delaySpread * normal(chance));
      const point = records.pointOfCustomer[customer] as number;
      if (called <= until) calls.push({ kind: 'call', id: `${name}.${customer}`, at: called, point, fault });
    }
  });

  const customers = world.pointOfCustomer.length;
  const strays = poisson(chance, law.strayRate * customers * (until - from));
  for (let s = 0; s < strays; s++) {
    const customer = chance.whole(0, customers - 1);
    const at = from + chance.unit() * (until - from);
    if (at >= (outSince.get(customer) ?? Number.POSITIVE_INFINITY)) continue;
    const point = records.pointOfCustomer[customer] as number;
    calls.push({ kind: 'call', id: `${name}.stray${s}`, at, point, fault: -1 });
  }
  return calls.sort((a, b) => a.at - b.at);
};
