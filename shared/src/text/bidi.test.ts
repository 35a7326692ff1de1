import { expect, test } from 'vitest';
import { troubleReport } from '../http/reports.ts';
import { commandSchema } from '../operation/commands.ts';
import { holdsBidiControls, withoutBidiControls } from './bidi.ts';

const TURNED = '\u202eNorth\u202c \u2066gate\u2069\u200f';

test('the signs that turn writing round are taken out, and nothing else', () => {
  expect(withoutBidiControls(TURNED)).toBe('North gate');
  expect(withoutBidiControls('东门 · Ångström\u200d\u00a05')).toBe('东门 · Ångström\u200d\u00a05');
  expect(holdsBidiControls(TURNED)).toBe(true);
  expect(holdsBidiControls('RC-LC02-06')).toBe(false);
});

const id = 'cmd_1';
const area = {
  outline: [
    [0, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ],
  customers: 5,
  area: 'urban',
};

test.each([
  ['a note', { id, type: 'addNote', incident: 'inc_1', text: TURNED }],
  [
    'an area',
    {
      id,
      type: 'openIncident',
      incident: 'inc_1',
      site: { type: 'area', ...area, name: TURNED },
      since: '2026-11-30T00:00:00Z',
      reason: null,
      hazard: false,
      note: TURNED,
    },
  ],
  [
    'the matters of a response',
    {
      id,
      type: 'setResponseLevel',
      level: null,
      matters: TURNED,
      expectedUntil: null,
      measures: TURNED,
    },
  ],
  ['an operation', { id, type: 'openOperation', kind: 'live', name: { zh: TURNED, en: TURNED }, network: null }],
  ['a tag', { id, type: 'placeTag', tag: 'tag_1', device: 'd', incident: null, note: TURNED }],
])('%s enters without them', (_name, order) => {
  expect(JSON.stringify(commandSchema.parse(order))).toBe(
    JSON.stringify(commandSchema.parse(JSON.parse(JSON.stringify(order).replaceAll(TURNED, 'North gate')))),
  );
});

test('a text of nothing else is no text', () => {
  expect(commandSchema.safeParse({ id, type: 'addNote', incident: 'inc_1', text: '\u202e' }).success).toBe(false);
});

test('what a caller said is kept without them', () => {
  const report = { id: 'r1', at: '2026-11-30T00:00:00Z', channel: 'phone', lon: 120, lat: 30, note: TURNED };
  expect(troubleReport.parse(report).note).toBe('North gate');
});
