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
  expect(lines).toHaveLength(10);
  security.close();
  expect(lines.slice(10)).toMatchObject([{ security: true, more: 990 }]);
});
