import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import type { Ranges } from '../ranges.ts';
import { darkSections } from './dark-sections.ts';
import { sectionGraph } from './section-graph.ts';
import type { Sides } from './sides.ts';
import { sidesOf } from './sides.ts';
import type { Switched } from './switched.ts';
import { forEachDifference, isDeviceEdge, NOTHING_SWITCHED } from './switched.ts';

/** Supply of a section. */
export const DARK = 0;
export const LIVE = 1;
/** Some of the sides that cuts have left it in have supply, others not. */
export const PARTLY = 2;

/**
 * Which sections have supply, kept up to date while switching goes on. It stands in one switching state at a time; what it says depends
 * on that state alone, never on the way there.
 */
export type Energiser = {
  readonly at: () => Switched;
  /** Goes to another state. What a change cannot reach is not looked at: a section with a source parts one feeder from the next. */
  readonly moveTo: (next: Switched) => void;
  /** DARK, LIVE or PARTLY. */
  readonly supplyOf: (section: number) => number;
  readonly nodeIsLive: (node: number) => boolean;
  readonly isOpen: (device: number) => boolean;
  /** Sections by number that cuts have parted. */
  readonly sides: ReadonlyMap<number, Sides>;
  /** Sections with supply in the normal state that lack it, wholly or partly. */
  readonly dark: () => Ranges;
};

