import { troubleReport } from '@relight/shared/http/reports';
import { expect, test } from 'vitest';
import { checkLine } from './check-line.ts';

const at = '2026-11-30T00:00:00.000Z';
const check = (members: object) =>
  checkLine(
    { value: { id: 'r1', at, channel: 'phone', lon: 120, lat: 30, ...members } },
    troubleReport,
    Date.parse(at),
  );

test('an id that turns the direction of writing is refused, a note enters without the sign', () => {
  expect(check({ id: 'r\u202e1' })).toMatchObject({ ok: false, code: 'invalid' });
  expect(check({ servicePoint: 'sp\u20661' })).toMatchObject({ ok: false, code: 'invalid' });
  expect(check({ note: '\u202eno light' })).toMatchObject({ ok: true, item: { note: 'no light' } });
});
