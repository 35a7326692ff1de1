import type { ServiceArea } from '../network/facts.ts';
import type { RuleSet } from './rule-set.ts';

/** How a straight line becomes a drive: roads are longer than the line, and speeds differ by area. */
export const TRAVEL: RuleSet<{
  readonly detour: number;
  readonly kmPerHour: Readonly<Record<ServiceArea, number>>;
  readonly startMinutes: number;
}> = {
  id: 'RELIGHT-travel-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering default, to be replaced by the utility’s own arrival history',
  status: 'design',
  values: { detour: 1.35, kmPerHour: { urban: 28, rural: 45, remote: 40 }, startMinutes: 2 },
};

/** Minutes to drive `distanceM` metres (straight line), rounded up. */
export const travelMinutes = (distanceM: number, area: ServiceArea): number => {
  const { detour, kmPerHour, startMinutes } = TRAVEL.values;
  return Math.ceil(startMinutes + ((distanceM / 1000) * detour * 60) / kmPerHour[area]);
};
