import type { Page } from 'playwright-core';
import { launchBrowser } from '../../tests/browser.ts';
import { type BenchResult, lowerIsBetter, quantile } from '../result.ts';
import type { Arrivals } from './page/arrivals.ts';
import type { MapServer } from './serve.ts';

const FIRST = 3;
const COUNT = 40;
/** So close together that the map is still drawing the one before. */
const EVERY_MS = 150;

declare const window: { readonly arrivals: Arrivals };

/** How long an incident takes into the list of a page whose map is still drawing the one before, beside the same page without a map. */
export const benchArrivals = async (
  server: MapServer,
  settings: BenchResult['settings'],
): Promise<readonly BenchResult[]> => {
  const beside = await measure(server, 'list-and-map');
  const alone = await measure(server, 'list');
  return ([0.5, 0.95] as const).map((share) =>
    lowerIsBetter({
      name: `incident into the list while the map draws, p${share * 100}`,
      unit: 'ms',
      ours: quantile(beside, share),
      baseline: { name: 'list without a map', value: quantile(alone, share) },
      samples: COUNT,
      settings: { ...settings, everyMs: EVERY_MS },
    }),
  );
};

const measure = async (server: MapServer, contender: string): Promise<readonly number[]> => {
  const browser = await launchBrowser();
  try {
    const page: Page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(240_000);
    page.on('pageerror', (error) => console.error(`  ${contender}: ${error.message}`));
    await page.goto(`${server.url}?contender=${contender}`);
    await page.waitForFunction('window.arrivals !== undefined');
    if (contender === 'list-and-map') await page.locator('[data-map][data-idle]').waitFor();
    const come = (count: number) =>
      page.evaluate(([many, everyMs]) => window.arrivals.come(many, everyMs), [count, EVERY_MS] as const);
    // The first of each kind has the graphics driver make its programs, which happens once in a page's life.
    await come(FIRST);
    if (contender === 'list-and-map') await page.locator('[data-map][data-idle]').waitFor();
    return await come(COUNT);
  } finally {
    await browser.close();
  }
};
