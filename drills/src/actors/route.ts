import { distanceM, type Position } from '@relight/shared/geo/distance';

export type StreetMap = {
  readonly places: readonly Position[];
  /** Neighbours of each place with the metres between them. */
  readonly roads: readonly (readonly { readonly to: number; readonly lengthM: number }[])[];
};

/** Joins street lines where they share a position. */
export const streetMap = (streets: readonly (readonly (readonly [number, number])[])[]): StreetMap => {
  const places: Position[] = [];
  const roads: { to: number; lengthM: number }[][] = [];
  const known = new Map<string, number>();
  const placeOf = ([lon, lat]: readonly [number, number]): number => {
    const key = `${lon.toFixed(5)},${lat.toFixed(5)}`;
    const index = known.get(key) ?? places.length;
    if (index === places.length) {
      known.set(key, index);
      places.push({ lon, lat });
      roads.push([]);
    }
    return index;
  };
  for (const street of streets) {
    street.slice(1).forEach((position, i) => {
      const from = placeOf(street[i] as readonly [number, number]);
      const to = placeOf(position);
      const lengthM = distanceM(places[from] as Position, places[to] as Position);
      roads[from]?.push({ to, lengthM });
      roads[to]?.push({ to: from, lengthM });
    });
  }
  return { places, roads };
};

/** The shortest way along streets, ends included; a straight line where the streets do not lead there. */
export const route = (map: StreetMap, from: Position, to: Position): readonly Position[] => {
  const start = nearest(map, from);
  const goal = nearest(map, to);
  const way = start === undefined || goal === undefined ? undefined : shortestWay(map, start, goal);
  return way === undefined ? [from, to] : [from, ...way.map((place) => map.places[place] as Position), to];
};

/** Where somebody is who has gone `share` (0 to 1) of a way. */
export const alongWay = (way: readonly Position[], share: number): Position => {
  const legs = way.slice(1).map((position, i) => distanceM(way[i] as Position, position));
  let left = share * legs.reduce((sum, leg) => sum + leg, 0);
  for (const [i, leg] of legs.entries()) {
    if (left <= leg && leg > 0) {
      const [a, b] = [way[i] as Position, way[i + 1] as Position];
      return { lon: a.lon + ((b.lon - a.lon) * left) / leg, lat: a.lat + ((b.lat - a.lat) * left) / leg };
    }
    left -= leg;
  }
  return way.at(-1) as Position;
};

export const wayLengthM = (way: readonly Position[]): number =>
  way.slice(1).reduce((sum, position, i) => sum + distanceM(way[i] as Position, position), 0);

const nearest = ({ places }: StreetMap, { lon, lat }: Position): number | undefined => {
  let best: number | undefined;
  let bestSquare = Number.POSITIVE_INFINITY;
  const shrink = Math.cos((lat * Math.PI) / 180);
  for (const [i, place] of places.entries()) {
    const square = ((place.lon - lon) * shrink) ** 2 + (place.lat - lat) ** 2;
    if (square < bestSquare) [best, bestSquare] = [i, square];
  }
  return best;
};

/** Dijkstra over a queue sorted by distance; a city has few thousand corners, and a way is looked for a few times a minute. */
const shortestWay = ({ places, roads }: StreetMap, start: number, goal: number): readonly number[] | undefined => {
  const lengths = new Float64Array(places.length).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(places.length).fill(-1);
  const queue: { place: number; lengthM: number }[] = [{ place: start, lengthM: 0 }];
  lengths[start] = 0;
  while (queue.length > 0) {
    const { place, lengthM } = queue.pop() as { place: number; lengthM: number };
    if (place === goal) break;
    if (lengthM > (lengths[place] as number)) continue;
    for (const road of roads[place] ?? []) {
      const reached = lengthM + road.lengthM;
      if (reached >= (lengths[road.to] as number)) continue;
      lengths[road.to] = reached;
      previous[road.to] = place;
      insertByLength(queue, { place: road.to, lengthM: reached });
    }
  }
  if (lengths[goal] === Number.POSITIVE_INFINITY) return undefined;
  const way: number[] = [];
  for (let place = goal; place !== -1; place = previous[place] as number) way.unshift(place);
  return way;
};

/** Keeps the queue sorted, longest first, so that the next place is at its end. */
const insertByLength = (
  queue: { place: number; lengthM: number }[],
  entry: { place: number; lengthM: number },
): void => {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle] as { lengthM: number }).lengthM > entry.lengthM) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, entry);
};
