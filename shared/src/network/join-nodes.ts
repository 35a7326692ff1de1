/**
 * Union–find with path halving: which nodes hang together over the given edges.
 * Returns the group of each node, numbered from 0 in order of their first node.
 */
export const joinNodes = (
  nodeCount: number,
  edges: { readonly from: Uint32Array; readonly to: Uint32Array },
  joins: (edge: number) => boolean,
): { readonly group: Uint32Array; readonly count: number } => {
  const parent = new Uint32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) parent[node] = node;

  const find = (start: number): number => {
    let node = start;
    while (parent[node] !== node) {
      const grandparent = parent[parent[node] as number] as number;
      parent[node] = grandparent;
      node = grandparent;
    }
    return node;
  };

  for (let edge = 0; edge < edges.from.length; edge++) {
    if (!joins(edge)) continue;
    const a = find(edges.from[edge] as number);
    const b = find(edges.to[edge] as number);
    // The smaller number stays root, so every root is the first node of its group.
    if (a < b) parent[b] = a;
    else parent[a] = b;
  }

  const group = new Uint32Array(nodeCount);
  let count = 0;
  for (let node = 0; node < nodeCount; node++) {
    const root = find(node);
    group[node] = root === node ? count++ : (group[root] as number);
  }
  return { group, count };
};
