import { expect, test } from 'vitest';
import { EVENT_FIXTURES } from './event-fixtures.ts';
import { eventSchema, type OperationEvent, recordedEvent } from './events.ts';
import { fold } from './evolve.ts';
import { initialState } from './state.ts';
import { upcast } from './upcast.ts';

test('every event that was ever written can be read, and nothing in it is lost', () => {
  for (const { event, ...line } of EVENT_FIXTURES) {
    const read = { ...line, event: upcast(event) };
    expect(recordedEvent.parse(read)).toEqual(read);
  }
});

test('there is a fixture of every type of event', () => {
  const stored = new Set<string>(EVENT_FIXTURES.map(({ event }) => event.type));
  expect(eventSchema.options.map((option) => option.shape.type.value).filter((type) => !stored.has(type))).toEqual([]);
});

test('the stored log leads to a state in which its incidents are finished', () => {
  const state = fold(initialState, EVENT_FIXTURES);
  expect(state.seq).toBe(EVENT_FIXTURES.length);
  expect(state.finished.recent.map(({ end }) => end)).toEqual([
    'merged',
    'closed',
    'cancelled',
    'merged',
    'merged',
    'merged',
  ]);
});

test('an old shape is brought up step by step, also over a change of its name', () => {
  const upcasters = {
    first: (it: Readonly<Record<string, unknown>>) => ({ ...it, type: 'second' }),
    second: (it: Readonly<Record<string, unknown>>) => ({ ...it, more: 1 }),
  };
  expect(upcast({ type: 'first', a: 1 }, upcasters)).toEqual({ type: 'second', a: 1, more: 1 });
});

test('an event of a newer program passes as it is, and only moves the log on', () => {
  const event = upcast({ type: 'neverHeardOf', x: 1 }) as OperationEvent;
  const line = {
    seq: 1,
    at: '2026-11-24T08:00:00.000Z',
    actor: { id: 'a', role: 'system' },
    command: 'c',
    event,
  } as const;
  expect(fold(initialState, [line])).toEqual({ ...initialState, seq: 1 });
});

test('what is no event is refused', () => {
  expect(() => upcast('operationOpened')).toThrow(TypeError);
  expect(() => upcast({})).toThrow(TypeError);
});
