import { NODE_CLASSES } from '../facts.ts';
import { joinNodes } from '../join-nodes.ts';
import type { NetworkModel } from '../model.ts';
import { isDevice, sectionOfEdge, sectionOfNode } from '../model.ts';
import type { Overlay } from '../overlay.ts';

/** Which nodes have supply: node by node, from nothing, without sections or increments, as slow and as plain as possible. */
export const supplyByNodes = (model: NetworkModel, overlay: Overlay): Uint8Array => {
  const { nodes, edges } = model;
  const edgeOf = (id: string) => edges.ids.indexOf(id);
  const isolated = new Set(overlay.isolated.map((id) => sectionOfEdge(model, edgeOf(id))));
  const isOut = (node: number) => isolated.has(sectionOfNode(model, node));
  const conducts = (edge: number): boolean => {
    const id = edges.ids[edge] as string;
    if (isOut(edges.from[edge] as number) || isOut(edges.to[edge] as number)) return false;
    if (!isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number)) return !overlay.cuts.includes(id);
    return edges.normalOpen[edge] === 1 ? overlay.closed.includes(id) : !overlay.opened.includes(id);
  };
  const { group } = joinNodes(nodes.ids.length, edges, conducts);
  const feeding = new Set<number>();
  nodes.ids.forEach((id, node) => {
    const nodeClass = NODE_CLASSES[nodes.class[node] as number];
    const generator = nodeClass !== 'EnergyConsumer' && overlay.generators.includes(id);
    if ((nodeClass === 'EnergySource' || generator) && !isOut(node)) feeding.add(group[node] as number);
  });
  for (const id of overlay.generators) {
    const edge = edgeOf(id);
    if (edge < 0) continue;
    const to = edges.to[edge] as number;
    const fed = sectionOfNode(model, to) === sectionOfEdge(model, edge) ? to : (edges.from[edge] as number);
    if (!isOut(fed)) feeding.add(group[fed] as number);
  }
  return Uint8Array.from(nodes.ids, (_, node) => (!isOut(node) && feeding.has(group[node] as number) ? 1 : 0));
};
