import type { FeederTree, Trees } from './feeders.ts';
import { along, at, distance, type Point, verticesBetween } from './geometry.ts';
import { breakerLabel, ownTransformerLabel, switchLabel, tieLabel, transformerLabel } from './labels.ts';
import type { Load } from './loads.ts';
import type { Draft, EdgeClass, NetworkEdge } from './network.ts';
import type { Random } from './random.ts';
import { type Ground, housesAround, kvaFor, premises } from './services.ts';
import type { Site } from './sites.ts';
import type { StreetGraph } from './street-graph.ts';
import type { SwitchClass, Switchgear } from './switchgear.ts';
import type { Tie } from './ties.ts';
import type { Name } from './types.ts';
import { areaAt } from './zones.ts';

export type Plan = {
  readonly graph: StreetGraph;
  readonly trees: Trees;
  readonly gear: Switchgear;
  readonly ties: readonly Tie[];
  /** By feeder index: the stem of its name, 文晖 / Wenhui. */
  readonly stems: readonly Name[];
  readonly ground: Ground;
  /** Loads that are important customers with a transformer of their own. */
  readonly sites: ReadonlyMap<number, Site>;
};

/** A service point as later steps need it: where, how big, from which feeder. */
export type ServicePoint = {
  readonly id: string;
  readonly load: number;
  readonly feeder: number;
  readonly point: Point;
};

export type Wired = Draft & { readonly servicePoints: readonly ServicePoint[] };

