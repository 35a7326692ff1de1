import { expect, test } from 'vitest';
import { asInstant, isZone } from './local-instant.ts';

test.each([
  ['2026-01-31 20:00', 'Asia/Shanghai', '2026-01-31T12:00:00.000Z'],
  ['2026/1/31 20:00:05', 'Asia/Shanghai', '2026-01-31T12:00:05.000Z'],
  ['2026-07-01T08:00', 'Europe/Berlin', '2026-07-01T06:00:00.000Z'],
  // The hour that there is twice is the first one; the one that there is not is counted on from before.
  ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-01-01 00:30', 'Pacific/Kiritimati', '2025-12-31T10:30:00.000Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(asInstant(text, zone)).toBe(instant);
});

test.each(['2026-01-31T12:00:00Z', '2026-04-31 10:00', '2026-01-31 24:00', '31.1.2026 10:00', 'noon'])(
  '%s stays as it is',
  (text) => {
    expect(asInstant(text, 'Asia/Shanghai')).toBe(text);
  },
);

test('without a zone a local time stays as it is; a zone that there is not is known', () => {
  expect(asInstant('2026-01-31 20:00', undefined)).toBe('2026-01-31 20:00');
  expect(isZone('Asia/Shanghai')).toBe(true);
  expect(isZone('Asia/Nowhere')).toBe(false);
});
