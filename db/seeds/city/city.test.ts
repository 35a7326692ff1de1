import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { generateCity } from './city.ts';
import { addDays, addYears } from './days.ts';
import type { City, Crew, CrewKind } from './types.ts';

const REFERENCE = '2026-11-23';

type Properties = {
  readonly id: string;
  readonly class: string;
  readonly from?: string;
  readonly to?: string;
  readonly feeder?: string;
  readonly customers?: number;
  readonly area?: string;
  readonly importance?: string;
  readonly normalOpen?: boolean;
  readonly telemetered?: boolean;
  readonly name?: string;
  readonly nameEn?: string;
};
type Feature = {
  readonly properties: Properties;
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null;
};
type Collection = {
  readonly type: string;
  readonly name: string;
  readonly source: string;
  readonly version: string;
  readonly names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  readonly features: readonly Feature[];
};

const digest = (city: City): string => {
  const hash = createHash('sha256');
  for (const chunk of city.network) hash.update(chunk);
  const { network: _, ...rest } = city;
  return hash.update(JSON.stringify(rest)).digest('hex');
};

const city = generateCity({ referenceDate: REFERENCE });
const text = [...city.network].join('');
const file = JSON.parse(text) as Collection;
const nodes = new Map(file.features.filter((f) => f.properties.from === undefined).map((f) => [f.properties.id, f]));
const edges = file.features.filter((f) => f.properties.from !== undefined).map((f) => f.properties);

/** Walks from the sources through everything closed; says how each node was reached and which edges closed a loop. */
const energise = () => {
  const around = new Map<string, { readonly edge: Properties; readonly to: string }[]>();
  for (const edge of edges) {
    if (edge.normalOpen || edge.from === undefined || edge.to === undefined) continue;
    around.set(edge.from, [...(around.get(edge.from) ?? []), { edge, to: edge.to }]);
    around.set(edge.to, [...(around.get(edge.to) ?? []), { edge, to: edge.from }]);
  }
  const reached = new Map<string, Properties | null>();
  const loops: string[] = [];
  const walked = new Set<string>();
  const queue: string[] = [];
  for (const [id, node] of nodes)
    if (node.properties.class === 'EnergySource') {
      reached.set(id, null);
      queue.push(id);
    }
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const { edge, to } of around.get(id) ?? []) {
      if (walked.has(edge.id)) continue;
      walked.add(edge.id);
      if (reached.has(to)) loops.push(edge.id);
      else {
        reached.set(to, edge);
        queue.push(to);
      }
    }
  return { reached, loops };
};

describe('the same seed', () => {
  test('gives the same bytes', () => {
    expect(digest(generateCity({ referenceDate: REFERENCE }))).toBe(digest(city));
  });
  test('can be read more than once', () => {
    expect([...city.network].join('')).toBe(text);
  });
  test('differs from another seed', () => {
    expect(digest(generateCity({ seed: 2, referenceDate: REFERENCE }))).not.toBe(digest(city));
  });
});

describe('the city has the size it says', () => {
  const bands: readonly (readonly [keyof City['stats'], number, number])[] = [
    ['substations', 8, 8],
    ['feeders', 40, 40],
    ['breakers', 40, 40],
    ['customers', 48_000, 52_000],
    ['servicePoints', 6_000, 10_500],
    ['transformers', 2_900, 3_100],
    ['fuses', 800, 1_000],
    ['reclosers', 55, 65],
    ['sectionalisers', 40, 80],
    ['loadBreakSwitches', 60, 120],
    ['ties', 42, 48],
  ];
  test.each(bands)('%s', (key, low, high) => {
    expect(city.stats[key]).toBeGreaterThanOrEqual(low);
    expect(city.stats[key]).toBeLessThanOrEqual(high);
  });
  test('a usual transformer serves about fourteen customers', () => {
    const { reached } = energise();
    const served = new Map<string, number>();
    for (const [id, node] of nodes) {
      if (node.properties.class !== 'EnergyConsumer') continue;
      let edge = reached.get(id);
      let at = id;
      while (edge && edge.class !== 'PowerTransformer') {
        at = (edge.to === at ? edge.from : edge.to) ?? '';
        edge = reached.get(at);
      }
      if (edge) served.set(edge.id, (served.get(edge.id) ?? 0) + (node.properties.customers ?? 1));
    }
    const sizes = [...served.values()].sort((a, b) => a - b);
    const median = sizes[sizes.length >> 1] ?? 0;
    expect(served.size).toBe(city.stats.transformers);
    expect(median).toBeGreaterThanOrEqual(12);
    expect(median).toBeLessThanOrEqual(16);
  });
  test('has town, country and wilderness', () => {
    const areas = new Set([...nodes.values()].map((n) => n.properties.area).filter((a) => a !== undefined));
    expect(areas).toEqual(new Set(['urban', 'rural', 'remote']));
  });
});