const DEVICE_LENGTH = 5;
const FIRST_DEVICE_AT = 14;
const TRUNK_A = 400;
const LATERAL_A = 200;
const SERVICE_A = 160;

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** Wires the whole city: sources, feeders along their trees, transformers, service lines, ties. */
export const wire = (plan: Plan, chance: Random): Wired => {
  const { graph, trees, gear } = plan;
  const nodes: Draft['nodes'] = [];
  const edges: Draft['edges'] = [];
  const servicePoints: ServicePoint[] = [];
  const nodeOf = new Map<number, string>();
  /** Where the line along a stub ends, as `node:edge`, so that a tie can go on from there. */
  const stubEnds = new Map<string, { readonly id: string; readonly metres: number }>();
  const streetCount = new Map<number, number>();
  const where = new Map<string, Point>();

  const addNode = (id: string, point: Point): string => {
    nodes.push({ id, class: 'ConnectivityNode', point });
    where.set(id, point);
    return id;
  };

  const wireFeeder = (feeder: FeederTree): void => {
    const stem = at(plan.stems, feeder.index);
    let joints = 0;
    let lines = 0;
    let devices = 0;
    let transformers = 0;
    const joint = (point: Point): string => addNode(`N-${feeder.code}-${pad(++joints, 4)}`, point);

    const conductor = (from: string, to: string, bends: readonly Point[], ratedA: number): void => {
      const ends = [where.get(from), where.get(to)] as const;
      const path = [ends[0], ...bends, ends[1]].filter((p) => p !== undefined);
      let length = 0;
      for (let i = 1; i < path.length; i++) length += distance(at(path, i - 1), at(path, i));
      const base: NetworkEdge = {
        id: `L-${feeder.code}-${pad(++lines, 4)}`,
        class: 'ACLineSegment',
        from,
        to,
        feeder: feeder.id,
        ratedA,
        lengthM: Math.round(length * 10) / 10,
      };
      edges.push(bends.length > 0 ? { ...base, bends } : base);
    };

    const device = (kind: SwitchClass, from: string, point: Point): string => {
      const number = ++devices;
      const label = switchLabel(kind, stem, number, areaAt(point) === 'urban');
      const to = joint(point);
      edges.push({
        id: `${kind === 'LoadBreakSwitch' ? 'LBS' : kind === 'Recloser' ? 'RC' : kind === 'Fuse' ? 'FU' : 'SE'}-${feeder.code}-${pad(number, 2)}`,
        class: kind satisfies EdgeClass,
        from,
        to,
        feeder: feeder.id,
        ratedA: kind === 'Fuse' ? 100 : 630,
        ...(kind === 'Recloser' || (kind === 'LoadBreakSwitch' && number % 2 === 0) ? { telemetered: true } : {}),
        name: label.zh,
        nameEn: label.en,
      });
      return to;
    };

    const transformer = (load: Load, tap: string, reach: number): void => {
      const edge = at(graph.edges, load.edge);
      const { point, heading } = along(edge.line, load.at);
      const side = chance.chance(0.5) ? 7 : -7;
      const yard = (s: number, off: number): Point => {
        const here = along(edge.line, s);
        return [here.point[0] - here.heading[1] * off, here.point[1] + here.heading[0] * off];
      };
      const site = plan.sites.get(load.id);
      const number = ++transformers;
      const busbar = joint([point[0] - heading[1] * side, point[1] + heading[0] * side]);
      const street = at(graph.streets, edge.street);
      const onStreet = (streetCount.get(edge.street) ?? 0) + 1;
      streetCount.set(edge.street, onStreet);
      const label = site ? ownTransformerLabel(site.name) : transformerLabel(street.name, onStreet);
      const houses = site
        ? premises(load, edge, site.kw, plan.ground)
        : housesAround(load, edge, reach, plan.ground, chance);
      const kw = houses.reduce((sum, h) => sum + h.kw, 0);
      edges.push({
        id: `T-${feeder.code}-${pad(number, 3)}`,
        class: 'PowerTransformer',
        from: tap,
        to: busbar,
        feeder: feeder.id,
        ratedKva: kvaFor(kw),
        name: label.zh,
        nameEn: label.en,
      });
      // One pole per station along the street, chained outwards from the transformer on either side.
      const sorted = [...houses].sort((a, b) => a.station - b.station);
      for (const direction of [1, -1]) {
        const away = sorted.filter((h) => (direction > 0 ? h.station >= load.at : h.station < load.at));
        if (direction < 0) away.reverse();
        let last = busbar;
        let lastStation = load.at;
        for (const house of away) {
          if (Math.abs(house.station - lastStation) > 11) {
            const pole = joint(yard(house.station, side));
            conductor(last, pole, [], SERVICE_A);
            last = pole;
            lastStation = house.station;
          }
          const index = servicePoints.length;
          const id = `SP-${pad(index + 1, 5)}`;
          nodes.push({
            id,
            class: 'EnergyConsumer',
            point: house.point,
            customers: house.customers,
            kw: house.kw,
            area: areaAt(house.point),
            ...(site ? { importance: site.importance, name: site.name.zh, nameEn: site.name.en } : {}),
          });
          where.set(id, house.point);
          servicePoints.push({ id, load: load.id, feeder: feeder.index, point: house.point });
          conductor(last, id, [], SERVICE_A);
        }
      }
    };

    /** One run of street from a known node: an optional switch, taps in order, and what lies at its end. */
    const run = (
      from: string,
      edgeIndex: number,
      start: number,
      loads: readonly Load[],
      first: SwitchClass | undefined,
      ratedA: number,
      end: string | null,
    ): string => {
      const edge = at(graph.edges, edgeIndex);
      const forward = edge.a === start;
      const line = forward ? edge.line : edge.line.toReversed();
      let last = from;
      let done = 0;
      if (first) {
        const p = Math.min(FIRST_DEVICE_AT, edge.length * 0.12);
        const before = joint(along(line, p).point);
        conductor(last, before, [], ratedA);
        last = device(first, before, along(line, p + DEVICE_LENGTH).point);
        done = p + DEVICE_LENGTH;
      }
      loads.forEach((load, i) => {
        const s = Math.max(done + 4, forward ? load.at : edge.length - load.at);
        const tap = joint(along(line, s).point);
        conductor(last, tap, verticesBetween(line, done, s), ratedA);
        const before = i === 0 ? 0 : position(at(loads, i - 1));
        const after = i === loads.length - 1 ? edge.length : position(at(loads, i + 1));
        const reach = Math.min(s - before, after - s) * (loads.length > 1 ? 0.5 : 0.95);
        transformer(load, tap, Math.max(35, Math.min(150, reach)));
        last = tap;
        done = s;
      });
      if (end) conductor(last, end, verticesBetween(line, done, edge.length), ratedA);
      return last;

      function position(load: Load): number {
        return forward ? load.at : edge.length - load.at;
      }
    };

    // Out of the substation: breaker, then one cable along the streets to the head of the territory.
    const source = feeder.substation;
    const yard = where.get(source.id) ?? at(graph.nodes, source.node);
    const slot = feeder.index % 5;
    const corner = at(graph.nodes, source.node);
    const bay = joint([yard[0] + (slot - 2) * 9, yard[1] - 14]);
    const label = breakerLabel(stem, source.name);
    edges.push({
      id: `CB-${feeder.code}`,
      class: 'Breaker',
      from: source.id,
      to: bay,
      feeder: feeder.id,
      telemetered: true,
      ratedA: 1250,
      name: label.zh,
      nameEn: label.en,
    });
    const approach = feeder.approach.flatMap((node, i): Point[] => {
      if (i === 0) return [];
      const edge = at(graph.edges, edgeBetween(at(feeder.approach, i - 1), node));
      const line = edge.b === node ? edge.line : edge.line.toReversed();
      return [...line.slice(1)];
    });
    const shift = (slot - 2) * 5;
    const bends = [corner, ...approach.slice(0, -1)].map((p): Point => [p[0] + shift, p[1] + shift * 0.6]);
    const head = joint(at(graph.nodes, feeder.head));
    nodeOf.set(feeder.head, head);
    conductor(bay, head, feeder.head === source.node ? [] : bends, TRUNK_A);

    for (const node of feeder.nodes) {
      const here = nodeOf.get(node);
      if (here === undefined) continue;
      for (const stub of trees.stubs[node] ?? []) {
        if (stub.loads.length === 0) continue;
        const key = `${node}:${stub.edge}`;
        const id = run(
          here,
          stub.edge,
          node,
          stub.loads,
          gear.fusedStubs.has(key) ? 'Fuse' : undefined,
          LATERAL_A,
          null,
        );
        const street = at(graph.edges, stub.edge);
        const last = at(stub.loads, stub.loads.length - 1);
        stubEnds.set(key, { id, metres: street.a === node ? last.at : street.length - last.at });
      }
      for (const child of trees.children[node] ?? []) {
        if (!gear.used[child]) continue;
        const beyond = childNeeded(child);
        const ratedA = gear.trunk[child] ? TRUNK_A : LATERAL_A;
        const end = beyond ? joint(at(graph.nodes, child)) : null;
        if (end) nodeOf.set(child, end);
        run(here, at(trees.via, child), node, at(trees.onWay, child), gear.towards.get(child), ratedA, end);
      }
    }
  };

  const edgeBetween = (a: number, b: number): number => {
    const known = approachEdges.get(a < b ? `${a} ${b}` : `${b} ${a}`);
    if (known === undefined) throw new Error(`no street between ${a} and ${b}`);
    return known;
  };
  const approachEdges = new Map<string, number>();
  graph.edges.forEach((e, i) => {
    const key = e.a < e.b ? `${e.a} ${e.b}` : `${e.b} ${e.a}`;
    const known = approachEdges.get(key);
    if (known === undefined || at(graph.edges, known).length > e.length) approachEdges.set(key, i);
  });

  const tieEnds = new Set(plan.ties.flatMap((t) => [t.a, t.b]));
  /** Whether anything hangs at or beyond a node, not only on the street that leads to it. */
  const childNeeded = (node: number): boolean =>
    tieEnds.has(node) ||
    (trees.stubs[node] ?? []).some((s) => s.loads.length > 0) ||
    (trees.children[node] ?? []).some((c) => gear.used[c]);

  for (const substation of new Set(trees.feeders.map((f) => f.substation))) {
    const corner = at(graph.nodes, substation.node);
    const point: Point = [corner[0] + 38, corner[1] + 34];
    nodes.push({
      id: substation.id,
      class: 'EnergySource',
      point,
      name: substation.name.zh,
      nameEn: substation.name.en,
      substation: substation.id,
    });
    where.set(substation.id, point);
  }
  for (const feeder of trees.feeders) wireFeeder(feeder);
  plan.ties.forEach((tie, i) => {
    wireTie(tie, i + 1);
  });
  return { nodes, edges, servicePoints };

  function wireTie(tie: Tie, number: number): void {
    const edge = at(graph.edges, tie.edge);
    const [one, other] = [at(trees.feederOf, tie.a), at(trees.feederOf, tie.b)];
    const stub = trees.stubs[tie.a]?.find((s) => s.edge === tie.edge);
    const cut = stub?.cut ?? edge.length / 2;
    const sides = [-DEVICE_LENGTH / 2, DEVICE_LENGTH / 2].map((d, k) => {
      const p = along(edge.line, cut + d).point;
      return addNode(`N-TIE-${pad(number, 2)}${k === 0 ? 'A' : 'B'}`, p);
    });
    const link = (node: number, to: string, feeder: number, letter: string): void => {
      const forward = edge.a === node;
      const line = forward ? edge.line : edge.line.toReversed();
      const arrived = stubEnds.get(`${node}:${tie.edge}`) ?? { id: nodeOf.get(node), metres: 0 };
      if (arrived.id === undefined) throw new Error(`a tie at ${node}, where no line arrives`);
      const until = (forward ? cut : edge.length - cut) - DEVICE_LENGTH / 2;
      const bends = verticesBetween(line, arrived.metres, until);
      edges.push({
        id: `L-TIE-${pad(number, 2)}${letter}`,
        class: 'ACLineSegment',
        from: arrived.id,
        to,
        feeder: at(trees.feeders, feeder).id,
        ratedA: TRUNK_A,
        lengthM: Math.round(Math.max(1, until - arrived.metres) * 10) / 10,
        ...(bends.length > 0 ? { bends } : {}),
      });
    };
    link(tie.a, at(sides, 0), one, 'A');
    link(tie.b, at(sides, 1), other, 'B');
    const label = tieLabel(at(plan.stems, one), at(plan.stems, other), number);
    edges.push({
      id: `TIE-${pad(number, 2)}`,
      class: 'LoadBreakSwitch',
      from: at(sides, 0),
      to: at(sides, 1),
      feeder: at(trees.feeders, one).id,
      normalOpen: true,
      ...(tie.telemetered ? { telemetered: true } : {}),
      ratedA: 630,
      name: label.zh,
      nameEn: label.en,
    });
  }
};
