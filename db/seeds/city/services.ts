import { along, at, type Point } from './geometry.ts';
import type { Load } from './loads.ts';
import type { Random } from './random.ts';
import type { StreetEdge } from './street-graph.ts';
import type { Character } from './zones.ts';

export type Building = {
  readonly point: Point;
  readonly customers: number;
  readonly kw: number;
  readonly station: number;
};

type Pattern = {
  /** Customers in one building. */
  readonly few: number;
  readonly many: number;
  /** Distance between neighbours along the street, setback of the first row, depth between rows. */
  readonly spacing: number;
  readonly setback: number;
  readonly depth: number;
  readonly rows: number;
  readonly kwEach: number;
};

const PATTERNS: Readonly<Record<Character, Pattern>> = {
  oldTown: { few: 4, many: 14, spacing: 24, setback: 13, depth: 22, rows: 2, kwEach: 2.2 },
  centre: { few: 4, many: 18, spacing: 36, setback: 19, depth: 36, rows: 2, kwEach: 2.6 },
  newTown: { few: 5, many: 28, spacing: 46, setback: 24, depth: 44, rows: 2, kwEach: 2.9 },
  campus: { few: 3, many: 24, spacing: 52, setback: 28, depth: 48, rows: 2, kwEach: 3.1 },
  industry: { few: 1, many: 6, spacing: 62, setback: 34, depth: 50, rows: 2, kwEach: 22 },
  suburb: { few: 3, many: 12, spacing: 30, setback: 16, depth: 30, rows: 2, kwEach: 2.3 },
  village: { few: 2, many: 7, spacing: 24, setback: 12, depth: 22, rows: 3, kwEach: 1.8 },
};

export type Ground = {
  /** Whether a building may stand there. */
  readonly buildable: (p: Point) => boolean;
};

const slotsFor = (load: Load, edge: StreetEdge, reach: number, pattern: Pattern) => {
  const low = Math.max(12, load.at - reach);
  const high = Math.min(edge.length - 12, load.at + reach);
  const slots: { station: number; side: 1 | -1; row: number }[] = [];
  const n = Math.max(1, Math.floor((high - low) / pattern.spacing));
  for (let k = 0; k < n; k++) {
    const station = low + ((k + 0.5) * (high - low)) / n;
    for (let row = 0; row < pattern.rows; row++) slots.push({ station, side: 1, row }, { station, side: -1, row });
  }
  const effort = (s: { station: number; row: number }): number =>
    Math.abs(s.station - load.at) + s.row * pattern.depth * 0.8;
  return slots.sort((a, b) => effort(a) - effort(b) || a.station - b.station || a.side - b.side);
};

/** Buildings in rows along both sides of the street near their transformer. */
export const housesAround = (
  load: Load,
  edge: StreetEdge,
  reach: number,
  ground: Ground,
  chance: Random,
): readonly Building[] => {
  const pattern = PATTERNS[load.character];
  const out: Building[] = [];
  let left = load.customers;
  const slots = slotsFor(load, edge, reach, pattern);
  for (const slot of slots) {
    if (left <= 0) break;
    if (chance.chance(0.12)) continue;
    const station = slot.station + chance.between(-0.12, 0.12) * pattern.spacing;
    const { point, heading } = along(edge.line, station);
    const off = slot.side * (pattern.setback + slot.row * pattern.depth + chance.between(-2.5, 2.5));
    const place: Point = [point[0] - heading[1] * off, point[1] + heading[0] * off];
    if (!ground.buildable(place)) continue;
    // Few large buildings and many small ones.
    const size = Math.round(pattern.few + (pattern.many - pattern.few) * chance.next() ** 2.2);
    const customers = Math.min(left, Math.max(1, size), 60);
    left -= customers;
    const kw = Math.round(customers * pattern.kwEach * chance.between(0.6, 1.5) * 10) / 10;
    out.push({ point: place, customers, kw, station });
  }
  if (out.length === 0) {
    const { point, heading } = along(edge.line, load.at);
    out.push({
      point: [point[0] - heading[1] * 11, point[1] + heading[0] * 11],
      customers: 0,
      kw: 1,
      station: load.at,
    });
  }
  // Whoever found no plot of his own moves in with the others, up to sixty in one building.
  for (let i = 0; left > 0 && i < 60; i++) {
    const b = at(out, i % out.length);
    const more = Math.min(left, 60 - b.customers, Math.ceil(left / out.length));
    left -= more;
    out[i % out.length] = {
      ...b,
      customers: b.customers + more,
      kw: Math.round((b.kw + more * pattern.kwEach) * 10) / 10,
    };
  }
  return out;
};

const SIZES = [
  30, 50, 80, 100, 160, 200, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000,
];

/** The next standard size with a quarter in reserve. */
export const kvaFor = (kw: number): number => SIZES.find((s) => s >= kw * 1.25) ?? 10_000;

/** One large customer alone: set back from the street on the side where the ground allows it. */
export const premises = (load: Load, edge: StreetEdge, kw: number, ground: Ground): readonly Building[] => {
  const { point, heading } = along(edge.line, load.at);
  const beside = (off: number): Point => [point[0] - heading[1] * off, point[1] + heading[0] * off];
  const place = [46, -46, 24, -24].map(beside).find(ground.buildable) ?? beside(12);
  return [{ point: place, customers: 1, kw, station: load.at }];
};
