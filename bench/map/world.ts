import { networkCollector } from '@relight/api/networks/import/collect-network';
import { statsOf } from '@relight/api/networks/import/stats';
import { type OpenNetwork, openNetwork } from '@relight/api/networks/store';
import type { NetworkDescription } from '@relight/shared/http/networks';
import { buildNetwork } from '@relight/shared/network/build';
import { cityFeatures, mainBreaker } from './large-city.ts';

export type World = {
  readonly network: OpenNetwork;
  readonly description: NetworkDescription;
  /** What loses supply with the first substation, and where it stands. */
  readonly substation: {
    readonly ranges: readonly number[];
    readonly customers: number;
    readonly at: readonly [number, number];
  };
};

/** The generated city as the server has it in memory. */
export const worldOf = (servicePoints: number): World => {
  const collector = networkCollector();
  let features = 0;
  for (const feature of cityFeatures(servicePoints)) collector.take(feature, { line: 0, index: features++ });
  collector.close();
  if (!collector.isSound()) throw new Error(collector.problems()[0]?.message.en);
  const columns = collector.columns({ version: `city-${servicePoints}`, name: 'City', source: '' });
  const network = openNetwork(buildNetwork(columns));
  const device = network.facts.device(mainBreaker(0));
  const below = network.facts.below(mainBreaker(0));
  if (!device || !below) throw new Error('the city has no substation');
  const { sections } = network.model;
  return {
    network,
    description: {
      version: columns.version,
      name: columns.name,
      source: '',
      importedAt: new Date(0).toISOString(),
      stats: statsOf(columns, { bytes: 0, features }),
      warnings: [],
      sections: { count: sections.count, supplied: sections.supplied },
      tiles: { minZoom: 0, maxZoom: 16 },
      names: {},
    },
    substation: { ranges: [...below.ranges], customers: below.customers, at: [device.lon, device.lat] },
  };
};
