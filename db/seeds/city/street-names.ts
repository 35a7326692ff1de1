import { at, distance, type Point } from './geometry.ts';
import { MAIN_STEMS, mainStems, stems } from './names.ts';
import { random } from './random.ts';
import type { Road } from './roads.ts';
import type { Street, StreetEdge, StreetGraph } from './street-graph.ts';
import type { Name } from './types.ts';
import { zoneAt } from './zones.ts';

const SUFFIXES: readonly Name[] = [
  { zh: '公路', en: 'Expressway' },
  { zh: '大道', en: 'Ave' },
  { zh: '环路', en: 'Ring Rd' },
  { zh: '路', en: 'Rd' },
  { zh: '街', en: 'St' },
  { zh: '巷', en: 'Lane' },
  { zh: '弄', en: 'Alley' },
];

export const stemOf = (name: Name): Name => {
  const suffix = SUFFIXES.find((s) => name.zh.endsWith(s.zh) && name.en.endsWith(` ${s.en}`));
  return suffix ? { zh: name.zh.slice(0, -suffix.zh.length), en: name.en.slice(0, -suffix.en.length - 1) } : name;
};

const headingFrom = (edge: StreetEdge, node: number): Point => {
  const line = edge.a === node ? edge.line : edge.line.toReversed();
  const [p, q] = [at(line, 0), at(line, Math.min(1, line.length - 1))];
  const d = distance(p, q) || 1;
  return [(q[0] - p[0]) / d, (q[1] - p[1]) / d];
};

/** cos 24°: two streets that meet at a crossroads and go straight on are one street. */
const STRAIGHT = -0.913;

/** Joins streets that run on into each other, then gives each a name of its own. */
export const nameStreets = (
  nodes: readonly Point[],
  edges: readonly StreetEdge[],
  roads: readonly Road[],
  seed: number,
): StreetGraph => {
  const leader = new Map<number, number>();
  const find = (s: number): number => {
    let root = s;
    while (leader.has(root)) root = leader.get(root) as number;
    return root;
  };
  const around: number[][] = nodes.map(() => []);
  edges.forEach((e, i) => {
    around[e.a]?.push(i);
    around[e.b]?.push(i);
  });
  around.forEach((list, node) => {
    for (const i of list)
      for (const j of list) {
        const [x, y] = [at(edges, i), at(edges, j)];
        if (i >= j || x.street < roads.length || y.street < roads.length || x.rank !== y.rank) continue;
        const [h, g] = [headingFrom(x, node), headingFrom(y, node)];
        const [p, q] = [find(x.street), find(y.street)];
        if (p !== q && h[0] * g[0] + h[1] * g[1] < STRAIGHT) leader.set(p, q);
      }
  });

  const chance = random(seed, 'street names');
  const given = roads.flatMap((r) => (r.name ? [stemOf(r.name)] : []));
  const next = stems(chance, [...given, ...MAIN_STEMS]);
  const nextMain = mainStems(given);
  const lengths = new Map<number, number>();
  for (const e of edges) lengths.set(find(e.street), (lengths.get(find(e.street)) ?? 0) + e.length);
  // The longest main street of each neighbourhood gets the neighbourhood's first name.
  const mains = new Map<number, Name>();
  const mainEdges = edges.filter((e) => e.rank === 2 && !roads[find(e.street)]?.name);
  mainEdges.sort(
    (a, b) =>
      (lengths.get(find(b.street)) ?? 0) - (lengths.get(find(a.street)) ?? 0) || find(a.street) - find(b.street),
  );
  for (const e of mainEdges) {
    if (mains.has(find(e.street))) continue;
    const stem = nextMain(zoneAt(at(e.line, 0)).zone.id);
    if (stem) mains.set(find(e.street), stem);
  }
  const index = new Map<number, number>();
  const streets: Street[] = [];
  const named = edges.map((e): StreetEdge => {
    const root = find(e.street);
    const known = index.get(root);
    if (known !== undefined) return { ...e, street: known };
    const planned = roads[root]?.name;
    const { zone } = zoneAt(at(e.line, Math.floor(e.line.length / 2)));
    const metres = lengths.get(root) ?? 0;
    const suffix: Name =
      metres < 280 && e.rank === 3
        ? chance.chance(0.6)
          ? { zh: '巷', en: 'Lane' }
          : { zh: '弄', en: 'Alley' }
        : e.rank === 3 && chance.chance(zone.character === 'oldTown' || zone.character === 'newTown' ? 0.5 : 0.2)
          ? { zh: '街', en: 'St' }
          : { zh: '路', en: 'Rd' };
    const stem = planned ? stemOf(planned) : (mains.get(root) ?? next());
    const name = planned ?? { zh: stem.zh + suffix.zh, en: `${stem.en} ${suffix.en}` };
    const street = streets.push({ name, stem, rank: e.rank }) - 1;
    index.set(root, street);
    return { ...e, street };
  });
  return { nodes, edges: named, streets };
};
