import { expect, test } from 'vitest';
import { styleChanges } from './change-look.ts';
import type { Look } from './look.ts';
import { lookOf, scaleOf } from './look.ts';
import { layersOf } from './map-style.ts';

const visible = { network: true, outages: true, crews: true, customers: true, streets: true };
const look = (more: Partial<Parameters<typeof lookOf>[0]> = {}): Look =>
  lookOf({
    theme: 'dark',
    surface: 'console',
    language: 'zh',
    bilingual: false,
    scale: 1,
    visible,
    names: {},
    ...more,
  });

test('nothing is set when nothing has changed', () => {
  expect(styleChanges(layersOf(look()), layersOf(look()))).toEqual([]);
});

test('another theme changes colours only', () => {
  const changes = styleChanges(layersOf(look()), layersOf(look({ theme: 'light' })));
  expect(changes.length).toBeGreaterThan(10);
  expect(new Set(changes.map((change) => change.kind))).toEqual(new Set(['paint']));
});

test('another language changes names only', () => {
  const changes = styleChanges(layersOf(look()), layersOf(look({ language: 'en' })));
  expect(new Set(changes.map((change) => ('name' in change ? change.name : change.kind)))).toEqual(
    new Set(['text-field']),
  );
});

test('a layer switched off is hidden, and the others are left alone', () => {
  const off = look({ visible: { ...visible, network: false } });
  const changes = styleChanges(layersOf(look()), layersOf(off));
  expect(changes.every((change) => change.kind === 'layout' && change.name === 'visibility')).toBe(true);
  expect(changes.map((change) => change.layer)).toContain('line-live');
  expect(changes.map((change) => change.layer)).not.toContain('line-dead');
});

test('a wall of 3840 pixels is drawn three times as large as a desk, a smaller one keeps the proportions', () => {
  expect(scaleOf('console', { width: 3840, height: 2160 }, 1)).toBe(1);
  expect(scaleOf('wall', { width: 3840, height: 2160 }, 1)).toBe(3);
  expect(scaleOf('wall', { width: 1920, height: 1080 }, 1)).toBe(1.5);
  expect(scaleOf('wall', { width: 3840, height: 2160 }, 1.2)).toBe(3.6);
});
