import type { Dark, ElementFacts } from '../../network/facts.ts';
import type { Overlay } from '../../network/overlay.ts';
import type { Ranges } from '../../network/ranges.ts';
import { hasSection, subtractRanges, unionRanges } from '../../network/ranges.ts';

/** What hangs together between devices. Trunks have no customers of their own; sections of the fused laterals have 100 each. */
const ZONES: Readonly<Record<string, Ranges>> = {
  source: [],
  neighbour: [],
  trunk: [],
  behindR: [],
  behindF1: [0, 10],
  behindF2: [10, 20],
  behindF3: [20, 30],
};

/** `to` is the side that a device feeds in the normal state. T ties the lateral of F2 to a neighbouring feeder and is normally open. */
const DEVICES: Readonly<Record<string, { from: string; to: string; class: ElementFacts['class']; open?: true }>> = {
  B: { from: 'source', to: 'trunk', class: 'Breaker' },
  R: { from: 'trunk', to: 'behindR', class: 'Recloser' },
  F1: { from: 'behindR', to: 'behindF1', class: 'Fuse' },
  F2: { from: 'behindR', to: 'behindF2', class: 'Fuse' },
  F3: { from: 'trunk', to: 'behindF3', class: 'Fuse' },
  T: { from: 'neighbour', to: 'behindF2', class: 'LoadBreakSwitch', open: true },
};

/** A line in the first section of each lateral. Cut, it leaves 40 of that section's customers on the fuse's side. */
const LINES: Readonly<Record<string, { zone: string; section: number }>> = {
  L1: { zone: 'behindF1', section: 0 },
  L2: { zone: 'behindF2', section: 10 },
  L3: { zone: 'behindF3', section: 20 },
};
const LIT_BEFORE_CUT = 40;
const HOSPITAL = { servicePoint: 'sp-hospital', class: 'first', section: 5 } as const;

export const darkOnFeeder = (overlay: Overlay): Dark => {
  const isolated = new Set(overlay.isolated.map((id) => LINES[id]?.zone));
  const live = new Set(['source', 'neighbour']);
  for (const id of overlay.generators) {
    const zone = DEVICES[id]?.to;
    if (zone !== undefined && !isolated.has(zone)) live.add(zone);
  }
  for (let size = -1; size !== live.size; ) {
    size = live.size;
    for (const [id, { from, to, open }] of Object.entries(DEVICES)) {
      const closed = open ? overlay.closed.includes(id) : !overlay.opened.includes(id);
      if (!closed || isolated.has(from) || isolated.has(to)) continue;
      if (live.has(from)) live.add(to);
      else if (live.has(to)) live.add(from);
    }
  }
  let ranges: Ranges = [];
  for (const [zone, sections] of Object.entries(ZONES)) if (!live.has(zone)) ranges = unionRanges(ranges, sections);
  const lit: Dark['lit'][number][] = [];
  for (const id of overlay.cuts) {
    const line = LINES[id];
    if (!line || !live.has(line.zone)) continue;
    ranges = unionRanges(ranges, ZONES[line.zone] ?? []);
    lit.push({ section: line.section, customers: LIT_BEFORE_CUT, important: [] });
  }
  if (overlay.generators.includes(HOSPITAL.servicePoint) && hasSection(ranges, HOSPITAL.section)) {
    const { section, ...important } = HOSPITAL;
    lit.push({ section, customers: 1, important: [important] });
  }
  return { ranges, lit };
};

export const lostOnFeeder = (overlay: Overlay, id: string): Ranges => {
  const device = DEVICES[id];
  const now = darkOnFeeder(overlay).ranges;
  const without = device
    ? { ...overlay, opened: [...overlay.opened, id], closed: overlay.closed.filter((one) => one !== id) }
    : { ...overlay, isolated: [...overlay.isolated, id] };
  return subtractRanges(darkOnFeeder(without).ranges, now);
};

export const elementOnFeeder = (id: string): ElementFacts | undefined => {
  const common = { id, name: id, lon: 120, lat: 30, telemetered: id === 'B', normalOpen: false };
  const device = DEVICES[id];
  if (device)
    return {
      ...common,
      kind: 'device',
      class: device.class,
      operable: true,
      normalOpen: device.open === true,
      section: ZONES[device.to]?.[0] ?? 0,
    };
  const line = LINES[id];
  if (line) return { ...common, kind: 'conductor', class: 'ACLineSegment', operable: false, section: line.section };
  if (id !== HOSPITAL.servicePoint) return undefined;
  return { ...common, kind: 'node', class: 'EnergyConsumer', operable: false, section: HOSPITAL.section };
};
