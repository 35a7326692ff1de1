import type { MultiPolygon, Polygon, Position } from 'geojson';

/** A point well inside the largest part of a shape, where a tag can point: the middle of the widest cut through it. */
export const anchorOf = (shape: Polygon | MultiPolygon): readonly [lon: number, lat: number] | null => {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  let largest: Position[][] | null = null;
  let area = 0;
  for (const polygon of polygons) {
    const size = Math.abs(ringArea(polygon[0] ?? []));
    if (size > area) [largest, area] = [polygon, size];
  }
  return largest === null ? null : widestCut(largest);
};

const CUTS = 9;

const widestCut = (rings: readonly Position[][]): readonly [number, number] | null => {
  const lats = (rings[0] ?? []).map(([, lat = 0]) => lat);
  const south = Math.min(...lats);
  const north = Math.max(...lats);
  let best: readonly [number, number] | null = null;
  let bestScore = 0;
  for (let cut = 1; cut <= CUTS; cut++) {
    const lat = south + ((north - south) * (cut - 0.5)) / CUTS;
    const crossings = rings.flatMap((ring) => crossingsAt(ring, lat)).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from, to] = [crossings[i] as number, crossings[i + 1] as number];
      // Of two cuts as wide, the one nearer the middle.
      const score = (to - from) * (1 - 0.4 * Math.abs((cut - 0.5) / CUTS - 0.5) * 2);
      if (score > bestScore) [best, bestScore] = [[(from + to) / 2, lat], score];
    }
  }
  return best;
};

const crossingsAt = (ring: readonly Position[], lat: number): number[] => {
  const found: number[] = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[i + 1] ?? [];
    if (y1 > lat !== y2 > lat) found.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
  }
  return found;
};

const ringArea = (ring: readonly Position[]): number => {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[i + 1] ?? [];
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
};
