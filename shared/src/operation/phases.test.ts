import { expect, test } from 'vitest';
import { buildNetwork } from '../network/build.ts';
import { PHASES } from '../network/model.ts';
import { networkFacts } from '../network/network-facts.ts';
import { ABC } from '../network/phases.ts';
import { columnsOf, type NetworkFeature } from '../network/testing/features.ts';
import { customersOut, totalCustomersOut } from './customers-out.ts';
import type { EventOf } from './events.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { dispatcher } from './testing/world.ts';
import type { SwitchingAction } from './vocabulary.ts';

const node = (id: string, nodeClass: 'EnergySource' | 'ConnectivityNode' | 'EnergyConsumer', customers?: number) =>
  ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [120, 30] },
    properties: { id, class: nodeClass, ...(customers === undefined ? {} : { customers }) },
  }) satisfies NetworkFeature;
const edge = (id: string, edgeClass: 'Fuse' | 'ACLineSegment', from: string, to: string) =>
  ({ type: 'Feature', geometry: null, properties: { id, class: edgeClass, from, to } }) satisfies NetworkFeature;

/** A street behind three single-phase fuses: 5 customers on phase A, 7 on B, 3 who need all three; nobody on C alone. */
const street = () => {
  const columns = columnsOf([
    node('source', 'EnergySource'),
    node('bus', 'ConnectivityNode'),
    ...['A', 'B', 'C'].map((phase) => edge(`fuse${phase}`, 'Fuse', 'source', 'bus')),
    node('onA', 'EnergyConsumer', 5),
    node('onB', 'EnergyConsumer', 7),
    node('onAll', 'EnergyConsumer', 3),
    edge('dropA', 'ACLineSegment', 'bus', 'onA'),
    edge('dropB', 'ACLineSegment', 'bus', 'onB'),
    edge('dropAll', 'ACLineSegment', 'bus', 'onAll'),
  ]);
  const { A, B, C } = PHASES;
  const bits: Readonly<Record<string, number>> = { fuseA: A, fuseB: B, fuseC: C, dropA: A, dropB: B };
  const phases = Uint8Array.from(columns.edges.ids, (id) => bits[id] ?? ABC);
  return networkFacts(buildNetwork({ ...columns, edges: { ...columns.edges, phases } }));
};

let steps = 0;
const step = (...operations: `${SwitchingAction} ${string}`[]): TestCommand => ({
  type: 'recordSwitching',
  step: `stp_${++steps}`,
  incident: 'inc_a',
  verification: 'crew',
  operations: operations.map((it) => {
    const [action, element] = it.split(' ') as [SwitchingAction, string];
    return { action, element };
  }),
});
const outageAt = (device: string): Scenario =>
  given(street()).and({
    type: 'openIncident',
    incident: 'inc_a',
    site: { type: 'device', device },
    since: '2026-11-24T08:01:00.000Z',
    reason: 'crewFinding',
    hazard: false,
  });

test('an outage at a single-phase fuse counts whose phase it is, and who needs all three', () => {
  expect(totalCustomersOut(outageAt('fuseA').state)).toBe(8);
  expect(totalCustomersOut(outageAt('fuseB').state)).toBe(10);
  expect(totalCustomersOut(outageAt('fuseC').state)).toBe(3);
});

test('another phase out adds its own customers; each is restored when the last phase it needs is back', () => {
  const both = outageAt('fuseA').and(step('open fuseB'), { minutes: 10 });
  expect(totalCustomersOut(both.state)).toBe(15);
  const backA = both.and(step('close fuseA'), { minutes: 10 });
  expect(totalCustomersOut(backA.state)).toBe(10);
  const all = backA.and(step('close fuseB'), { minutes: 10 });
  const incident = all.state.incidents.inc_a;
  expect(incident && customersOut(incident)).toBe(0);
  expect(incident?.status).toBe('restored');
  // On A for 21 minutes, on all three for 31, on B for 20.
  expect(incident?.customerMinutes).toBe(5 * 21 + 3 * 31 + 7 * 20);
});

test('telemetry that sees one fuse open counts its phase', () => {
  const tripped = given(street()).and({
    type: 'recordTelemetry',
    step: 'stp_t',
    positions: [
      {
        device: 'fuseB',
        position: 'open',
        commanded: false,
        occurredAt: '2026-11-24T08:01:00.000Z',
        incident: 'inc_t',
      },
    ],
  });
  expect(totalCustomersOut(tripped.state)).toBe(10);
});

const tagged = (scenario: Scenario, ...devices: string[]): Scenario =>
  devices.reduce(
    (all, device) => all.and({ type: 'placeTag', tag: `tag_${device}`, device, incident: 'inc_a' }),
    scenario,
  );
const permit = (...isolation: string[]): TestCommand => ({
  type: 'issuePermit',
  permit: 'pmt_1',
  incident: 'inc_a',
  crew: 'crew_one',
  isolation,
  backFeedsIsolated: true,
  groundsConfirmed: true,
});

test('nobody is let to work where another phase is under voltage, or could be', () => {
  const actor = dispatcher;
  const one = tagged(outageAt('fuseA').and(step('open fuseA')), 'fuseA');
  expect(one.when(permit('fuseA'), { actor }).refusal).toBe('permitZoneSupplied');
  const all = tagged(one.and(step('open fuseB', 'open fuseC')), 'fuseB', 'fuseC');
  // Dead as things are, but two of the fuses that part it are no isolation points: they may be closed.
  expect(all.when(permit('fuseA'), { actor }).refusal).toBe('permitZoneSupplied');
  expect(all.when(permit('fuseA', 'fuseB', 'fuseC'), { actor }).refusal).toBeUndefined();
});

test('a phase on which nobody lives is not closed on a fault', () => {
  const faulty = outageAt('fuseA')
    .and(step('open fuseC'))
    .and({ type: 'locateFault', incident: 'inc_a', element: 'dropAll' });
  expect(faulty.when(step('close fuseC')).refusal).toBe('faultNotRepaired');
});

test('a generator is not met by a single phase', () => {
  const fed = outageAt('fuseA')
    .and(step('open fuseA', 'open fuseB', 'open fuseC'))
    .and(step('connectGenerator fuseA'));
  expect(totalCustomersOut(fed.state)).toBe(0);
  expect(fed.when(step('close fuseB')).refusal).toBe('wouldFeedBack');
  const steps = fed.when(step('disconnectGenerator fuseA', 'close fuseB')).events.map(({ type }) => type);
  expect(steps).toContain('supplyLost' satisfies EventOf<'supplyLost'>['type']);
});
