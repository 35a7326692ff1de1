/** Which sections are joined by which devices. `joins[2 d]` and `joins[2 d + 1]` are the sections at both ends of device d. */
export type SectionGraph = {
  readonly count: number;
  readonly joins: Uint32Array;
  readonly closed: Uint8Array;
  /** Sections with a source, in the order in which to start from them. */
  readonly roots: readonly number[];
};

export type SectionTree = {
  /** New number of each section: depth-first preorder, supplied sections first. */
  readonly preorder: Uint32Array;
  readonly supplied: number;
  /** By new number: end of the subtree, entry device or -1, and whether the subtree keeps its supply without that device. */
  readonly end: Uint32Array;
  readonly entry: Int32Array;
  readonly held: Uint8Array;
};

/**
 * Depth-first traversal from the sources, then from what no source reaches, with Tarjan's low link: the earliest section that a subtree is
 * joined to without its entry device. A source counts as joined to a place before all sections. O(sections + devices), iterative
 * because a feeder can be a chain of thousands of sections.
 */
export const sectionTree = (graph: SectionGraph): SectionTree => {
  const { count } = graph;
  const { start, devices } = devicesBySection(graph);
  const UNSEEN = 0xffffffff;
  const preorder = new Uint32Array(count).fill(UNSEEN);
  const end = new Uint32Array(count);
  const entry = new Int32Array(count).fill(-1);
  const held = new Uint8Array(count);
  const low = new Int32Array(count);
  const isRoot = new Uint8Array(count);
  for (const root of graph.roots) isRoot[root] = 1;

  const cursor = start.slice(0, count);
  const stack = new Uint32Array(count);
  let next = 0;

  const enter = (section: number, device: number): number => {
    const number = next++;
    preorder[section] = number;
    entry[number] = device;
    low[number] = isRoot[section] === 1 ? -1 : number;
    return number;
  };

  const traverse = (root: number): void => {
    let depth = 0;
    stack[0] = root;
    enter(root, -1);
    while (depth >= 0) {
      const section = stack[depth] as number;
      const number = preorder[section] as number;
      const at = cursor[section] as number;
      if (at < (start[section + 1] as number)) {
        cursor[section] = at + 1;
        const device = devices[at] as number;
        if (graph.closed[device] === 0 || device === entry[number]) continue;
        const other = otherEnd(graph.joins, device, section);
        const seen = preorder[other] as number;
        if (seen === UNSEEN) {
          enter(other, device);
          stack[++depth] = other;
        } else if (seen < (low[number] as number)) low[number] = seen;
        continue;
      }
      end[number] = next;
      depth--;
      if (depth < 0) break;
      held[number] = (low[number] as number) < number ? 1 : 0;
      const parent = preorder[stack[depth] as number] as number;
      if ((low[number] as number) < (low[parent] as number)) low[parent] = low[number] as number;
    }
  };

  for (const root of graph.roots) if (preorder[root] === UNSEEN) traverse(root);
  const supplied = next;
  for (let section = 0; section < count; section++) if (preorder[section] === UNSEEN) traverse(section);
  return { preorder, supplied, end, entry, held };
};

/** Compressed sparse rows: the devices at each section, in device order. A device with both ends in one section is listed nowhere. */
export const devicesBySection = (
  graph: Pick<SectionGraph, 'count' | 'joins'>,
): { start: Uint32Array; devices: Uint32Array } => {
  const { count, joins } = graph;
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < joins.length; i += 2) {
    const a = joins[i] as number;
    const b = joins[i + 1] as number;
    if (a === b) continue;
    start[a + 1] = (start[a + 1] as number) + 1;
    start[b + 1] = (start[b + 1] as number) + 1;
  }
  for (let s = 0; s < count; s++) start[s + 1] = (start[s + 1] as number) + (start[s] as number);
  const devices = new Uint32Array(start[count] as number);
  const cursor = start.slice(0, count);
  const put = (section: number, device: number) => {
    const at = cursor[section] as number;
    devices[at] = device;
    cursor[section] = at + 1;
  };
  for (let device = 0; device * 2 < joins.length; device++) {
    const a = joins[device * 2] as number;
    const b = joins[device * 2 + 1] as number;
    if (a === b) continue;
    put(a, device);
    put(b, device);
  }
  return { start, devices };
};

const otherEnd = (joins: Uint32Array, device: number, section: number): number => {
  const a = joins[device * 2] as number;
  return a === section ? (joins[device * 2 + 1] as number) : a;
};
