import type { Ranges } from '@relight/shared/network/ranges';
import { countSections } from '@relight/shared/network/ranges';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { initialState } from '@relight/shared/operation/state';
import { incidentLike } from '@relight/shared/operation/testing/incident';
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
  const customers = countSections(ranges) * 10;
  const customersBack = countSections(back) * 10;
  return incidentLike({
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
    extent: { ranges, customers, important: [], area: 'urban' },
    restored: { ranges: back, customers: customersBack, important: [] },
    since: at,
    outSince: at,
    reportedAt: at,
    steps:
      back.length === 0
        ? []
        : [
            {
              id: 'stp_1',
              at,
              means: 'switching',
              ranges: back,
              customers: customersBack,
              customersLeft: customers - customersBack,
              verification: null,
              groups: [],
            },
          ],
    restoredAt: of.status === 'restored' ? at : null,
  });
};

export const stateWith = (incidents: readonly Incident[], more: Partial<OperationState> = {}): OperationState => ({
  ...initialState,
  network: 'test-1',
  incidents: Object.fromEntries(incidents.map((incident) => [incident.id, incident])),
  ...more,
});