describe('the network file', () => {
  test('says what it is before its features', () => {
    expect(file.type).toBe('FeatureCollection');
    expect(file.version).toBe('binjiang-1');
    expect(file.source).not.toBe('');
    expect(text.indexOf('"names"')).toBeLessThan(text.indexOf('"features"'));
    expect(Object.keys(file.names)).toHaveLength(48);
  });
  test('never repeats an id and never points at nothing', () => {
    expect(new Set(file.features.map((f) => f.properties.id)).size).toBe(file.features.length);
    expect(edges.filter((e) => !nodes.has(e.from ?? '') || !nodes.has(e.to ?? ''))).toEqual([]);
  });
  test('lists nodes before edges', () => {
    const firstEdge = file.features.findIndex((f) => f.properties.from !== undefined);
    expect(file.features.slice(firstEdge).every((f) => f.properties.from !== undefined)).toBe(true);
  });
  test('is radial and reaches every node', () => {
    const { reached, loops } = energise();
    expect(loops).toEqual([]);
    expect(reached.size).toBe(nodes.size);
  });
  test('keeps each feeder behind its own breaker', () => {
    const breakers = edges.filter((e) => e.class === 'Breaker');
    expect(new Set(breakers.map((e) => e.feeder)).size).toBe(40);
    expect(breakers.every((e) => e.telemetered)).toBe(true);
    const { reached } = energise();
    const strays = [...reached].filter(([id, edge]) => {
      if (!edge || edge.class === 'Breaker') return false;
      return reached.get((edge.to === id ? edge.from : edge.to) ?? '')?.feeder !== edge.feeder;
    });
    expect(strays).toEqual([]);
  });
  test('ties different feeders, all open, some telemetered', () => {
    const { reached } = energise();
    const ties = edges.filter((e) => e.normalOpen);
    expect(ties).toHaveLength(city.stats.ties);
    for (const tie of ties) expect(reached.get(tie.from ?? '')?.feeder).not.toBe(reached.get(tie.to ?? '')?.feeder);
    const telemetered = ties.filter((t) => t.telemetered).length;
    expect(telemetered).toBeGreaterThan(5);
    expect(telemetered).toBeLessThan(ties.length);
    const tied = new Set(ties.flatMap((t) => [reached.get(t.from ?? '')?.feeder, reached.get(t.to ?? '')?.feeder]));
    expect(tied.size).toBe(40);
  });
});

describe('names', () => {
  test('switches and transformers have one in both languages, none twice', () => {
    const named = edges.filter((e) => e.class !== 'ACLineSegment');
    expect(named.every((e) => e.name && e.nameEn)).toBe(true);
    expect(new Set(named.map((e) => e.name)).size).toBe(named.length);
    expect(new Set(named.map((e) => e.nameEn)).size).toBe(named.length);
  });
  test('feeders and substations are told apart', () => {
    const names = Object.values(file.names);
    expect(new Set(names.map((n) => n.zh)).size).toBe(names.length);
    expect(new Set(names.map((n) => n.en)).size).toBe(names.length);
  });
  test('every street has one of its own', () => {
    const english = new Map<string, string>();
    for (const { properties } of city.base.features) {
      if (properties.kind !== 'street' && properties.kind !== 'bridge') continue;
      expect(properties.name).toBeTruthy();
      const known = english.get(properties.name ?? '');
      if (known !== undefined) expect(properties.nameEn).toBe(known);
      english.set(properties.name ?? '', properties.nameEn ?? '');
    }
    expect(new Set(english.values()).size).toBe(english.size);
    expect(english.size).toBe(city.stats.streets);
  });
});

