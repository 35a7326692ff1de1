import { expect, test } from 'vitest';
import { legendEntries } from './legend-entries.ts';
import type { LegendItem, LegendKey } from './legend-items.ts';

const item = (key: LegendKey): LegendItem => ({
  text: { of: 'legend', key },
  picture: { kind: 'dot', ink: key, radius: 1 },
  layers: [],
});
const priority = (of: number): LegendItem => ({
  text: { of: 'priority', priority: of },
  picture: { kind: 'area', fill: `p${of}`, opacity: 1, edge: '', dash: [], badge: of },
  layers: [],
});
const row = item('row');

test('signs of one kind share one line of words, and every sign stays', () => {
  const items = [row, priority(1), priority(2), priority(3), item('importantPredicted'), item('importantOut')];
  expect(legendEntries(items)).toEqual([
    { pictures: [row.picture], text: row.text },
    { pictures: [1, 2, 3].map((of) => priority(of).picture), text: { of: 'group', key: 'priorities' } },
    {
      // As the words name them: what is confirmed first.
      pictures: [item('importantOut').picture, item('importantPredicted').picture],
      text: { of: 'group', key: 'important' },
    },
  ]);
});

test('one alone says which it is', () => {
  const items = [row, item('dead'), priority(2), item('pointPredicted')];
  expect(legendEntries(items).map(({ text }) => text)).toEqual(items.map(({ text }) => text));
});
