import type { Ranges } from '@relight/shared/network/ranges';
import { countSections } from '@relight/shared/network/ranges';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { initialState } from '@relight/shared/operation/state';
import type { IncidentStatus } from '@relight/shared/operation/vocabulary';

/** An incident in a few words: ten customers a section, in the middle of nowhere. */
export const incidentWith = (of: {
  readonly number: number;
  readonly status?: IncidentStatus;
  readonly priority?: number;
  readonly ranges?: Ranges;
  readonly back?: Ranges;
  readonly at?: string;
}): Incident => {
  const ranges = of.ranges ?? [of.number * 10, of.number * 10 + 5];
  const back = of.back ?? [];
  const at = of.at ?? '2026-11-23T06:00:00.000Z';
  return {
    id: `inc_${of.number}`,
    number: of.number,
    status: of.status ?? 'confirmed',
    priority: of.priority ?? 1,
    place: {
      device: `sw-${of.number}`,
      deviceClass: 'LoadBreakSwitch',
      name: `文晖线 #${of.number}`,
      nameEn: `Wenhui #${of.number}`,
      feeder: 'F1',
      substation: 'S1',
      lon: 120 + of.number / 100,
      lat: 30,
    },
    outline: null,
    extent: { ranges, customers: countSections(ranges) * 10, important: [], area: 'urban' },
    restored: { ranges: back, customers: countSections(back) * 10, important: [] },
    since: at,
    outSince: at,
    reportedAt: at,
    reports: { count: 0, lastAt: null },
    hazard: false,
    ruling: null,
    confirmed: null,
    etr: null,
    firstArrivalAt: null,
    steps:
      back.length === 0
        ? []
        : [
            {
              id: 'stp_1',
              at,
              means: 'switching',
              ranges: back,
              customers: countSections(back) * 10,
              customersLeft: countSections(ranges) * 10 - countSections(back) * 10,
              verification: null,
              groups: [],
            },
          ],
    customerMinutes: 0,
    restoredAt: of.status === 'restored' ? at : null,
    notes: 0,
    holdsOpen: true,
    locked: false,
    fault: null,
    nestedIn: null,
    lostLater: [],
    absorbed: [],
    partly: [],
    temporary: 0,
    changedSeq: 1,
  };
};

export const stateWith = (incidents: readonly Incident[], more: Partial<OperationState> = {}): OperationState => ({
  ...initialState,
  network: 'test-1',
  incidents: Object.fromEntries(incidents.map((incident) => [incident.id, incident])),
  ...more,
});
