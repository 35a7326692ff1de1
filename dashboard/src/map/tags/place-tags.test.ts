import { seeded } from '@relight/shared/network/seeded';
import { describe, expect, test } from 'vitest';
import type { Prominence } from './incident-tags.ts';
import type { Ground, Tag } from './place-tags.ts';
import { boxAt, placeTags } from './place-tags.ts';
import { contains, overlap } from './rectangle.ts';

const ground: Ground = { view: { x: 0, y: 0, width: 1000, height: 700 }, obstacles: [], scale: 1 };
const tag = (key: string, x: number, y: number, prominence: Prominence = 'first'): Tag => ({
  key,
  anchor: { x, y },
  width: 90,
  height: 24,
  compactWidth: 24,
  prominence,
});
const boxes = (tags: readonly Tag[], on = ground, before = new Map()) => {
  const placed = placeTags(tags, on, before);
  return tags.map((it) => {
    const place = placed.get(it.key);
    if (place === undefined) throw new Error(`${it.key} has no place`);
    return boxAt(it, place);
  });
};

describe('tags of outages', () => {
  test('two outages at one place have two readable tags', () => {
    const [one, two] = boxes([tag('a', 500, 300), tag('b', 502, 301)]);
    expect(one && two && overlap(one, two)).toBe(0);
    expect(one?.width).toBe(90);
    expect(two?.width).toBe(90);
  });

  test('a tag at the border of the map stays inside', () => {
    for (const box of boxes([tag('a', 2, 2), tag('b', 998, 698)])) expect(contains(ground.view, box)).toBe(true);
  });

  test('sixty scattered outages never cover each other with full tags', () => {
    const random = seeded(7).unit;
    const tags = Array.from({ length: 60 }, (_, i) =>
      tag(`t${i}`, 50 + random() * 900, 50 + random() * 600, i < 15 ? 'first' : 'second'),
    );
    const placed = boxes(tags);
    const covered = placed.flatMap((a, i) =>
      placed.slice(i + 1).filter((b) => a.width > 24 && b.width > 24 && overlap(a, b) > 0),
    );
    expect(covered).toEqual([]);
    expect(placed.slice(0, 15).every((box) => box.width === 90)).toBe(true);
  });

  test('what finds no room shrinks to its badge instead of vanishing', () => {
    const crowd = Array.from({ length: 80 }, (_, i) => tag(`t${i}`, 500 + (i % 3), 350, 'second'));
    const placed = boxes(crowd);
    expect(placed.length).toBe(80);
    expect(placed.some((box) => box.width === 24)).toBe(true);
  });

  test('in a storm tags cover no more than a share of the map, the pressing ones apart', () => {
    const random = seeded(11).unit;
    const tags = Array.from({ length: 70 }, (_, i) => ({
      ...tag(`t${i}`, 50 + random() * 900, 50 + random() * 600),
      pressing: i === 69,
    }));
    const placed = boxes(tags);
    const full = placed.filter((box) => box.width === 90);
    const covered = full.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(covered).toBeLessThanOrEqual(0.12 * 1000 * 700 + 90 * 24);
    // In their order: the first have their counts, and the pressing one though it is the last.
    expect(placed.slice(0, 30).every((box) => box.width === 90)).toBe(true);
    expect(placed[69]?.width).toBe(90);
    expect(placed).toHaveLength(70);
  });

  test('a tag stays where it stands while that is good enough', () => {
    const first = placeTags([tag('a', 500, 300)], ground);
    const second = placeTags([tag('a', 500, 300), tag('b', 800, 500)], ground, first);
    expect(second.get('a')).toEqual(first.get('a'));
  });

  test('no tag stands behind what lies over the map', () => {
    const panel = { x: 380, y: 0, width: 240, height: 290 };
    const crowd = Array.from({ length: 40 }, (_, i) => tag(`t${i}`, 500 + (i % 3), 300, 'first'));
    const placed = boxes(crowd, { ...ground, obstacles: [{ box: panel, weight: 1, solid: true }] });
    expect(placed.filter((box) => box.width > 24 && overlap(box, panel) > 0)).toEqual([]);
  });

  test('a tag avoids a crew that stands beside the outage', () => {
    const before = boxes([tag('a', 500, 300)])[0];
    if (before === undefined) throw new Error('no place');
    const after = boxes([tag('a', 500, 300)], { ...ground, obstacles: [{ box: before, weight: 1 }] })[0];
    expect(after && overlap(after, before)).toBe(0);
  });
});
