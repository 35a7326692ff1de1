import type { Chance } from '../chance.ts';
import type { Fault } from '../faults.ts';
import type { SwitchSignal } from '../signals.ts';
import type { Site, World } from '../world.ts';

/**
 * What telemetry there is: none; of the head of each feeder; of every recloser and breaker; of these, but an opening is told late; of these,
 * but each was heard of once before the front, as closed, and never since.
 */
export const TELEMETRY = ['none', 'heads', 'everywhere', 'late', 'stale'] as const;
export type Telemetry = (typeof TELEMETRY)[number];

/** Minutes: how often a closed device says so, how soon an opening is told, how late at most, and when a stale one was last heard of. */
export const TELEMETRY_LAW = { every: 1, promptly: 0.05, late: 3, stale: [1, 15] } as const;

/** All that is heard of positions up to `until`, from a while before the front. */
export const drawTelemetry = (
  world: World,
  {
    telemetry,
    faults,
    until,
  }: { readonly telemetry: Telemetry; readonly faults: readonly Fault[]; readonly until: number },
  chance: Chance,
): readonly SwitchSignal[] =>
  world.sites
    .filter((site) => reports(world, telemetry, site))
    .flatMap((site): readonly SwitchSignal[] => {
      const { every, promptly, late, stale } = TELEMETRY_LAW;
      const said = (kind: SwitchSignal['kind'], at: number): SwitchSignal => ({ kind, device: site.id, at });
      const [least, most] = stale;
      if (telemetry === 'stale') return [said('closed', -least - (most - least) * chance.unit())];
      const opens = faults.find((fault) => fault.site === site)?.at ?? Number.POSITIVE_INFINITY;
      const told: SwitchSignal[] = [];
      for (let at = -every * (1 + chance.unit()); at < Math.min(opens, until); at += every)
        told.push(said('closed', at));
      const after = telemetry === 'late' ? late * chance.unit() : promptly;
      if (opens + after <= until) told.push(said('opened', opens + after));
      return told;
    });

const reports = ({ feeders }: World, telemetry: Telemetry, site: Site): boolean => {
  if (telemetry === 'none') return false;
  if (telemetry === 'heads') return feeders.includes(site);
  return site.kind === 'breaker' || site.kind === 'recloser';
};
