import type { Ring } from './area-shape.ts';

/** Tells for each polygon ring set whether a place is inside; made once for many questions. Polygons are one or more rings, holes included. */
export type RingTest = (lon: number, lat: number) => boolean;

/**
 * Even–odd crossings, with the edges sorted into bands of latitude so that a question looks at a few edges instead of all of them.
 * Good for polygons that do not overlap each other.
 */
export const ringTest = (rings: readonly Ring[]): RingTest => {
  let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let edges = 0;
  for (const ring of rings) {
    edges += ring.length;
    for (const [, lat = 0] of ring) {
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const bandCount = Math.max(1, Math.min(4096, edges >> 2));
  const scale = bandCount / Math.max(1e-12, north - south);
  const bandOf = (lat: number) => Math.max(0, Math.min(bandCount - 1, Math.floor((lat - south) * scale)));
  const bands: number[][] = Array.from({ length: bandCount }, () => []);
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[i + 1] ?? [];
      if (ay === by) continue;
      const last = bandOf(Math.max(ay, by));
      for (let band = bandOf(Math.min(ay, by)); band <= last; band++) bands[band]?.push(ax, ay, bx, by);
    }
  }
  return (lon, lat) => {
    if (lat < south || lat > north) return false;
    const band = bands[bandOf(lat)] as number[];
    let inside = false;
    for (let i = 0; i < band.length; i += 4) {
      const ay = band[i + 1] as number;
      const by = band[i + 3] as number;
      if (ay > lat === by > lat) continue;
      const ax = band[i] as number;
      const bx = band[i + 2] as number;
      if (lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
    return inside;
  };
};
