import { expect, test } from 'vitest';
import { metresPerPixel, scaleBar } from './scale-bar.ts';

test('a pixel at zoom 0 on the equator is a 512th of the world', () => {
  expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.5, 0);
});

test('the bar is a round distance and never longer than its room', () => {
  for (const zoom of [9, 10.3, 11.7, 13, 15.2, 18]) {
    const { metres, widthPx } = scaleBar(30, zoom, 120);
    expect(widthPx).toBeLessThanOrEqual(120);
    expect(widthPx).toBeGreaterThan(40);
    expect([1, 2, 5]).toContain(Number(String(metres)[0]));
  }
});
