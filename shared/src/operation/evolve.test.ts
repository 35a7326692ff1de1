import { expect, test } from 'vitest';
import { allOut } from '../readings/figures-out.ts';
import { figuresAt, NOBODY } from './customers-out.ts';
import { EVENT_FIXTURES } from './event-fixtures.ts';
import type { OperationEvent, RecordedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { initialState } from './state.ts';

const place = {
  device: 'F1',
  deviceClass: 'Fuse',
  name: 'F1',
  nameEn: null,
  feeder: 'FD',
  substation: 'SS',
  lon: 120,
  lat: 30,
};
const instant = (seq: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + seq * 7_000).toISOString();
const extent = (customers: number) => ({ ranges: [], customers, important: [], area: 'urban' }) as const;

/** Forty outages that begin, move, merge, come back in parts, are reopened, end, and are spoken of when they are gone. */
const STORM: readonly RecordedEvent[] = Array.from({ length: 600 }, (_, index) => {
  const seq = index + 1;
  const incident = `inc_${(index * 7) % 40}` as const;
  const into = `inc_${(index * 3 + 1) % 40}` as const;
  const customers = 50 + (index % 13);
  const events: readonly OperationEvent[] = [
    {
      type: 'incidentOpened',
      incident,
      number: seq,
      place,
      outline: null,
      extent: extent(customers),
      since: instant(seq),
      hazard: false,
      confirmedBy: 'telemetry',
      priority: 2,
      note: null,
    },
    { type: 'outageMoved', incident, place, extent: extent(customers), ruling: null, priority: 2 },
    {
      type: 'supplyRestored',
      incident,
      step: `stp_${seq}`,
      means: 'repair',
      ranges: [],
      customers: 5,
      customersLeft: index % 2,
      customerMinutes: 1,
      verification: null,
      occurredAt: instant(seq),
    },
    {
      type: 'incidentReopened',
      incident,
      reason: 'outAgain',
      ranges: [],
      customers: 3,
      customerMinutesReturned: 0,
    },
    { type: 'incidentMerged', incident, into, extent: extent(customers), priority: 2 },
    { type: 'incidentClosed', incident, cause: 'treeDown', note: null, customersInterrupted: 1, customerMinutes: 1 },
  ];
  const event = events[(index * index) % 11 < 5 ? 0 : index % events.length] as OperationEvent;
  return { seq, at: instant(seq), actor: { id: 'system', role: 'system' }, command: `cmd-${seq}`, event };
});

test.each([
  ['the stored log', EVENT_FIXTURES],
  ['a storm', STORM],
])('%s leads to the same state line by line and all at once, and the curve ends at the sum', (_, log) => {
  let state = initialState;
  for (const line of log) {
    state = evolve(state, line);
    const last = state.curve.at(-1);
    expect(last === undefined ? NOBODY : figuresAt(last)).toEqual(allOut(state));
  }
  const { incidents, ...rest } = fold(initialState, log);
  expect({ ...rest, incidents }).toEqual(state);
  // The order counts too: lists are made from it.
  expect(Object.keys(incidents)).toEqual(Object.keys(state.incidents));
});

test('a state that was given away is never changed, whatever follows', () => {
  const before = fold(initialState, STORM.slice(0, 300));
  const copy = structuredClone(before);
  const after = fold(before, STORM.slice(300));
  expect(before).toEqual(copy);
  const kept = structuredClone(after);
  evolve(after, STORM[0] as RecordedEvent);
  expect(after).toEqual(kept);
});