describe('the base map', () => {
  test('stays small', () => {
    expect(city.base.features.length).toBeLessThan(20_000);
    expect(JSON.stringify(city.base).length).toBeLessThan(3_000_000);
  });
  test('shows water, hills, parks, streets, bridges and eight districts', () => {
    const kinds = new Set(city.base.features.map((f) => f.properties.kind));
    for (const kind of ['water', 'hill', 'park', 'street', 'bridge', 'railway', 'metro', 'district'] as const)
      expect(kinds).toContain(kind);
    expect(city.base.features.filter((f) => f.properties.kind === 'district')).toHaveLength(8);
  });
});

describe('water', () => {
  type Position = readonly [number, number];
  const inside = (ring: readonly Position[], [x, y]: Position): boolean =>
    ring.reduce((odd, b, i) => {
      const a = ring[(i + ring.length - 1) % ring.length] ?? b;
      return a[1] > y !== b[1] > y && x < ((a[0] - b[0]) * (y - b[1])) / (a[1] - b[1]) + b[0] ? !odd : odd;
    }, false);
  const rings = city.base.features.flatMap(({ properties, geometry }) =>
    properties.kind === 'water' && geometry.type === 'Polygon' && properties.nameEn !== 'Old Canal'
      ? [geometry.coordinates]
      : [],
  );
  const inWater = (p: Position): boolean =>
    rings.some(([shore, ...islands]) => inside(shore ?? [], p) && !islands.some((i) => inside(i, p)));
  const bridges = city.base.features.flatMap(({ properties, geometry }) =>
    properties.kind === 'bridge' && geometry.type === 'LineString' ? [geometry.coordinates] : [],
  );
  /** About 40 metres in either direction. */
  const onBridge = ([x, y]: Position): boolean =>
    bridges.some((line) =>
      line.some((b, i) => {
        const a = line[i - 1] ?? b;
        const length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
        const t =
          length === 0
            ? 0
            : Math.max(0, Math.min(1, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length));
        return Math.abs(a[0] + (b[0] - a[0]) * t - x) < 0.0004 && Math.abs(a[1] + (b[1] - a[1]) * t - y) < 0.0004;
      }),
    );
  test('no building stands in it', () => {
    const wet = [...nodes.values()].filter(
      (n) => n.properties.class === 'EnergyConsumer' && inWater(n.geometry?.coordinates as Position),
    );
    expect(wet.map((n) => n.properties.id)).toEqual([]);
  });
  test('lines cross it on bridges only', () => {
    const swimming = file.features.filter(({ properties, geometry }) => {
      if (properties.from === undefined) return false;
      const line = (geometry?.coordinates ?? [
        nodes.get(properties.from)?.geometry?.coordinates,
        nodes.get(properties.to ?? '')?.geometry?.coordinates,
      ]) as readonly Position[];
      return line.some((b, i) => {
        const a = line[i - 1] ?? b;
        const middle: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
        return inWater(middle) && !onBridge(middle);
      });
    });
    expect(swimming.map((f) => f.properties.id)).toEqual([]);
  });
});

describe('important customers', () => {
  test('are thirty, of every class', () => {
    const count = (importance: string) => city.importantCustomers.filter((c) => c.importance === importance).length;
    expect([count('special'), count('first'), count('second'), count('temporary')]).toEqual([3, 10, 14, 3]);
    expect(new Set(city.importantCustomers.map((c) => c.servicePoint)).size).toBe(30);
  });
  test('are the service points that the network calls important', () => {
    for (const c of city.importantCustomers)
      expect(nodes.get(c.servicePoint)?.properties.importance).toBe(c.importance);
    expect([...nodes.values()].filter((n) => n.properties.importance)).toHaveLength(30);
  });
  test('have the second supply that their class demands', () => {
    for (const c of city.importantCustomers) {
      if (c.importance === 'temporary') continue;
      expect(c.secondFeeder).not.toBeNull();
      expect(c.secondFeeder).not.toBe(c.feeder);
      if (c.importance !== 'second') expect(c.secondSubstation).not.toBe(c.substation);
    }
  });
  test('carry 120 % of their safety load where they have own supply', () => {
    for (const c of city.importantCustomers) {
      if (c.backup === 'none') expect([c.backupKw, c.autonomyMinutes, c.backupTestedOn]).toEqual([0, 0, null]);
      else expect(c.backupKw).toBeGreaterThanOrEqual(c.safetyLoadKw * 1.2);
    }
  });
});

