import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import type { Ranges } from '../ranges.ts';
import { abnormalSections } from './abnormal-sections.ts';
import { darkSections } from './dark-sections.ts';
import type { Phase } from './phase.ts';
import { sectionGraph } from './section-graph.ts';
import type { Sides } from './sides.ts';
import { NO_SUPPLY, OF_ITS_OWN, sidesOf } from './sides.ts';
import type { Switched } from './switched.ts';
import { isDeviceEdge } from './switched.ts';

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
   * Takes account of what has changed in the state that it follows. Every section with supply knows the device that brings it, so that an
   * opening costs what was supplied through it and a closing what it supplies, however large the network is. Where everything behind a
   * device is as it normally is, it costs no more than to mark the interval of sections that its number stands for.
   */
  readonly follow: (changed: Switched) => void;
  /** DARK, LIVE or PARTLY. */
  readonly supplyOf: (section: number) => number;
  readonly nodeIsLive: (node: number) => boolean;
  readonly isOpen: (device: number) => boolean;
  /** Sections by number that cuts, or conductors without the phase, have parted. */
  readonly sides: ReadonlyMap<number, Sides>;
  /** Sections with supply in the normal state that lack it, wholly or partly. */
  readonly dark: () => Ranges;
};

/**
 * Follows a switching state from where that is normal, which the section numbers already say.
 * @param now the state; it changes, and `follow` is told what
 * @param phase to follow one phase alone: what does not carry it is open or cut at all times
 */
