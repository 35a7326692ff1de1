import { expect, test } from 'vitest';
import { legendEntries } from './legend-entries.ts';
import type { LegendItem } from './legend-items.ts';

const row: LegendItem = { text: { of: 'legend', key: 'row' }, picture: { kind: 'row' }, layers: [] };
const priority = (of: number): LegendItem => ({
  text: { of: 'priority', priority: of },
  picture: { kind: 'area', fill: `p${of}`, opacity: 1, edge: '', dash: [], badge: of },
  layers: [],
});

test('several priorities share one line of words, and every sign stays', () => {
  const entries = legendEntries([row, priority(1), priority(2), priority(3), row]);
  expect(entries.map(({ text }) => text)).toEqual([row.text, { of: 'priority', priority: null }, row.text]);
  expect(entries[1]?.pictures).toEqual([1, 2, 3].map((of) => priority(of).picture));
});

test('one priority says which it is', () => {
  expect(legendEntries([row, priority(2)]).map(({ text }) => text)).toEqual([
    row.text,
    { of: 'priority', priority: 2 },
  ]);
});
