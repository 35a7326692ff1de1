import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryDelayMs, SESSION_EVENTS, SESSION_STATES, type SessionState, sessionStep } from './session.ts';

const run = (...events: (typeof SESSION_EVENTS)[number][]): SessionState =>
  events.reduce<SessionState>((state, event) => sessionStep(state, event).to, 'stopped');

describe('the connection', () => {
  test('is live only after it has caught up', () => {
    expect(run('start', 'opened')).toBe('joining');
    expect(run('start', 'opened', 'heard')).toBe('joining');
    expect(run('start', 'opened', 'caughtUp')).toBe('live');
  });

  test('is stale after silence, and must catch up again before it is live', () => {
    expect(run('start', 'opened', 'caughtUp', 'silence')).toBe('silent');
    expect(run('start', 'opened', 'caughtUp', 'silence', 'heard')).toBe('joining');
    expect(run('start', 'opened', 'caughtUp', 'silence', 'heard', 'caughtUp')).toBe('live');
  });

  test('replaces a deaf connection, and reconnects at once when the tab returns', () => {
    expect(run('start', 'opened', 'caughtUp', 'silence', 'deaf')).toBe('waiting');
    expect(sessionStep('waiting', 'wake')).toEqual({ to: 'connecting', effects: ['open', 'awaitDeaf'] });
    expect(sessionStep('silent', 'wake').effects).toContain('open');
  });

  test('never gives up: from every state but the ended ones, failing again and again leads to another attempt', () => {
    for (const state of SESSION_STATES) {
      if (state === 'stopped' || state === 'ended') continue;
      const closed = sessionStep(state, 'closed').to;
      expect(sessionStep(closed, 'retry').to, state).toBe('connecting');
    }
  });

  test('ends for good only when dismissed or stopped, whatever happens', () => {
    const harmless = SESSION_EVENTS.filter((event) => event !== 'dismissed' && event !== 'stop');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...harmless), { minLength: 1, maxLength: 60 }), (events) => {
        const state = run('start', ...events);
        expect(state === 'ended' || state === 'stopped').toBe(false);
      }),
      { seed: 20261124 },
    );
  });

  test('sets a timer whenever it enters a state that something must wake it from', () => {
    for (const state of SESSION_STATES) {
      for (const event of SESSION_EVENTS) {
        const { to, effects } = sessionStep(state, event);
        if (to === state || to === 'stopped' || to === 'ended') continue;
        expect(
          effects.some((effect) => effect.startsWith('await')),
          `${state} on ${event}`,
        ).toBe(true);
      }
    }
  });

  test('retries within a second in the first minute and within five later, never all at the same moment', () => {
    expect(retryDelayMs(0, 0, 0)).toBe(100);
    for (const attempt of [3, 10, 50]) expect(retryDelayMs(attempt, 59_999, 0.999)).toBeLessThanOrEqual(1000);
    expect(retryDelayMs(50, 60_000, 0.999)).toBeGreaterThan(4000);
    expect(retryDelayMs(50, 3_600_000, 0.999)).toBeLessThanOrEqual(5000);
    expect(retryDelayMs(3, 0, 0.2)).not.toBe(retryDelayMs(3, 0, 0.8));
  });
});
