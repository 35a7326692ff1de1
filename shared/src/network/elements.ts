import type { ElementFacts } from './facts.ts';
import { NODE_CLASSES } from './facts.ts';
import type { NetworkModel } from './model.ts';
import { edgeClassName, isDevice, sectionOfEdge, sectionOfNode } from './model.ts';
import { networkIds } from './network-ids.ts';
import { positionOfEdge } from './position.ts';

/** What an id of the network stands for. Nodes and edges share one space of ids. */
export const elementOf = (model: NetworkModel, id: string): ElementFacts | undefined => {
  const ids = networkIds(model);
  const edge = ids.edge(id);
  if (edge !== undefined) return edgeElement(model, edge);
  const node = ids.node(id);
  return node === undefined ? undefined : nodeElement(model, node);
};

const edgeElement = (model: NetworkModel, edge: number): ElementFacts => {
  const { edges } = model;
  const edgeClass = edgeClassName(edges.class[edge] as number);
  const device = isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number);
  return {
    ...named(edges, edge),
    kind: device ? 'device' : 'conductor',
    class: edgeClass,
    operable: device && edgeClass !== 'PowerTransformer',
    normalOpen: edges.normalOpen[edge] === 1,
    telemetered: edges.telemetered[edge] === 1,
    section: sectionOfEdge(model, edge),
    ...positionOfEdge(model, edge),
  };
};

const nodeElement = (model: NetworkModel, node: number): ElementFacts => {
  const { nodes } = model;
  return {
    ...named(nodes, node),
    kind: 'node',
    class: NODE_CLASSES[nodes.class[node] as number] as ElementFacts['class'],
    operable: false,
    normalOpen: false,
    telemetered: false,
    section: sectionOfNode(model, node),
    lon: nodes.lon[node] as number,
    lat: nodes.lat[node] as number,
  };
};

type Named = Pick<NetworkModel['nodes'], 'ids' | 'names' | 'namesEn'>;

const named = ({ ids, names, namesEn }: Named, index: number): Pick<ElementFacts, 'id' | 'name' | 'nameEn'> => {
  const id = ids[index] as string;
  const nameEn = namesEn.get(index);
  return { id, name: names.get(index) ?? id, ...(nameEn === undefined ? {} : { nameEn }) };
};
