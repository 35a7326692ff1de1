import { type Draft, type FeederDraft, pad } from './draft.ts';
import { along, at, type Point } from './geometry.ts';
import { ownTransformerLabel, transformerLabel } from './labels.ts';
import type { Load } from './loads.ts';
import type { Random } from './random.ts';
import { housesAround, kvaFor, premises } from './services.ts';
import { SERVICE_A, type ServicePoint, type WiringPlan } from './wiring-plan.ts';
import { areaAt } from './zones.ts';

/** Transformers and poles stand beside the street, not on it. */
const KERB = 7;
const POLES_APART = 11;

/** Sets transformers on their taps and wires the buildings around them. */
export const serviceLines = (plan: WiringPlan, draft: Draft, servicePoints: ServicePoint[], chance: Random) => {
  const onStreet = new Map<number, number>();

  return (load: Load, feeder: number, parts: FeederDraft, tap: string, reach: number): void => {
    const edge = at(plan.graph.edges, load.edge);
    const side = chance.chance(0.5) ? KERB : -KERB;
    const kerb = (station: number): Point => {
      const { point, heading } = along(edge.line, station);
      return [point[0] - heading[1] * side, point[1] + heading[0] * side];
    };
    const site = plan.sites.get(load.id);
    const busbar = parts.joint(kerb(load.at));
    const number = (onStreet.get(edge.street) ?? 0) + 1;
    onStreet.set(edge.street, number);
    const label = site
      ? ownTransformerLabel(site.name)
      : transformerLabel(at(plan.graph.streets, edge.street).name, number);
    const houses = site
      ? premises(load, edge, site.kw, plan.ground)
      : housesAround(load, edge, reach, plan.ground, chance);
    parts.transformer(tap, busbar, kvaFor(houses.reduce((sum, house) => sum + house.kw, 0)), label);

    // One pole per station along the street, chained outwards from the transformer on either side.
    const sorted = [...houses].sort((a, b) => a.station - b.station);
    const behind = sorted.filter((house) => house.station < load.at).reverse();
    const ahead = sorted.filter((house) => house.station >= load.at);
    for (const away of [ahead, behind]) {
      let last = busbar;
      let lastStation = load.at;
      for (const house of away) {
        if (Math.abs(house.station - lastStation) > POLES_APART) {
          const pole = parts.joint(kerb(house.station));
          parts.conductor(last, pole, [], SERVICE_A);
          last = pole;
          lastStation = house.station;
        }
        const id = draft.place({
          id: `SP-${pad(servicePoints.length + 1, 5)}`,
          class: 'EnergyConsumer',
          point: house.point,
          customers: house.customers,
          kw: house.kw,
          area: areaAt(house.point),
          ...(site ? { importance: site.importance, name: site.name.zh, nameEn: site.name.en } : {}),
        });
        servicePoints.push({ id, load: load.id, feeder, point: house.point });
        parts.conductor(last, id, [], SERVICE_A);
      }
    }
  };
};
