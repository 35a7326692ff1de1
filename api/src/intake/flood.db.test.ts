import { MAX_METER_EVENTS } from '@relight/shared/http/meter-events';
import type { IntakeAnswer } from '@relight/shared/http/reports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../limits/limits.ts';
import { pointsBehind } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { createAdmission } from './admission.ts';
import { createIntake } from './intake.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const DOOR = '/api/operations/op/meter-events';
const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000).toISOString();
const points = [...pointsBehind('F1'), ...pointsBehind('F2')];
const event = (id: string, i: number, kind = 'lastGasp') => ({
  id,
  at: at(240),
  servicePoint: points[i % points.length],
  kind,
});
const send = (body: unknown, headers: Record<string, string> = {}) =>
  server.request(DOOR, {
    as: 'intake',
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const rows = async () =>
  (await server.database.sql<{ count: number }[]>`select count(*)::int as count from meter_events`)[0]?.count;

test('a flood is counted to the line: nothing lost, nothing twice, every bad line named, no log line for an event', async () => {
  const PER_BATCH = 250;
  const batches = Array.from({ length: 24 }, (_, b) => {
    const lines: string[] = [];
    const bad: number[] = [];
    for (let i = 0; i < PER_BATCH; i++) {
      const n = b * PER_BATCH + i;
      if (i % 50 === 7) {
        bad.push(lines.length);
        lines.push(
          i % 100 === 7 ? '{"id": "cut off' : JSON.stringify({ ...event(`x${n}`, n), servicePoint: 'nobody' }),
        );
      }
      lines.push(JSON.stringify(event(`e${n}`, n, b < 12 ? 'lastGasp' : 'noResponse')));
    }
    return { text: lines.join('\n'), bad };
  });
  const answers = await Promise.all(
    // Every batch twice, as senders do that heard no answer.
    [...batches, ...batches].map(async ({ text, bad }) => {
      const response = await send(text, { 'content-type': 'application/x-ndjson' });
      expect(response.status).toBe(200);
      const answer: IntakeAnswer = await response.json();
      expect(answer.rejected.map(({ index }) => index)).toEqual(bad);
      expect(new Set(answer.rejected.map(({ code }) => code))).toEqual(
        new Set(['malformedJson', 'servicePointUnknown']),
      );
      return answer;
    }),
  );
  const total = (name: 'accepted' | 'duplicates') => answers.reduce((sum, answer) => sum + answer[name], 0);
  expect(total('accepted')).toBe(24 * PER_BATCH);
  expect(total('duplicates')).toBe(24 * PER_BATCH);
  expect(await rows()).toBe(24 * PER_BATCH);
  await server.prediction.idle();
  const state = await server.operations.state('op');
  expect(Object.values(state?.incidents ?? {}).map(({ place }) => place.device)).toEqual(['R']);
  expect(state?.seq).toBeLessThan(20);
});

test('who comes too many is told when to come again, and nothing of it was taken', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { sql } = server.database;
  const operations = {
    state: async (id: string) => {
      await held;
      return server.operations.state(id);
    },
    now: server.operations.now,
  };
  const intake = createIntake({
    sql,
    operations,
    facts: server.facts,
    waiting: () => {},
    admission: createAdmission({ ...LIMITS.intake, lines: 100 }),
  });
  const lines = (from: number) => Array.from({ length: 80 }, (_, i) => ({ value: event(`e${from + i}`, i) }));
  const first = intake.takeMeterEvents('op', lines(0));
  const second = intake.takeMeterEvents('op', lines(80));
  await expect(second).rejects.toMatchObject({
    status: 429,
    headers: { 'Retry-After': expect.stringMatching(/^\d+$/) },
  });
  release();
  expect(await first).toEqual({ accepted: 80, duplicates: 0, rejected: [] });
  expect(await rows()).toBe(80);
  expect(await intake.takeMeterEvents('op', lines(80))).toMatchObject({ accepted: 80 });
  expect(await rows()).toBe(160);
});

/** Bodies of one sender each, whose pieces arrive when the test says so. */
const bodiesOf = (admission: ReturnType<typeof createAdmission>) => (sender: string) => {
  let end = () => {};
  let arrive: (length: number) => void = () => {};
  const done = admission.body(sender, (arrived) => {
    arrive = arrived;
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  return {
    arrive: (length: number) => arrive(length),
    end: () => {
      end();
      return done;
    },
  };
};

test('bodies in memory are bounded by what has arrived of them, and what is over gives its room back', async () => {
  const body = bodiesOf(createAdmission({ ...LIMITS.intake, bytes: 1000, bytesPerSender: 1000 }));
  const first = body('a');
  first.arrive(400);
  first.arrive(500);
  const second = body('b');
  second.arrive(100);
  expect(() => second.arrive(1)).toThrow(expect.objectContaining({ status: 429 }));
  await first.end();
  second.arrive(900);
  await second.end();
  const alone = body('a');
  expect(() => alone.arrive(5000)).not.toThrow();
  await alone.end();
});

test('bodies that have only been promised keep nobody out', () => {
  const body = bodiesOf(createAdmission({ ...LIMITS.intake, bytes: 1000, bytesPerSender: 600 }));
  for (const slow of [body('slow'), body('slow'), body('slow')]) slow.arrive(1);
  expect(() => body('a').arrive(600)).not.toThrow();
});

test('one sender leaves room for others', async () => {
  const admission = createAdmission({ bytes: 1000, bytesPerSender: 600, lines: 100, linesPerSender: 60 });
  const body = bodiesOf(admission);
  body('greedy').arrive(500);
  expect(() => body('greedy').arrive(200)).toThrow(expect.objectContaining({ status: 429, code: 'busy' }));
  expect(() => body('modest').arrive(200)).not.toThrow();
  const never = () => new Promise<void>(() => {});
  void admission.lines('greedy', 50, never);
  await expect(admission.lines('greedy', 20, never)).rejects.toMatchObject({ status: 429 });
  expect(await admission.lines('modest', 20, async () => 'in')).toBe('in');
});

test('too many lines, or too long a body, are refused as a whole', async () => {
  const many = Array.from({ length: MAX_METER_EVENTS + 1 }, (_, i) => ({ id: `e${i}` }));
  expect((await send(many)).status).toBe(413);
  expect((await send('[]', { 'content-length': '900000000' })).status).toBe(413);
  expect(await rows()).toBe(0);
});