const onDutyAt = ({ shift }: Crew, hour: number): boolean =>
  shift.startHour < shift.endHour
    ? hour >= shift.startHour && hour < shift.endHour
    : hour >= shift.startHour || hour < shift.endHour;

describe('crews', () => {
  const certificates = city.crews.flatMap((c) => c.members.flatMap((m) => m.certificates));
  test('are twenty-four, sixteen of them on duty in an afternoon and some at night', () => {
    expect(city.crews).toHaveLength(24);
    expect(city.crews.filter((c) => onDutyAt(c, 15))).toHaveLength(16);
    expect(city.crews.filter((c) => onDutyAt(c, 3)).length).toBeGreaterThan(5);
  });
  test('have one responsible person each and nobody twice', () => {
    for (const crew of city.crews) {
      expect(crew.members.length).toBeGreaterThanOrEqual(3);
      expect(crew.members.length).toBeLessThanOrEqual(6);
      expect(crew.members.filter((m) => m.role === 'responsible')).toHaveLength(1);
    }
    const everyone = city.crews.flatMap((c) => c.members);
    expect(new Set(everyone.map((m) => m.name.zh)).size).toBe(everyone.length);
    expect(new Set(everyone.map((m) => m.id)).size).toBe(everyone.length);
    expect(new Set(city.crews.map((c) => c.vehicle.plate)).size).toBe(24);
  });
  test('hold certificates of six years with a re-examination after three', () => {
    for (const c of certificates) {
      expect(c.validUntil).toBe(addYears(c.validFrom, 6));
      expect(c.reexamineBy).toBe(addYears(c.validFrom, 3));
      expect(c.validFrom <= REFERENCE).toBe(true);
    }
  });
  test('were re-examined when it was due, all but one', () => {
    const due = certificates.filter((c) => c.reexamineBy <= REFERENCE);
    expect(due.filter((c) => c.reexaminedOn === null)).toHaveLength(1);
    expect(due.every((c) => c.reexaminedOn === null || c.reexaminedOn <= c.reexamineBy)).toBe(true);
    expect(certificates.filter((c) => c.reexamineBy > REFERENCE && c.reexaminedOn !== null)).toEqual([]);
  });
  test('include one that ran out and a few that soon will', () => {
    expect(certificates.filter((c) => c.validUntil < REFERENCE)).toHaveLength(1);
    const soon = certificates.filter((c) => c.validUntil >= REFERENCE && c.validUntil < addDays(REFERENCE, 60));
    expect(soon.length).toBeGreaterThanOrEqual(3);
  });
  test('can do what they are called after, except the one whose certificate ran out', () => {
    const needed: Readonly<Record<CrewKind, readonly string[]>> = {
      repair: ['highVoltage', 'height'],
      cable: ['highVoltage', 'powerCable'],
      liveLine: ['highVoltage', 'liveLine'],
      generator: ['lowVoltage'],
    };
    const unable = city.crews.filter((crew) => {
      const held = new Set(
        crew.members.flatMap((m) =>
          m.certificates.filter((c) => c.validUntil >= REFERENCE).map((c) => c.kind as string),
        ),
      );
      return !needed[crew.kind].every((k) => held.has(k));
    });
    expect(unable.map((c) => c.id)).toEqual(['crew_live_2']);
  });
  test('bring six generators', () => {
    expect(city.generators).toHaveLength(6);
    for (const g of city.generators) expect(city.crews.find((c) => c.id === g.crew)?.kind).toBe('generator');
  });
});

describe('users', () => {
  test('cover every role, and a phone for every crew', () => {
    expect(new Set(city.users.map((u) => u.role))).toEqual(
      new Set(['dispatcher', 'manager', 'admin', 'wall', 'crew', 'viewer']),
    );
    expect(new Set(city.users.map((u) => u.login)).size).toBe(city.users.length);
    for (const crew of city.crews) expect(city.users.some((u) => u.crew === crew.id)).toBe(true);
  });
});
