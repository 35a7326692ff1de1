import { expect, test } from 'vitest';
import { lookOf } from '../style/look.ts';
import { areaFillLayers, areaOutlineLayers } from './areas.ts';

const visible = { network: true, outages: true, crews: true, customers: true, streets: true };
const screen = { theme: 'dark', surface: 'console', language: 'zh', bilingual: false } as const;
const look = lookOf({ ...screen, scale: 1, visible, names: {} });
const layer = (id: string) => [...areaFillLayers(look), ...areaOutlineLayers(look)].find((one) => one.id === id);

test('an area that is only predicted is hatched inside a broken line, never filled like one that is confirmed', () => {
  expect(layer('area-predicted')).toMatchObject({
    filter: ['==', ['get', 'look'], 'predicted'],
    paint: { 'fill-pattern': expect.arrayContaining(['hatch-predicted-1']) },
  });
  expect(layer('area-predicted-outline')).toHaveProperty('paint.line-dasharray');
  const filled = layer('area-fill');
  expect(filled).not.toHaveProperty('paint.fill-pattern');
  expect(filled).toHaveProperty('filter', [
    'all',
    ['!', ['==', ['get', 'look'], 'restored']],
    ['!', ['==', ['get', 'look'], 'predicted']],
  ]);
});
