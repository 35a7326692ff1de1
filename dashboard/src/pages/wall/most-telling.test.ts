import type { Milestone } from '@relight/shared/readings/milestones';
import { expect, test } from 'vitest';
import { mostTelling } from './most-telling.ts';

const milestone = (kind: Milestone['kind'], seq: number, more: Partial<Milestone> = {}): Milestone => ({
  kind,
  seq,
  at: '2026-11-23T02:00:00.000Z',
  ...more,
});

test('milestones give way by how much they tell when there is no room, never the level in force', () => {
  const kept = mostTelling(
    [
      milestone('firstReport', 1),
      milestone('level', 2, { level: 'II' }),
      milestone('confirmed', 3),
      milestone('level', 4, { level: 'I' }),
      milestone('onSite', 5),
      milestone('firstBack', 6),
    ],
    3,
  );
  expect(kept.map(({ kind }) => kind)).toEqual(['firstReport', 'level', 'onSite']);
  expect(kept[1]?.level).toBe('I');
});
