import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** Whoever takes a call at the desk can tell the caller what is known before the caller hangs up. */
const DESK = { width: 1600, height: 1000 };
const [FUSE, BELOW] = ['FU-GX05-11', 'SP-05373'];
const ETR_MS = 2 * 3_600_000;

let product: RunningProduct;
let browser: Browser;
let etr: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const origin = originOf(product);
  const desk = await newContext({ browser, product }, 'dispatcher', { viewport: DESK });
  await emptyCity(desk, origin);
  const { give } = atWork(desk, origin);
  await give({
    type: 'openIncident',
    incident: 'inc_known',
    site: { type: 'device', device: FUSE },
    since: new Date().toISOString(),
    reason: 'dispatcherJudgement',
    hazard: false,
  });
  etr = new Date(Math.ceil((Date.now() + ETR_MS) / 60_000) * 60_000).toISOString();
  await give({ type: 'setEtr', incident: 'inc_known', etr, confidence: 'high', reason: 'assessed' });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test.each([
  ['zh-CN', '登记报修', '搜索设备、街道、用电点', '请告诉来电人', '预计', '完成'],
  [
    'en-GB',
    'Enter report',
    'Search device, street, service point',
    'Tell the caller',
    'Supply is expected back at',
    'Done',
  ],
] as const)(
  'a report inside a known outage says so in the form, with number and estimate (%s)',
  async (locale, submit, field, tell, expected, done) => {
    const context = await newContext({ browser, product }, 'dispatcher', { viewport: DESK, locale });
    const page = await context.newPage();
    await page.goto(`${originOf(product)}/console/binjiang`);
    await page
      .getByText(/OUT-\d{4}/)
      .first()
      .waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: field }).fill(BELOW);
    await dialog.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('listitem').first().waitFor();
    await dialog.getByRole('button', { name: submit, exact: true }).click();
    const told = dialog.getByRole('status');
    await told.getByText(tell).waitFor();
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
    const text = await told.textContent();
    expect(text).toMatch(/OUT-\d{4}/);
    expect(text).toContain(expected);
    expect(text).toContain(clock.format(new Date(etr)));
    await dialog.getByRole('button', { name: done, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  },
);
