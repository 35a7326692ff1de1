import type { Point } from './geometry.ts';
import { type Land, rounded } from './land.ts';
import { lonLat } from './projection.ts';
import type { StreetGraph } from './street-graph.ts';
import type { BaseFeature, BaseKind, BaseMap } from './types.ts';
import { DISTRICTS, type Zone } from './zones.ts';

type Label = { readonly name: string; readonly nameEn: string };

const five = (p: Point): readonly [number, number] => {
  const [lon, lat] = lonLat(p);
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
};
const closed = (ring: readonly Point[]): readonly (readonly [number, number])[] =>
  [...ring, ...ring.slice(0, 1)].map(five);

const polygon = (kind: BaseKind, rings: readonly (readonly Point[])[], label?: Label): BaseFeature => ({
  type: 'Feature',
  properties: { kind, ...label },
  geometry: { type: 'Polygon', coordinates: rings.map(closed) },
});

/** Edges of one street that follow each other become one line, as long as they stay bridge or stay road. */
const streetLines = (graph: StreetGraph): readonly BaseFeature[] => {
  const out: BaseFeature[] = [];
  const byStreet = new Map<number, number[]>();
  graph.edges.forEach((e, i) => {
    byStreet.set(e.street, [...(byStreet.get(e.street) ?? []), i]);
  });
  for (const [street, list] of byStreet) {
    const info = graph.streets[street];
    if (!info) continue;
    const label = { name: info.name.zh, nameEn: info.name.en };
    const at = new Map<number, number[]>();
    for (const i of list) {
      const e = graph.edges[i];
      if (e) for (const v of [e.a, e.b]) at.set(v, [...(at.get(v) ?? []), i]);
    }
    const used = new Set<number>();
    const ends = list.flatMap((i) => {
      const e = graph.edges[i];
      return e ? [e.a, e.b].filter((v) => at.get(v)?.length !== 2).map((v) => [i, v] as const) : [];
    });
    const loopStart = list.flatMap((i) => (graph.edges[i] ? [[i, graph.edges[i].a] as const] : []));
    for (const [first, start] of [...ends, ...loopStart]) {
      if (used.has(first)) continue;
      let line: Point[] = [];
      let v = start;
      let bridge = graph.edges[first]?.bridge ?? false;
      const flush = (): void => {
        if (line.length > 1)
          out.push({
            type: 'Feature',
            properties: { kind: bridge ? 'bridge' : 'street', rank: info.rank, ...label },
            geometry: { type: 'LineString', coordinates: line.map(five) },
          });
      };
      for (let i: number | undefined = first; i !== undefined; i = at.get(v)?.find((k) => !used.has(k))) {
        const e = graph.edges[i];
        if (!e || used.has(i)) break;
        used.add(i);
        const piece = e.a === v ? e.line : e.line.toReversed();
        if (e.bridge !== bridge) {
          flush();
          line = [];
          bridge = e.bridge;
        }
        line = line.length === 0 ? [...piece] : [...line, ...piece.slice(1)];
        v = e.a === v ? e.b : e.a;
        if (at.get(v)?.length !== 2) break;
      }
      flush();
    }
  }
  return out;
};

/** The name stands below the middle of its district, clear of the substation that stands in it. */
const labelPoint = (zone: Zone): Point => [zone.centre[0], zone.centre[1] - zone.reach * 0.38];

export const drawBase = (graph: StreetGraph, land: Land, parks: readonly (readonly Point[])[]): BaseMap => ({
  type: 'FeatureCollection',
  features: [
    ...land.hills.map((ring) => polygon('hill', [rounded(ring)])),
    ...parks.map((ring) => polygon('park', [rounded(ring)])),
    polygon('water', [rounded(land.river), ...land.islands.map(rounded)], { name: '之江', nameEn: 'Zhijiang River' }),
    polygon('water', [rounded(land.lake), rounded(land.lakeIsland)], { name: '明月湖', nameEn: 'Mingyue Lake' }),
    polygon('water', [land.canal], { name: '古运河', nameEn: 'Old Canal' }),
    ...streetLines(graph),
    ...land.transit.map(
      ({ kind, name, line }): BaseFeature => ({
        type: 'Feature',
        properties: { kind, name: name.zh, nameEn: name.en },
        geometry: { type: 'LineString', coordinates: line.map(five) },
      }),
    ),
    ...DISTRICTS.map(
      (zone): BaseFeature => ({
        type: 'Feature',
        properties: { kind: 'district', name: zone.name?.zh ?? '', nameEn: zone.name?.en ?? '' },
        geometry: { type: 'Point', coordinates: five(labelPoint(zone)) },
      }),
    ),
  ],
});
