import { hasSection } from '@relight/shared/network/ranges';
import { deadSections } from '@relight/shared/operation/customers-out';
import type { Placement } from './placement.ts';
import type { PlacingRule } from './placer.ts';
import type { WaitingReport } from './waiting-reports.ts';

/** The simplest rule: a report joins the outage its service point is in, or means that the protective device before it opened. */
export const placeByNearestDevice: PlacingRule = (state, network, reports) => {
  const groups = new Map<string, { placement: Placement; reports: WaitingReport[] }>();
  const open = Object.values(state.incidents).map((incident) => ({ incident, dead: deadSections(incident) }));
  for (const report of reports) {
    const section = network.servicePoint(report.servicePoint)?.section;
    const known = open.find(({ dead }) => section !== undefined && hasSection(dead, section))?.incident;
    const device = network.protectiveAbove(report.servicePoint)[0]?.id;
    const key = known?.id ?? device;
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.reports.push(report);
    else if (known)
      groups.set(key, { placement: { kind: 'attach', incident: known.id, reports: [] }, reports: [report] });
    else if (device) {
      const ruling = { rule: 'nearestDevice', evidence: {} };
      groups.set(key, { placement: { kind: 'predict', device, ruling, absorbs: [], reports: [] }, reports: [report] });
    }
  }
  return [...groups.values()].map(({ placement, reports }) => ({ ...placement, reports }));
};
