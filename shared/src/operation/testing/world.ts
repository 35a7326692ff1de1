import type { Extent, NetworkFacts } from '../../network/facts.ts';
import { countSections, hasSection, type Ranges, subtractRanges, unionRanges } from '../../network/ranges.ts';
import type { CrewFacts } from '../../rules/qualification.ts';
import type { Context } from '../context.ts';
import type { Actor } from '../events.ts';
import { darkOnFeeder, elementOnFeeder, lostOnFeeder } from './little-feeder.ts';

/**
 * A feeder small enough to keep in one's head: breaker B feeds recloser R and fuse F3; R feeds fuses F1 and F2. Each fuse has ten
 * sections of 100 customers; section 5, behind F1, holds a hospital. The normally open tie T could feed what is behind F2.
 */
const BELOW: Readonly<Record<string, Ranges>> = {
  B: [0, 30],
  R: [0, 20],
  F1: [0, 10],
  F2: [10, 20],
  F3: [20, 30],
  T: [],
};
const CLASS = { B: 'Breaker', R: 'Recloser', F1: 'Fuse', F2: 'Fuse', F3: 'Fuse', T: 'LoadBreakSwitch' } as const;

const extentOf = (ranges: Ranges): Extent => {
  const sorted = unionRanges(ranges, []);
  const hospital = sorted.some((_, i) => i % 2 === 0 && (sorted[i] as number) <= 5 && 5 < (sorted[i + 1] as number));
  return {
    ranges: sorted,
    customers: countSections(sorted) * 100,
    important: hospital ? [{ servicePoint: 'sp-hospital', class: 'first' }] : [],
    area: 'urban',
  };
};

export const testNetwork: NetworkFacts = {
  version: 'test-1',
  device: (id) =>
    id in CLASS
      ? { id, class: CLASS[id as keyof typeof CLASS], name: id, feeder: 'FD', substation: 'SS', lon: 120, lat: 30 }
      : undefined,
  below: (id) => (BELOW[id] ? extentOf(BELOW[id]) : undefined),
  extentOf,
  servicePoint: () => undefined,
  nearestServicePoint: () => undefined,
  protectiveAbove: () => [],
  darkUnder: darkOnFeeder,
  belowUnder: (overlay, id) => {
    const kind = elementOnFeeder(id)?.kind;
    return kind === undefined || kind === 'node' ? undefined : extentOf(lostOnFeeder(overlay, id));
  },
  energised: (before, after) => {
    const [was, is] = [darkOnFeeder(before), darkOnFeeder(after)];
    const partly = is.lit.filter(({ section }) => !was.lit.some((it) => it.section === section));
    return unionRanges(
      subtractRanges(was.ranges, is.ranges),
      partly.flatMap(({ section }) => [section, section + 1]),
    );
  },
  isLive: (overlay, id) => {
    const section = elementOnFeeder(id)?.section ?? -1;
    const { ranges, lit } = darkOnFeeder(overlay);
    return !hasSection(ranges, section) || lit.some((it) => it.section === section);
  },
  closing: () => ({ joins: false, loading: null }),
  element: elementOnFeeder,
};

const CREWS: Readonly<Record<string, CrewFacts>> = {
  crew_one: { id: 'crew_one', kind: 'repair', persons: 4, certificates: ['lowVoltage', 'highVoltage', 'height'] },
  crew_two: { id: 'crew_two', kind: 'repair', persons: 3, certificates: ['lowVoltage', 'highVoltage'] },
  crew_low: { id: 'crew_low', kind: 'repair', persons: 3, certificates: ['lowVoltage'] },
  crew_alone: { id: 'crew_alone', kind: 'repair', persons: 1, certificates: ['lowVoltage', 'highVoltage'] },
};

export const dispatcher: Actor = { id: 'usr_dispatcher', role: 'dispatcher' };
export const manager: Actor = { id: 'usr_manager', role: 'manager' };
export const system: Actor = { id: 'system', role: 'system' };
export const crewOne: Actor = { id: 'usr_one', role: 'crew', crew: 'crew_one' };
export const crewTwo: Actor = { id: 'usr_two', role: 'crew', crew: 'crew_two' };

export const testContext = (options: Partial<Context> & { readonly at: string }): Context => ({
  actor: options.actor ?? system,
  at: options.at,
  network: options.network === undefined ? testNetwork : options.network,
  crew: options.crew ?? ((id) => CREWS[id]),
  position: options.position ?? (() => ({ lon: 120.05, lat: 30 })),
});
