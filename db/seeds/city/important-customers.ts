import { addDays } from './days.ts';
import type { Trees } from './feeders.ts';
import { at, distance } from './geometry.ts';
import { lonLat } from './projection.ts';
import { random } from './random.ts';
import type { Site } from './sites.ts';
import type { ImportantCustomer } from './types.ts';
import type { ServicePoint } from './wiring-plan.ts';

const DEMANDS_OTHER_SUBSTATION = new Set(['special', 'first']);

/** The register: each site with its supply, and the nearest source that its class accepts as a second one. */
export const registerImportantCustomers = (
  sites: ReadonlyMap<number, Site>,
  servicePoints: readonly ServicePoint[],
  trees: Trees,
  referenceDate: string,
  seed: number,
): readonly ImportantCustomer[] => {
  const chance = random(seed, 'important customers');
  return [...sites].map(([load, site], i): ImportantCustomer => {
    const own = servicePoints.find((p) => p.load === load);
    if (!own) throw new Error(`${site.name.en} has no service point`);
    const feeder = at(trees.feeders, own.feeder);
    const accepts = (p: ServicePoint): boolean =>
      DEMANDS_OTHER_SUBSTATION.has(site.importance)
        ? at(trees.feeders, p.feeder).substation !== feeder.substation
        : p.feeder !== own.feeder;
    let second: ServicePoint | null = null;
    if (site.importance !== 'temporary')
      for (const p of servicePoints)
        if (accepts(p) && (!second || distance(p.point, own.point) < distance(second.point, own.point))) second = p;
    const secondFeeder = second ? at(trees.feeders, second.feeder) : null;
    const [lon, lat] = lonLat(own.point);
    return {
      id: `imp_${String(i + 1).padStart(2, '0')}`,
      name: site.name,
      servicePoint: own.id,
      importance: site.importance,
      category: site.category,
      substation: feeder.substation.id,
      feeder: feeder.id,
      secondSubstation: secondFeeder?.substation.id ?? null,
      secondFeeder: secondFeeder?.id ?? null,
      backup: site.backup,
      // The rule asks for 120 % of the safety load at least.
      backupKw: site.backup === 'none' ? 0 : Math.ceil((site.safetyKw * chance.between(1.2, 1.5)) / 10) * 10,
      autonomyMinutes: site.autonomy,
      safetyLoadKw: site.safetyKw,
      allowedInterruptionSeconds: site.interruption,
      backupTestedOn: site.backup === 'none' ? null : addDays(referenceDate, -chance.whole(6, 170)),
      lon,
      lat,
    };
  });
};
