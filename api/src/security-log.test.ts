import { expect, test } from 'vitest';
import { createServerLog } from './log.ts';
import { createSecurityLog } from './security-log.ts';

const written = (limits: { linesPerMinute: number; linesPerMinuteInAll: number }) => {
  const lines: Record<string, unknown>[] = [];
  const log = createServerLog('warn', { write: (line) => void lines.push(JSON.parse(line)) });
  return { lines, security: createSecurityLog(log, limits) };
};
const order = (actor: string) =>
  ({ what: 'command', type: 'addNote', operation: 'op', actor, role: 'wall', code: 'notPermitted' }) as const;

test('a refusal is a line that says who was refused what', () => {
  const { lines, security } = written({ linesPerMinute: 3, linesPerMinuteInAll: 10 });
  security.refused(order('usr_wall'));
  expect(lines).toMatchObject([{ level: 40, security: true, ...order('usr_wall'), msg: 'refused' }]);
});

test('one who is refused without end costs a few lines and a count, and hides nobody else', () => {
  const { lines, security } = written({ linesPerMinute: 3, linesPerMinuteInAll: 10 });
  for (let i = 0; i < 1000; i++) security.refused(order('usr_wall'));
  security.refused(order('usr_other'));
  expect(lines.map(({ actor }) => actor)).toEqual(['usr_wall', 'usr_wall', 'usr_wall', 'usr_other']);
  security.close();
  expect(lines.slice(4)).toMatchObject([{ security: true, actor: 'usr_wall', code: 'notPermitted', more: 997 }]);
});

test('many who are refused cost no more lines together than are allowed, and every refusal is counted', () => {
  const { lines, security } = written({ linesPerMinute: 3, linesPerMinuteInAll: 10 });
  for (let i = 0; i < 1000; i++) security.refused({ what: 'upgrade', route: '/api/live', from: `a${i}`, code: 'x' });
  expect(lines).toHaveLength(5);
  security.close();
  expect(lines.slice(5)).toMatchObject([{ security: true, what: 'upgrade', code: 'x', more: 995 }]);
});

test('strangers from however many addresses hide nobody who is known', () => {
  const { lines, security } = written({ linesPerMinute: 3, linesPerMinuteInAll: 10 });
  const stranger = (n: number) =>
    ({ what: 'upgrade', route: '/api/live', from: `198.51.100.${n}`, code: 'x' }) as const;
  for (let n = 0; n < 200; n++) security.refused(stranger(n));
  security.refused(order('usr_wall'));
  expect(lines.at(-1)).toMatchObject({ actor: 'usr_wall' });
  expect(lines.length).toBeLessThanOrEqual(10);
});

test('who has a network of IPv6 addresses counts as one', () => {
  const { lines, security } = written({ linesPerMinute: 3, linesPerMinuteInAll: 10 });
  for (let n = 1; n < 100; n++)
    security.refused({ what: 'upgrade', route: '/api/live', from: `2001:db8:1:2::${n.toString(16)}`, code: 'x' });
  security.refused({ what: 'upgrade', route: '/api/live', from: '2001:db8:1:3::1', code: 'x' });
  expect(lines.map(({ from }) => from)).toEqual([
    ...['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2::3', '2001:db8:1:3::1'],
  ]);
  security.close();
  expect(lines.at(-1)).toMatchObject({ from: '2001:db8:1:2::/64', more: 96 });
});
