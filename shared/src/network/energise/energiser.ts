import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import type { Ranges } from '../ranges.ts';
import { darkSections } from './dark-sections.ts';
import { sectionGraph } from './section-graph.ts';
import type { Sides } from './sides.ts';
import { NO_SUPPLY, OF_ITS_OWN, sidesOf } from './sides.ts';
import type { Switched } from './switched.ts';
import { forEachDifference, isDeviceEdge, NOTHING_SWITCHED } from './switched.ts';

/** Supply of a section. */
export const DARK = 0;
export const LIVE = 1;
/** Some of the sides that cuts have left it in have supply, others not. */
export const PARTLY = 2;

/**
 * Which sections have supply, kept up to date while switching goes on. It stands in one switching state at a time; who has supply depends
 * on that state alone, never on the way there.
 */
export type Energiser = {
  readonly at: () => Switched;
  /**
   * Goes to another state. Every section with supply knows the device that brings it, so that an opening costs what was supplied through
   * it and a closing what it supplies, however large the network is.
   */
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
  /** By slot: 1 where its device is open. */
  const openAt = new Uint8Array(sections.devices.length);
  for (let slot = 0; slot < openAt.length; slot++)
    openAt[slot] = edges.normalOpen[sections.devices[slot] as number] as number;
  const supply = new Uint8Array(sections.count).fill(LIVE, 0, sections.supplied);
  /** The device through which supply comes, OF_ITS_OWN or NO_SUPPLY. Parted sections hold it by side. */
  const via = sections.entry.slice().fill(NO_SUPPLY, sections.supplied);
  const dark = darkSections(sections.supplied);
  const sides = new Map<number, Sides>();
  /** By section: whether the maps and sets below have to be asked. */
  const special = new Uint8Array(sections.count);
  const inRegion = new Uint32Array(sections.count);
  let round = 0;
  let now: Switched = NOTHING_SWITCHED;

  const isOpen = (device: number): boolean => (edges.normalOpen[device] === 1) !== now.toggled.has(device);

  const moveTo = (next: Switched): void => {
    const before = now;
    now = next;
    const lost = new Set<number>();
    const closed: number[] = [];
    const recut = new Set<number>();
    const cutSections = new Set(Array.from(next.cuts, (edge) => sectionOf[edges.from[edge] as number] as number));
    forEachDifference(before.toggled, next.toggled, (device) => {
      const a = sectionOf[edges.from[device] as number] as number;
      const b = sectionOf[edges.to[device] as number] as number;
      if (a === b) {
        // A bypass inside a section matters only while the section is cut.
        if (cutSections.has(a)) recut.add(a);
        return;
      }
      setOpen(device, a);
      setOpen(device, b);
      if (!isOpen(device)) closed.push(device);
      for (const section of [a, b]) if (isSuppliedThrough(section, device)) lost.add(section);
    });
    forEachDifference(before.cuts, next.cuts, (edge) => recut.add(sectionOf[edges.from[edge] as number] as number));
    forEachDifference(before.isolated, next.isolated, (section) => lost.add(section));
    forEachDifference(before.feeds, next.feeds, (node) => lost.add(sectionOf[node] as number));
    for (const section of recut) lost.add(section);
    if (lost.size + closed.length === 0) return;

    const region = suppliedThrough(lost);
    for (const section of recut) {
      if (cutSections.has(section)) part(section);
      else sides.delete(section);
    }
    for (const section of lost)
      special[section] = (next.isolated.has(section) ? ISOLATED : 0) | (sides.has(section) ? PARTED : 0);
    energise(region, closed);
  };

  const setOpen = (device: number, section: number): void => {
    const value = isOpen(device) ? 1 : 0;
    const end = sections.deviceStart[section + 1] as number;
    for (let slot = sections.deviceStart[section] as number; slot < end; slot++)
      if (sections.devices[slot] === device) openAt[slot] = value;
  };

  const part = (section: number): void => {
    const parted = sidesOf(model, section, (edge) => (isDeviceEdge(model, edge) ? !isOpen(edge) : !now.cuts.has(edge)));
    if (parted) sides.set(section, parted);
    else sides.delete(section);
  };

  const isSuppliedThrough = (section: number, device: number): boolean => {
    const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
    return parted ? parted.via.includes(device) : via[section] === device;
  };

  /** These sections and all whose supply comes through them, which are left without any. */
  const suppliedThrough = (lost: ReadonlySet<number>): number[] => {
    round++;
    const region = [...lost];
    for (const section of region) inRegion[section] = round;
    for (let i = 0; i < region.length; i++) {
      const section = region[i] as number;
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        const next = other[slot] as number;
        if (inRegion[next] === round || !isSuppliedThrough(next, sections.devices[slot] as number)) continue;
        inRegion[next] = round;
        region.push(next);
      }
    }
    for (const section of region) {
      supply[section] = DARK;
      via[section] = NO_SUPPLY;
      const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
      parted?.live.fill(0);
      parted?.via.fill(NO_SUPPLY);
    }
    return region;
  };

  /**
   * Brings supply into the region from sources and generators in it, from what is live around it, and over the devices that were closed;
   * from there on to whatever had none.
   */
  const energise = (region: number[], closed: readonly number[]): void => {
    const at: number[] = [];
    const sideAt: number[] = [];
    const give = (section: number, node: number, device: number): void => {
      const flags = special[section] as number;
      if (flags & ISOLATED) return;
      const parted = flags & PARTED ? sides.get(section) : undefined;
      const side = parted ? (parted.of[node - parted.first] as number) : 0;
      if (parted) {
        if (parted.live[side] === 1) return;
        parted.live[side] = 1;
        parted.via[side] = device;
      } else {
        if (supply[section] === LIVE) return;
        supply[section] = LIVE;
        via[section] = device;
      }
      if (inRegion[section] !== round) {
        inRegion[section] = round;
        region.push(section);
      }
      at.push(section);
      sideAt.push(side);
    };
    const giveOver = (device: number, from: number, to: number): void => {
      if (nodeIsLive(from)) give(sectionOf[to] as number, to, device);
    };

    for (let i = 0, size = region.length; i < size; i++) {
      const section = region[i] as number;
      if (hasSource[section] === 1) for (const node of sourcesIn(section)) give(section, node, OF_ITS_OWN);
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        const next = other[slot] as number;
        if (openAt[slot] === 1 || inRegion[next] === round) continue;
        giveOver(sections.devices[slot] as number, endIn(next, slot), endIn(section, slot));
      }
    }
    for (const node of now.feeds) give(sectionOf[node] as number, node, OF_ITS_OWN);
    for (const device of closed) {
      const from = edges.from[device] as number;
      const to = edges.to[device] as number;
      giveOver(device, from, to);
      giveOver(device, to, from);
    }
    for (let section = at.pop(); section !== undefined; section = at.pop()) {
      const side = sideAt.pop() as number;
      const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        if (openAt[slot] === 1) continue;
        if (parted && parted.of[endIn(section, slot) - parted.first] !== side) continue;
        const next = other[slot] as number;
        if (supply[next] === LIVE && special[next] === 0) continue;
        give(next, endIn(next, slot), sections.devices[slot] as number);
      }
    }
    for (const section of region) {
      const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
      if (parted) supply[section] = !parted.live.includes(1) ? DARK : parted.live.includes(0) ? PARTLY : LIVE;
      if (section < sections.supplied) dark.set(section, supply[section] !== LIVE);
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
    const parted = (special[section] as number) & PARTED ? sides.get(section) : undefined;
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
