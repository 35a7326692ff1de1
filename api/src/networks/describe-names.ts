import type { LocalName } from '@relight/shared/http/networks';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';

/** Names of feeders and substations: few enough to be sent at once. Those of devices come with their facts and in the tiles. */
export const describeNames = (
  model: NetworkModel,
  given: Readonly<Record<string, LocalName>>,
): Record<string, LocalName> => {
  const { nodes, feeders } = model;
  const names: Record<string, LocalName> = {};
  for (const feeder of feeders) {
    const name = feeder === '' ? undefined : given[feeder];
    if (name) names[feeder] = name;
  }
  const source = NODE_CLASSES.indexOf('EnergySource');
  for (let node = 0; node < nodes.class.length; node++) {
    if (nodes.class[node] !== source) continue;
    const id = nodes.ids[node] as string;
    const substation = nodes.substations.get(node) ?? nodes.names.get(node) ?? id;
    const en = given[substation]?.en ?? given[id]?.en ?? nodes.namesEn.get(node);
    const zh = given[substation]?.zh ?? given[id]?.zh ?? nodes.names.get(node);
    names[substation] = { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
  }
  return names;
};
