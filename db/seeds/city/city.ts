import { drawBase } from './base-map.ts';
import { parkGenerators, rosterCrews } from './crews.ts';
import { placeDepots } from './depots.ts';
import { nameFeeders } from './feeder-names.ts';
import { growFeeders } from './feeders.ts';
import { registerImportantCustomers } from './important-customers.ts';
import { shapeLand } from './land.ts';
import { placeLoads } from './loads.ts';
import { networkText } from './network-text.ts';
import { pastOutages } from './outage-history.ts';
import { random } from './random.ts';
import { settleSites } from './sites.ts';
import { linksOf } from './street-graph.ts';
import { layStreets } from './streets.ts';
import { placeSubstations } from './substations.ts';
import { placeSwitchgear } from './switchgear.ts';
import { placeTies } from './ties.ts';
import type { City, CityStats, Name } from './types.ts';
import { demoUsers } from './users.ts';
import { wire } from './wiring.ts';

export type { City } from './types.ts';

/** 滨江市 Binjiang: a city that does not exist, the same for the same seed down to the byte. */
export const generateCity = ({
  seed = 1,
  referenceDate,
}: {
  readonly seed?: number;
  readonly referenceDate: string;
}): City => {
  const { graph, parks } = layStreets(seed);
  const land = shapeLand(parks, seed);
  const links = linksOf(graph);
  const loads = placeLoads(graph, seed);
  const substations = placeSubstations(graph);
  const trees = growFeeders(graph, links, loads, substations, seed);
  const ties = placeTies(graph, trees);
  const gear = placeSwitchgear(graph, trees, ties);
  const stems = nameFeeders(graph, trees, gear);
  const sites = settleSites(loads);
  const network = wire({ graph, trees, gear, ties, stems, ground: land, sites }, random(seed, 'wiring'));

  const names: Record<string, Name> = {};
  for (const s of substations) names[s.id] = s.name;
  for (const f of trees.feeders) {
    const stem = stems[f.index];
    if (stem) names[f.id] = { zh: `${stem.zh}线`, en: `${stem.en} line` };
  }
  const count = (kind: string): number => network.edges.filter((e) => e.class === kind).length;
  const stats: CityStats = {
    substations: substations.length,
    feeders: trees.feeders.length,
    customers: network.nodes.reduce((sum, n) => sum + (n.customers ?? 0), 0),
    servicePoints: network.servicePoints.length,
    transformers: count('PowerTransformer'),
    fuses: count('Fuse'),
    reclosers: count('Recloser'),
    sectionalisers: count('Sectionaliser'),
    loadBreakSwitches: count('LoadBreakSwitch') - ties.length,
    breakers: count('Breaker'),
    ties: ties.length,
    nodes: network.nodes.length,
    edges: network.edges.length,
    streets: graph.streets.length,
    streetKm: Math.round(graph.edges.reduce((sum, e) => sum + e.length, 0) / 1000),
  };
  const crews = rosterCrews(placeDepots(graph), referenceDate, seed);
  return {
    network: networkText(network, { name: '滨江市 Binjiang', source: 'demo', version: 'binjiang-1', names }),
    base: drawBase(graph, land, parks),
    importantCustomers: registerImportantCustomers(sites, network.servicePoints, trees, referenceDate, seed),
    crews,
    generators: parkGenerators(crews),
    users: demoUsers(crews),
    outageHistory: pastOutages(network.servicePoints, trees, referenceDate, seed),
    stats,
  };
};
