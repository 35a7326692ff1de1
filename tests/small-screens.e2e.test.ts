import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** Screens and walls of other sizes than the one they were drawn for, and forms and searches that leave the situation to be seen. */
const DESK = { width: 1366, height: 768 };

let product: RunningProduct;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  const desk = await newContext({ browser, product }, 'dispatcher', { viewport: DESK });
  await emptyCity(desk, origin);
  for (const [number, device] of ['RC-LC02-06', 'RC-LC03-06', 'RC-LC01-06'].entries()) {
    await atWork(desk, origin).give({
      type: 'openIncident',
      incident: `inc_${number}`,
      site: { type: 'device', device },
      since: new Date().toISOString(),
      reason: 'dispatcherJudgement',
      hazard: false,
    });
  }
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const openConsole = async (viewport: typeof DESK): Promise<Page> => {
  const context = await newContext({ browser, product }, 'dispatcher', { viewport });
  const page = await context.newPage();
  await page.goto(`${origin}/console`);
  await page.getByRole('option').first().waitFor();
  await page.locator('[data-map] canvas').first().waitFor();
  return page;
};

const box = async (page: Page, selector: string) => {
  const found = await page.locator(selector).first().boundingBox();
  if (found === null) throw new Error(`${selector} is not on the screen`);
  return found;
};

/** 1024 px, 1366 × 768 at 150 %, full HD at 200 %, and 1366 × 768 at 200 %. */
test.each([
  { width: 1024, height: 768 },
  { width: 911, height: 512 },
  { width: 960, height: 540 },
  { width: 683, height: 384 },
])('the console works on $width × $height', async (viewport) => {
  const page = await openConsole(viewport);
  const leave = await page.getByRole('button', { name: 'Sign out' }).boundingBox();
  expect(leave && leave.x + leave.width).toBeLessThanOrEqual(viewport.width);
  const map = await box(page, '[data-map]');
  expect(map.width).toBeGreaterThanOrEqual(viewport.width / 2);
  const layers = await page.getByRole('group', { name: 'Layers' }).boundingBox();
  expect(layers && layers.height * layers.width).toBeLessThan((map.width * map.height) / 8);
  // Nothing wider than the page.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);

  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Outages and log' }).click();
  await page.getByRole('option').first().waitFor();
  await page.context().close();
});

test('a form lies over neither the map nor the list, and Back closes it', async () => {
  const page = await openConsole(DESK);
  await page.getByRole('option').nth(1).click();
  await page.getByRole('button', { name: /^Set ETR/ }).click();
  const form = page.getByRole('dialog');
  await form.waitFor();
  const [at, map] = [await form.boundingBox(), await box(page, '[data-map]')];
  expect(at?.x).toBeGreaterThan(map.x + map.width - 80);
  // The list takes a click, and the form stays about what it was opened for.
  await page.getByRole('option').nth(0).click();
  await form.getByText(/OUT-/).waitFor();
  await page.evaluate(() => history.back());
  await form.waitFor({ state: 'detached' });
  await page.context().close();
});

test('Back drops nothing half-written before it has asked', async () => {
  const page = await openConsole(DESK);
  await page.getByRole('option').nth(0).click();
  await page.locator('body').press('m');
  const form = page.getByRole('dialog');
  await form.getByRole('textbox').first().fill('pole 14 leans over the road');
  await page.evaluate(() => history.back());
  const question = page.getByRole('alertdialog');
  await question.waitFor();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await form.getByRole('textbox').first().inputValue()).toBe('pole 14 leans over the road');
  await page.evaluate(() => history.back());
  await question.getByRole('button', { name: 'Discard' }).click();
  await form.waitFor({ state: 'detached' });
  // The step that was the form's is gone from the history: the next Back is the selection's.
  await page.evaluate(() => history.back());
  await page.waitForURL((url) => !url.searchParams.has('incident'));
  await page.context().close();
});