/** Starts in the normal state, whose supply the section numbers already say. */
export const energiser = (model: NetworkModel): Energiser => {
  const { nodes, edges, sections } = model;
  const { sectionOf, other, hasSource } = sectionGraph(model);
  const openAt = Uint8Array.from(sections.devices, (device) => edges.normalOpen[device] as number);
  const supply = new Uint8Array(sections.count).fill(LIVE, 0, sections.supplied);
  const dark = darkSections(sections.supplied);
  const sides = new Map<number, Sides>();
  /** By section: whether the maps and sets below have to be asked. */
  const special = new Uint8Array(sections.count);
  const inRegion = new Uint32Array(sections.count);
  let round = 0;
  let now: Switched = NOTHING_SWITCHED;

  const isOpen = (device: number): boolean => (edges.normalOpen[device] === 1) !== now.toggled.has(device);

  const setOpen = (device: number): void => {
    const value = isOpen(device) ? 1 : 0;
    for (const node of [edges.from[device] as number, edges.to[device] as number]) {
      const section = sectionOf[node] as number;
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++)
        if (sections.devices[slot] === device) openAt[slot] = value;
    }
  };

  const part = (section: number): void => {
    const parted = sidesOf(model, section, (edge) => (isDeviceEdge(model, edge) ? !isOpen(edge) : !now.cuts.has(edge)));
    if (parted) sides.set(section, parted);
    else sides.delete(section);
  };

  const moveTo = (next: Switched): void => {
    const before = now;
    now = next;
    const changed = new Set<number>();
    const beside = new Set<number>();
    const recut = new Set<number>();
    const cutSections = new Set(Array.from(next.cuts, (edge) => sectionOf[edges.from[edge] as number] as number));
    forEachDifference(before.toggled, next.toggled, (device) => {
      const a = sectionOf[edges.from[device] as number] as number;
      const b = sectionOf[edges.to[device] as number] as number;
      if (a !== b) {
        setOpen(device);
        beside.add(a).add(b);
      } else if (cutSections.has(a)) recut.add(a);
    });
    forEachDifference(before.cuts, next.cuts, (edge) => recut.add(sectionOf[edges.from[edge] as number] as number));
    forEachDifference(before.isolated, next.isolated, (section) => changed.add(section));
    forEachDifference(before.feeds, next.feeds, (node) => changed.add(sectionOf[node] as number));
    for (const section of recut) {
      if (cutSections.has(section)) part(section);
      else sides.delete(section);
      changed.add(section);
    }
    const fed = new Set(Array.from(next.feeds, (node) => sectionOf[node] as number));
    for (const section of changed)
      special[section] =
        (next.isolated.has(section) ? ISOLATED : 0) | (sides.has(section) ? PARTED : 0) | (fed.has(section) ? FED : 0);
    if (changed.size + beside.size > 0) retrace(changed, beside);
  };

  /** Has supply whatever is switched around it, and so bounds what a change can reach. */
  const isAnchor = (section: number): boolean => hasSource[section] === 1 && special[section] === 0;

  const retrace = (changed: ReadonlySet<number>, beside: ReadonlySet<number>): void => {
    round++;
    const region: number[] = [];
    const reach = (section: number): void => {
      if (inRegion[section] === round) return;
      inRegion[section] = round;
      region.push(section);
    };
    for (const section of changed) reach(section);
    for (const section of beside) if (!isAnchor(section)) reach(section);
    for (let i = 0; i < region.length; i++) {
      const section = region[i] as number;
      supply[section] = DARK;
      if ((special[section] as number) & PARTED) sides.get(section)?.live.fill(0);
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        if (openAt[slot] === 1) continue;
        const next = other[slot] as number;
        if (!isAnchor(next)) reach(next);
      }
    }
    energise(region);
    for (const section of region) {
      const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
      if (parted)
        supply[section] = parted.live.every((live) => live === 1) ? LIVE : parted.live.includes(1) ? PARTLY : DARK;
      if (section < sections.supplied) dark.set(section, supply[section] !== LIVE);
    }
  };

  /** Supplies the region from sources and generators in it and from the sections with a source around it. */
  const energise = (region: readonly number[]): void => {
    const at: number[] = [];
    const sideAt: number[] = [];
    const give = (section: number, node: number): void => {
      const flags = special[section] as number;
      if (flags & ISOLATED) return;
      const parted = flags & PARTED ? sides.get(section) : undefined;
      const side = parted ? (parted.of[node - parted.first] as number) : 0;
      if (parted ? parted.live[side] === 1 : supply[section] === LIVE) return;
      if (parted) parted.live[side] = 1;
      else supply[section] = LIVE;
      at.push(section);
      sideAt.push(side);
    };
    for (const section of region) {
      if (hasSource[section] === 1) for (const node of sourcesIn(section)) give(section, node);
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        if (openAt[slot] === 1) continue;
        const next = other[slot] as number;
        if (inRegion[next] !== round && isAnchor(next)) give(section, endIn(section, slot));
      }
    }
    for (const node of now.feeds) {
      const section = sectionOf[node] as number;
      if (inRegion[section] === round) give(section, node);
    }
    for (let section = at.pop(); section !== undefined; section = at.pop()) {
      const side = sideAt.pop() as number;
      const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        if (openAt[slot] === 1) continue;
        const next = other[slot] as number;
        if (inRegion[next] !== round) continue;
        if (parted && parted.of[endIn(section, slot) - parted.first] !== side) continue;
        give(next, special[next] === 0 ? 0 : endIn(next, slot));
      }
    }
  };

  const sourcesIn = function* (section: number): Generator<number> {
    const end = sections.nodeStart[section + 1] as number;
    for (let node = sections.nodeStart[section] as number; node < end; node++)
      if (nodes.class[node] === SOURCE) yield node;
  };

  /** The node of the slot's device that lies in the section. */
  const endIn = (section: number, slot: number): number => {
    const device = sections.devices[slot] as number;
    const from = edges.from[device] as number;
    return sectionOf[from] === section ? from : (edges.to[device] as number);
  };

  const nodeIsLive = (node: number): boolean => {
    const section = sectionOf[node] as number;
    const parted = sides.get(section);
    return parted ? parted.live[parted.of[node - parted.first] as number] === 1 : supply[section] === LIVE;
  };

  return {
    at: () => now,
    moveTo,
    supplyOf: (section) => supply[section] as number,
    nodeIsLive,
    isOpen,
    sides,
    dark: dark.ranges,
  };
};

const SOURCE = NODE_CLASSES.indexOf('EnergySource');

/** Bits of `special`. */
const ISOLATED = 1;
const PARTED = 2;
const FED = 4;
