import type { LocalName, NetworkHit } from '@relight/shared/http/networks';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { positionOfEdge } from '@relight/shared/network/position';
import type { FeatureCollection, Position } from 'geojson';

/**
 * Finds devices, feeders, substations and streets by name or id, in parts too (`鼓楼 06`), lines and service points by their whole id; best
 * first, at most 20.
 */
export type NetworkSearch = (query: string) => readonly NetworkHit[];

const MAX_HITS = 20;

type Entry = { readonly hit: NetworkHit; readonly words: string };

export const networkSearch = (
  model: NetworkModel,
  {
    names,
    base,
    line,
    servicePoint,
  }: {
    readonly names: Readonly<Record<string, LocalName>>;
    readonly base: object | null;
    /** A line of the network; undefined of any other id. */
    readonly line: (
      id: string,
    ) => { readonly name: string; readonly nameEn?: string; readonly lon: number; readonly lat: number } | undefined;
    readonly servicePoint: (
      id: string,
    ) => { readonly id: string; readonly lon: number; readonly lat: number } | undefined;
  },
): NetworkSearch => {
  const entries: Entry[] = [...sourcesAndFeeders(model, names), ...streets(base), ...devices(model)].map((hit) => ({
    hit,
    words: [hit.name, hit.nameEn ?? '', hit.id].join('\n').toLowerCase(),
  }));
  return (query) => {
    // Full-width letters and digits are the same ones.
    const typed = query.normalize('NFKC').trim();
    const wanted = typed.toLowerCase();
    const parts = wanted.split(/\s+/);
    if (wanted === '') return [];
    const found: { readonly hit: NetworkHit; readonly rank: number }[] = [];
    for (const { hit, words } of entries) {
      const at = words.indexOf(wanted);
      const rank = at >= 0 ? rankOf(words, wanted, at) : parts.every((part) => words.includes(part)) ? IN_PARTS : null;
      if (rank !== null) found.push({ hit, rank: rank + KIND_RANK[hit.kind] });
    }
    const point = servicePoint(typed) ?? servicePoint(query.trim());
    const conductor = line(typed);
    const own = point
      ? [{ kind: 'servicePoint' as const, id: point.id, name: point.id, lon: point.lon, lat: point.lat }]
      : conductor
        ? [{ kind: 'line' as const, id: typed, ...conductor }]
        : [];
    // Sorting is stable, so equals stay in the order of the network.
    return [...own, ...found.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit)].slice(0, MAX_HITS);
  };
};

/** The whole name, its beginning, the beginning of a word, anywhere. */
const rankOf = (words: string, wanted: string, at: number): number => {
  if (words.split('\n').includes(wanted)) return 0;
  if (at === 0 || words[at - 1] === '\n') return 10;
  return /[\s\-–·#._]/.test(words[at - 1] ?? '') ? 20 : 30;
};

/** Every part of what is sought, but not as it was typed. */
const IN_PARTS = 40;

const KIND_RANK: Readonly<Record<NetworkHit['kind'], number>> = {
  servicePoint: 0,
  line: 0,
  substation: 1,
  feeder: 2,
  street: 3,
  device: 4,
};

function* sourcesAndFeeders(model: NetworkModel, names: Readonly<Record<string, LocalName>>): Generator<NetworkHit> {
  const { nodes, edges, feeders } = model;
  const source = NODE_CLASSES.indexOf('EnergySource');
  const seen = new Set<string>();
  for (let node = 0; node < nodes.class.length; node++) {
    if (nodes.class[node] !== source) continue;
    const id = nodes.ids[node] as string;
    const substation = nodes.substations.get(node) ?? nodes.names.get(node) ?? id;
    if (seen.has(substation)) continue;
    seen.add(substation);
    const given = names[substation] ?? names[id];
    const name = given?.zh ?? nodes.names.get(node) ?? substation;
    const nameEn = given?.en ?? nodes.namesEn.get(node);
    yield {
      kind: 'substation',
      id,
      name,
      ...(nameEn ? { nameEn } : {}),
      lon: nodes.lon[node] as number,
      lat: nodes.lat[node] as number,
    };
  }
  // Edges are in feeder order, so the first of a feeder is its outgoing device.
  const first = new Map<number, number>();
  edges.feeder.forEach((feeder, edge) => {
    if (feeder > 0 && !first.has(feeder)) first.set(feeder, edge);
  });
  for (const [feeder, edge] of first) {
    const id = feeders[feeder] as string;
    const given = names[id];
    yield {
      kind: 'feeder',
      id,
      name: given?.zh ?? id,
      ...(given?.en ? { nameEn: given.en } : {}),
      ...positionOfEdge(model, edge),
    };
  }
}

function* devices(model: NetworkModel): Generator<NetworkHit> {
  const { edges, sections } = model;
  for (const edge of [...new Set(sections.devices)].sort((a, b) => a - b)) {
    const id = edges.ids[edge] as string;
    const nameEn = edges.namesEn.get(edge);
    yield {
      kind: 'device',
      id,
      name: edges.names.get(edge) ?? id,
      ...(nameEn ? { nameEn } : {}),
      ...positionOfEdge(model, edge),
    };
  }
}

/** Named lines of the base map, each name once, in the middle of its longest piece. */
function* streets(base: object | null): Generator<NetworkHit> {
  const longest = new Map<string, { readonly line: readonly Position[]; readonly nameEn: string | undefined }>();
  for (const { geometry, properties } of (base as FeatureCollection | null)?.features ?? []) {
    const name: unknown = properties?.name;
    if (geometry?.type !== 'LineString' || typeof name !== 'string') continue;
    if (geometry.coordinates.length <= (longest.get(name)?.line.length ?? 0)) continue;
    longest.set(name, {
      line: geometry.coordinates,
      nameEn: typeof properties?.nameEn === 'string' ? properties.nameEn : undefined,
    });
  }
  for (const [name, { line, nameEn }] of longest) {
    const [lon = 0, lat = 0] = line[line.length >> 1] ?? [];
    yield { kind: 'street', id: name, name, ...(nameEn ? { nameEn } : {}), lon, lat };
  }
}