export const energiser = (model: NetworkModel, now: Switched, phase?: Phase): Energiser => {
  const { nodes, edges, sections } = model;
  const { sectionOf, other, hasSource } = sectionGraph(model);
  /** By slot: 1 where its device is open. */
  const openAt = new Uint8Array(sections.devices.length);
  const supply = new Uint8Array(sections.count).fill(LIVE, 0, sections.supplied);
  /** The device through which supply comes, OF_ITS_OWN or NO_SUPPLY. Parted sections hold it by side. */
  const via = sections.entry.slice().fill(NO_SUPPLY, sections.supplied);
  const dark = darkSections(sections.supplied);
  const sides = new Map<number, Sides>();
  /** By section: whether the maps and sets below have to be asked. */
  const special = new Uint8Array(sections.count);
  const inRegion = new Uint32Array(sections.count);
  let round = 0;
  const abnormal = abnormalSections(sections.count);
  /** Cuts by section; conductors without the phase are among them. */
  const cutsIn = new Map<number, number>();

  const carries = (edge: number): boolean => phase === undefined || phase.carries(edge);
  const isOpen = (device: number): boolean =>
    !carries(device) || (edges.normalOpen[device] === 1) !== now.toggled.has(device);
  const sectionOfCut = (edge: number): number => sectionOf[edges.from[edge] as number] as number;
  const countCut = (section: number, by: number): void => {
    const count = (cutsIn.get(section) ?? 0) + by;
    if (count === 0) cutsIn.delete(section);
    else cutsIn.set(section, count);
  };

  /** The sides of a section that is parted: most are not, and need not be looked for. */
  const partedAt = (section: number): Sides | undefined =>
    (special[section] as number) & PARTED ? sides.get(section) : undefined;

  const follow = (changed: Switched): void => {
    const lost = new Set<number>();
    const closed: number[] = [];
    const recut = new Set<number>();
    let devices = 0;
    let only = -1;
    for (const edge of changed.cuts) {
      if (!carries(edge)) continue;
      const section = sectionOfCut(edge);
      const by = now.cuts.has(edge) ? 1 : -1;
      countCut(section, by);
      abnormal.add(section, by);
      recut.add(section);
    }
    for (const device of changed.toggled) {
      if (!carries(device)) continue;
      const a = sectionOf[edges.from[device] as number] as number;
      const b = sectionOf[edges.to[device] as number] as number;
      if (a === b) {
        // A bypass inside a section matters only while the section is cut.
        if (cutsIn.has(a)) recut.add(a);
        continue;
      }
      const by = now.toggled.has(device) ? 1 : -1;
      abnormal.add(a, by);
      abnormal.add(b, by);
      setOpen(device, a);
      setOpen(device, b);
      devices++;
      only = device;
    }
    for (const section of changed.isolated) {
      abnormal.add(section, now.isolated.has(section) ? 1 : -1);
      lost.add(section);
    }
    for (const node of changed.feeds) {
      const section = sectionOf[node] as number;
      abnormal.add(section, now.feeds.has(node) ? 1 : -1);
      lost.add(section);
    }
    for (const section of recut) lost.add(section);
    if (devices === 1 && lost.size === 0 && shift(only)) return;

    for (const device of changed.toggled) {
      if (!carries(device)) continue;
      const a = sectionOf[edges.from[device] as number] as number;
      const b = sectionOf[edges.to[device] as number] as number;
      if (a === b) continue;
      if (!isOpen(device)) closed.push(device);
      for (const section of [a, b]) if (isSuppliedThrough(section, device)) lost.add(section);
    }
    if (lost.size + closed.length === 0) return;

    const region = suppliedThrough(lost);
    for (const section of recut) part(section);
    for (const section of lost) special[section] = specialOf(section);
    energise(region, closed);
  };

  const specialOf = (section: number): number =>
    (now.isolated.has(section) || phase?.sleeps(section) ? ISOLATED : 0) | (sides.has(section) ? PARTED : 0);

  /**
   * Opens or closes a device behind which all is as normal and nothing else brings supply: an interval of sections goes out or comes back
   * as one. False where that is not so.
   */
  const shift = (device: number): boolean => {
    const from = edges.from[device] as number;
    const to = edges.to[device] as number;
    const a = sectionOf[from] as number;
    const b = sectionOf[to] as number;
    const section = Math.max(a, b);
    if (section >= sections.supplied || sections.entry[section] !== device || sections.held[section] === 1)
      return false;
    const end = sections.end[section] as number;
    const opens = isOpen(device);
    if (abnormal.within(section, end) !== (opens ? 1 : 0)) return false;
    if (opens === (supply[section] !== LIVE)) return true;
    if (!opens && !nodeIsLive(a === section ? to : from)) return true;
    supply.fill(opens ? DARK : LIVE, section, end);
    if (opens) via.fill(NO_SUPPLY, section, end);
    else via.set(sections.entry.subarray(section, end), section);
    for (let one = section; one < end; one++) dark.set(one, isShort(one));
    return true;
  };

  /** Whether a section lacks, wholly or partly, what it normally has. */
  const isShort = (section: number): boolean => {
    const parted = partedAt(section);
    if (phase === undefined) return supply[section] !== LIVE;
    if (!phase.isIn(section)) return false;
    if (!parted) return supply[section] !== LIVE;
    const end = sections.nodeStart[section + 1] as number;
    for (let node = parted.first; node < end; node++)
      if (phase.reaches(node) && parted.live[parted.of[node - parted.first] as number] === 0) return true;
    return false;
  };

  const setOpen = (device: number, section: number): void => {
    const value = isOpen(device) ? 1 : 0;
    const end = sections.deviceStart[section + 1] as number;
    for (let slot = sections.deviceStart[section] as number; slot < end; slot++)
      if (sections.devices[slot] === device) openAt[slot] = value;
  };

  const part = (section: number): void => {
    const conducts = (edge: number): boolean =>
      isDeviceEdge(model, edge) ? !isOpen(edge) : !now.cuts.has(edge) && carries(edge);
    const parted = cutsIn.has(section) && !phase?.sleeps(section) ? sidesOf(model, section, conducts) : undefined;
    if (parted) sides.set(section, parted);
    else sides.delete(section);
  };

  const isSuppliedThrough = (section: number, device: number): boolean => {
    const parted = partedAt(section);
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
      const parted = partedAt(section);
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
      const parted = partedAt(section);
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
      const parted = partedAt(section);
      if (parted) supply[section] = !parted.live.includes(1) ? DARK : parted.live.includes(0) ? PARTLY : LIVE;
      if (section < sections.supplied) dark.set(section, isShort(section));
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
    const parted = partedAt(section);
    return parted ? parted.live[parted.of[node - parted.first] as number] === 1 : supply[section] === LIVE;
  };

  /** A phase may reach a section in another way than the section numbers say, where devices of single phases lie side by side. */
  const startOver = (): void => {
    for (let edge = 0; edge < edges.ids.length; edge++) {
      if (carries(edge)) continue;
      const ends = [edges.from[edge], edges.to[edge]].map((node) => sectionOf[node as number] as number);
      if (!isDeviceEdge(model, edge)) countCut(ends[0] as number, 1);
      for (const section of new Set(ends)) abnormal.add(section, 1);
    }
    for (const section of cutsIn.keys()) part(section);
    for (let section = 0; section < sections.count; section++) special[section] = specialOf(section);
    round++;
    inRegion.fill(round);
    supply.fill(DARK);
    via.fill(NO_SUPPLY);
    energise(
      Array.from({ length: sections.count }, (_, section) => section),
      [],
    );
  };

  for (let slot = 0; slot < openAt.length; slot++) openAt[slot] = isOpen(sections.devices[slot] as number) ? 1 : 0;
  if (phase !== undefined) startOver();

  return {
    at: () => now,
    follow,
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