test('the search finds what is no outage and shows it, and an outage that is chosen comes into view', async () => {
  const page = await openConsole(DESK);
  await page.getByRole('searchbox').fill('LBS-LC02-08');
  await page.getByRole('region', { name: 'Besides outages' }).getByRole('button').first().click();
  await page.locator('[data-map]').getByText('LBS-LC02-08').waitFor();
  await page.getByRole('searchbox').fill('Gaoxin');
  await page
    .getByRole('region', { name: 'Besides outages' })
    .getByRole('button', { name: /Substation/ })
    .first()
    .click();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('option').first().click();
  const map = await box(page, '[data-map]');
  await expect
    .poll(async () => {
      const tag = await page.locator('[data-chosen="true"]').boundingBox();
      return tag !== null && tag.x > map.x && tag.x + tag.width < map.x + map.width && tag.y > map.y;
    })
    .toBe(true);
  await page.context().close();
});

test('no text of a wall is smaller than what is read from where the room sits', async () => {
  const context = await newContext({ browser, product }, 'wall', { viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.goto(`${origin}/wall?distance=5&diagonal=86`);
  await page.getByRole('listitem').filter({ hasText: 'Gulou' }).first().waitFor();
  // 20 minutes of arc at 5 m are 29.1 mm; a pixel of 86 inches in full HD is 0.992 mm.
  expect(await smallestText(page)).toBeGreaterThan(29);
  // Told once, the screen remembers.
  await page.goto(`${origin}/wall`);
  await page.getByRole('listitem').filter({ hasText: 'Gulou' }).first().waitFor();
  expect(await smallestText(page)).toBeGreaterThan(29);
  await context.close();
});

test('a wall that hangs upright shows all its parts', async () => {
  const viewport = { width: 1080, height: 1920 };
  const context = await newContext({ browser, product }, 'wall', { viewport });
  const page = await context.newPage();
  await page.goto(`${origin}/wall`);
  await page.getByRole('listitem').filter({ hasText: 'Gulou' }).first().waitFor();
  const map = await box(page, '[data-map]');
  expect(map.width).toBe(viewport.width);
  expect(map.height).toBeGreaterThan(viewport.height / 3);
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('main [data-figure], main header p, main h1')]
      .map((element) => ({ text: element.textContent, ...element.getBoundingClientRect().toJSON() }))
      .filter(({ left, right, top, bottom }) => left < 0 || right > innerWidth || top < 0 || bottom > innerHeight),
  );
  expect(outside).toEqual([]);
  await context.close();
});

test('a wall that hangs upright says in full that it shows a drill', async () => {
  const viewport = { width: 1080, height: 1920 };
  const manager = await newContext({ browser, product }, 'manager', { viewport });
  const opened = await manager.request.post(`${origin}/api/operations/upright/commands`, {
    data: {
      id: 'open',
      type: 'openOperation',
      kind: 'drill',
      name: { zh: '迎峰度夏 2026-3 号', en: 'Summer peak' },
      network: null,
    },
    headers: { origin },
  });
  expect(opened.status(), await opened.text()).toBe(200);
  const context = await newContext({ browser, product }, 'wall', { viewport });
  const page = await context.newPage();
  await page.goto(`${origin}/wall/upright`);
  await page.getByText('演练 EXERCISE · 迎峰度夏 2026-3 号').waitFor();
  expect(await page.title()).toMatch(/^演练 EXERCISE/);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main > aside *')]
      .map((element) => ({ text: element.textContent, ...element.getBoundingClientRect().toJSON() }))
      .filter(({ left, right }) => left < 0 || right > innerWidth),
  );
  expect(cut).toEqual([]);
  await context.close();
  await manager.close();
});

/** Of what is written in the figures, the list, the timeline and the legend. */
const smallestText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main') as Element, NodeFilter.SHOW_TEXT);
    let least = Number.POSITIVE_INFINITY;
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (element === null || walker.currentNode.textContent?.trim() === '') continue;
      if (element.closest('svg, [aria-hidden="true"]') !== null || element.offsetParent === null) continue;
      least = Math.min(least, Number.parseFloat(getComputedStyle(element).fontSize));
    }
    return least;
  });
