import type { Dark, Extent } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { hasSection, subtractRanges, unionRanges } from '../ranges.ts';
import { darkAt } from './dark-under.ts';
import type { Supply } from './supply.ts';
import { isDeviceEdge } from './switched.ts';

/** The overlay with one more element out: a device open, a conductor's section out of service. */
export const without = (model: NetworkModel, overlay: Overlay, edge: number): Overlay => {
  const { edges } = model;
  const id = edges.ids[edge] as string;
  if (!isDeviceEdge(model, edge)) return { ...overlay, isolated: [...overlay.isolated, id] };
  return edges.normalOpen[edge] === 1
    ? { ...overlay, closed: overlay.closed.filter((one) => one !== id) }
    : { ...overlay, opened: [...overlay.opened, id] };
};

/** Sections that lose supply, wholly or partly, when one more element is out. */
export const lostAt = (model: NetworkModel, supply: Supply, overlay: Overlay, edge: number): Ranges => {
  const before = darkAt(model, supply.at(overlay)).ranges;
  return subtractRanges(darkAt(model, supply.at(without(model, overlay, edge))).ranges, before);
};

/**
 * What loses supply when one more element is out. A section that loses only a part is listed whole, and its customers who keep their
 * supply, or had none before, are not counted.
 */
export const belowAt = (
  model: NetworkModel,
  supply: Supply,
  overlay: Overlay,
  edge: number,
  extentOf: (ranges: Ranges) => Extent,
): Extent => {
  const before = darkAt(model, supply.at(overlay));
  const after = darkAt(model, supply.at(without(model, overlay, edge)));
  const fresh = subtractRanges(after.ranges, before.ranges);
  const litAfter = new Map(after.lit.map((one) => [one.section, one]));
  const losses = before.lit.flatMap((lit) => partLost(lit, litAfter.get(lit.section)));
  const extent = extentOf(
    unionRanges(
      fresh,
      unionRanges(
        losses.flatMap(({ section }) => [section, section + 1]),
        [],
      ),
    ),
  );

  let customers = extentOf(fresh).customers;
  const kept = new Set<string>();
  for (const { section, customers: lit, important } of after.lit) {
    if (!hasSection(fresh, section)) continue;
    customers -= lit;
    for (const { servicePoint } of important) kept.add(servicePoint);
  }
  const lostBeside = new Set<string>();
  for (const loss of losses) {
    customers += loss.customers;
    for (const { servicePoint } of loss.important) lostBeside.add(servicePoint);
  }
  const freshImportant = new Set(extentOf(fresh).important.map((one) => one.servicePoint));
  const important = extent.important.filter(
    ({ servicePoint }) => (freshImportant.has(servicePoint) && !kept.has(servicePoint)) || lostBeside.has(servicePoint),
  );
  return { ...extent, customers, important };
};

/** What a section that was partly dark loses of the part that had supply. */
const partLost = (before: Dark['lit'][number], after: Dark['lit'][number] | undefined): Dark['lit'] => {
  const kept = new Set(after?.important.map((one) => one.servicePoint));
  const customers = before.customers - (after?.customers ?? 0);
  const important = before.important.filter(({ servicePoint }) => !kept.has(servicePoint));
  return customers > 0 || important.length > 0 ? [{ section: before.section, customers, important }] : [];
};
