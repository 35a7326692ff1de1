import { expect, test } from 'vitest';
import type { OperationEvent, RecordedEvent } from '../../../operation/events.ts';
import { outageHistory } from './past-outages.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 4, 5, 4, minute)).toISOString();
const log = (events: readonly (readonly [minute: number, event: OperationEvent])[]): RecordedEvent[] =>
  events.map(([minute, event], i) => ({
    seq: i + 1,
    at: at(minute),
    actor: { id: 'system', role: 'system' },
    command: `cmd_${i}` as RecordedEvent['command'],
    event,
  }));
const incident = (name: string) => `inc_${name}` as const;
const place = (device: string) => ({
  device,
  deviceClass: 'Fuse',
  name: device,
  nameEn: null,
  feeder: '',
  substation: '',
  lon: 120,
  lat: 30,
});
const predicted = (name: string, device: string, probability: number, same: string[] = []): OperationEvent =>
  ({
    type: 'outagePredicted',
    incident: incident(name),
    number: 1,
    place: place(device),
    extent: { ranges: [0, 1], customers: 80, important: [], area: 'urban' },
    since: at(0),
    reports: { ids: [], firstAt: at(0), lastAt: at(0), hazard: false },
    ruling: {
      rule: 'bayes',
      evidence: {},
      probability,
      same: same.map((other) => ({ device: other, name: other, nameEn: null })),
    },
    priority: 2,
  }) as OperationEvent;
const moved = (name: string, device: string, probability: number | null): OperationEvent =>
  ({
    type: 'outageMoved',
    incident: incident(name),
    place: place(device),
    extent: { ranges: [0, 2], customers: 200, important: [], area: 'urban' },
    ruling: probability === null ? null : { rule: 'bayes', evidence: {}, probability },
    priority: 2,
  }) as OperationEvent;
const confirmed = (name: string): OperationEvent => ({
  type: 'outageConfirmed',
  incident: incident(name),
  reason: 'crewFinding',
});
const restored = (name: string, minute: number): OperationEvent =>
  ({
    type: 'supplyRestored',
    incident: incident(name),
    step: 'stp_1',
    means: 'repair',
    ranges: [0, 2],
    customers: 200,
    customersLeft: 0,
    customerMinutes: 1,
    verification: null,
    occurredAt: at(minute),
  }) as OperationEvent;
const kindOf = () => 'fuse' as const;

test('a confirmed outage with its calls, also those that came to an incident that it took in', () => {
  const events = log([
    [1, predicted('a', 'F1', 0.6)],
    [2, predicted('b', 'F2', 0.5)],
    [3, moved('a', 'R1', 0.7)],
    [
      3,
      {
        type: 'incidentMerged',
        incident: incident('b'),
        into: incident('a'),
        extent: { ranges: [0, 2], customers: 200, important: [], area: 'urban' },
        priority: 2,
      },
    ],
    [9, confirmed('a')],
    [90, restored('a', 88)],
  ]);
  const reports = [
    { incident: 'inc_a', at: Date.parse(at(5)) },
    { incident: 'inc_b', at: Date.parse(at(2)) },
  ];
  const history = outageHistory(events, reports, kindOf);
  expect(history.confirmed).toEqual([
    {
      device: 'R1',
      kind: 'fuse',
      customers: 200,
      since: Date.parse(at(0)),
      restoredAt: Date.parse(at(88)),
      calls: [Date.parse(at(2)), Date.parse(at(5))],
    },
  ]);
  expect(history.statements).toEqual([{ kind: 'fuse', stated: 0.7, right: true }]);
});

test('a statement is right for a device with the same customers, and wrong when the crew found another or nothing', () => {
  const events = log([
    [1, predicted('a', 'F1', 0.9, ['T1'])],
    [2, confirmed('a')],
    [3, moved('a', 'T1', null)],
    [1, predicted('b', 'F2', 0.8)],
    [2, confirmed('b')],
    [3, moved('b', 'T2', null)],
    [1, predicted('c', 'F3', 0.7)],
    [4, { type: 'incidentCancelled', incident: incident('c'), reason: 'customerSide', note: null }],
    [1, predicted('d', 'F4', 0.6)],
  ]);
  const history = outageHistory(events, [{ incident: 'inc_c', at: Date.parse(at(1)) }], kindOf);
  expect(history.statements.map(({ stated, right }) => [stated, right])).toEqual([
    [0.9, true],
    [0.8, false],
    [0.7, false],
  ]);
  expect(history.strayCalls).toBe(1);
});
