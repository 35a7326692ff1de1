import { describe, expect, test } from 'vitest';
import { makeServerClock } from './server-clock.ts';

const SERVER = Date.parse('2026-11-24T08:00:00.000Z');
const said = (ms: number) => new Date(SERVER + ms).toISOString();

describe("the server's clock", () => {
  test('is right on a machine whose own clock is wrong', () => {
    const clock = makeServerClock(() => 1000);
    clock.observe(said(0));
    expect(clock.now()).toBe(SERVER);
  });

  test('believes the message that travelled least', () => {
    let local = 0;
    const clock = makeServerClock(() => local);
    clock.observe(said(0));
    local = 2000;
    clock.observe(said(2000 - 900));
    expect(Math.abs(clock.now() - (SERVER + 2000))).toBeLessThan(10);
  });

  test('follows a clock that was set, and one that runs fast', () => {
    let local = 0;
    const clock = makeServerClock(() => local);
    clock.observe(said(0));
    local = 3_600_000;
    clock.observe(said(1000));
    expect(clock.now()).toBe(SERVER + 1000);

    // Half a millisecond too fast every second, for an hour.
    for (let second = 1; second <= 3600; second++) {
      local = 3_600_000 + second * 1000.5;
      clock.observe(said(1000 + second * 1000));
    }
    expect(Math.abs(clock.now() - (SERVER + 1000 + 3_600_000))).toBeLessThan(10);
  });
});
