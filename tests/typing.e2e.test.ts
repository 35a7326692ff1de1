import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, choose, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/**
 * The console under the hands of those who type Chinese: the keys of an input method are its own until it has finished, and nothing that
 * was typed is lost to a key. And the times, numbers and places that a dispatcher enters.
 */
let product: RunningProduct;
let browser: Browser;
let context: BrowserContext;
let origin: string;
let page: Page;
let keys: CDPSession;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  context = await newContext({ browser, product }, 'dispatcher', { viewport: { width: 1366, height: 768 } });
  await emptyCity(context, origin);
  page = await context.newPage();
  await page.goto(`${origin}/console`);
  await page.locator('[data-map] canvas').first().waitFor();
  keys = await context.newCDPSession(page);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Text that an input method is still making, underlined in the field that has the focus. */
const compose = (text: string) =>
  keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

/** A key that goes to the input method: browsers tell the page of it with the code 229. */
const pressInComposition = async (key: 'Enter' | 'Escape') => {
  const event = { key, code: key, windowsVirtualKeyCode: 229 };
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
};

const dialog = () => page.getByRole('dialog');
const leaveForm = async () => {
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  const discard = dialog().getByRole('button', { name: 'Discard' });
  if (await discard.isVisible()) await discard.click();
  await dialog().waitFor({ state: 'detached' });
};

/** An outage at a device, entered and selected. */
const outageAt = async (device: string, name: RegExp) => {
  await page.keyboard.press('o');
  await choose(page, 'Device', device);
  await dialog().getByRole('button', { name: 'Enter outage' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('option', { name }).first().click();
};

test('Enter of an input method chooses nothing, Escape of one closes nothing', async () => {
  await page.keyboard.press('n');
  const search = dialog().getByRole('combobox');
  await search.waitFor();
  await compose('gulou');
  await dialog().getByRole('option').first().waitFor();
  await pressInComposition('Enter');
  await pressInComposition('Escape');
  expect(await search.inputValue()).toBe('gulou');
  expect(await dialog().getByRole('listitem').count()).toBe(0);
  await keys.send('Input.insertText', { text: '鼓楼' });
  await dialog().getByRole('option', { name: /Gulou/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog().getByRole('listitem').waitFor();
  await leaveForm();
});

test('Escape asks before it drops what is half written, and pressed twice drops nothing', async () => {
  await outageAt('RC-LC02-06', /Gulou #06 recloser/);
  await page.keyboard.press('m');
  const note = dialog().getByRole('textbox');
  await compose('shu');
  await pressInComposition('Escape');
  await keys.send('Input.insertText', { text: '树倒在线上' });
  const question = dialog().getByRole('alertdialog', { name: 'Discard what you have entered?' });
  await page.keyboard.press('Escape');
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await note.inputValue()).toBe('树倒在线上');
  expect(await note.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  await question.waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await dialog().getByRole('button', { name: 'Discard' }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.keyboard.press('m');
  await dialog().waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

test('another form does not take the place of one that is half written before that is said', async () => {
  await page.keyboard.press('o');
  await choose(page, 'Device', 'RC-LC02-06');
  await page.getByRole('button', { name: /^New report/ }).click();
  await dialog().getByRole('button', { name: 'Keep editing' }).click();
  await dialog().getByRole('button', { name: 'Enter outage' }).waitFor();
  await page.getByRole('button', { name: /^New report/ }).click();
  await dialog().getByRole('button', { name: 'Discard' }).click();
  await dialog().getByRole('button', { name: 'Enter report' }).waitFor();
  await leaveForm();
});

test.each([
  ['Caps Lock', { key: 'N', code: 'KeyN', windowsVirtualKeyCode: 78 }],
  ['a full-width mode', { key: 'ｎ', code: 'KeyN', windowsVirtualKeyCode: 78 }],
  ['an input method that is on', { key: 'Process', code: 'KeyN', windowsVirtualKeyCode: 229 }],
])('%s takes no shortcut away', async (_name, key) => {
  await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await dialog().getByRole('button', { name: 'Enter report' }).waitFor();
  await leaveForm();
});

test('a number is read as it is typed, and what is none is not called missing', async () => {
  await page
    .getByRole('option', { name: /Gulou #06 recloser/ })
    .first()
    .click();
  await page.keyboard.press('r');
  await dialog().getByText('A number', { exact: true }).click();
  const customers = dialog().getByRole('textbox', { name: 'Customers' });
  await customers.fill('1,0');
  await customers.press('Enter');
  await dialog()
    .getByRole('alert')
    .getByText(/“1,0” is not a whole number/)
    .waitFor();
  await customers.fill('１０户');
  await customers.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  const { incidents } = await atWork(context, origin).state();
  expect(Object.values(incidents).flatMap(({ steps }) => steps.map((step) => step.customers))).toEqual([10]);
});

test('what happened yesterday is entered by its date and time, and never as something to come', async () => {
  await page.keyboard.press('o');
  await choose(page, 'Device', 'Gulou 04');
  const date = dialog().getByRole('textbox', { name: /^Out since: date/ });
  const time = dialog().getByRole('textbox', { name: /^Out since: time/ });
  await dialog().getByRole('button', { name: 'Out since: the day after' }).click();
  await dialog().getByRole('strong').filter({ hasText: 'Not after' }).waitFor();
  await time.press('Enter');
  await dialog().getByRole('alert').filter({ hasText: 'Not after' }).waitFor();
  const day = dialog().getByRole('button', { name: 'Out since: the day before' });
  await day.click();
  await day.click();
  await time.fill('２３４０');
  await dialog()
    .getByText(/23:40 · .+ ago/)
    .waitFor();
  const yesterday = await date.inputValue();
  await time.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  const { incidents } = await atWork(context, origin).state();
  expect(Object.values(incidents).map(({ since }) => since)).toContain(
    new Date(`${yesterday}T23:40:00+08:00`).toISOString(),
  );
});

test('an estimate of tomorrow is given by its date and time', async () => {
  await page
    .getByRole('option', { name: /Gulou #06 recloser/ })
    .first()
    .click();
  await page.keyboard.press('e');
  await dialog().getByRole('button', { name: 'From now: the day after' }).click();
  await dialog()
    .getByRole('textbox', { name: /^From now: time/ })
    .fill('6:30');
  const date = await dialog()
    .getByRole('textbox', { name: /^From now: date/ })
    .inputValue();
  await dialog()
    .getByRole('textbox', { name: /^From now: time/ })
    .press('Enter');
  await dialog().waitFor({ state: 'detached' });
  const { incidents } = await atWork(context, origin).state();
  expect(Object.values(incidents).map(({ etr }) => etr?.at)).toContain(
    new Date(`${date}T06:30:00+08:00`).toISOString(),
  );
});

test('what a crew reports by radio is entered for it when that has been confirmed, and the message says so', async () => {
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  const enter = page.getByRole('button', { name: 'Enter acceptance…' });
  await enter.click();
  await dialog()
    .getByRole('heading', { name: /^Has .+ accepted\?$/ })
    .waitFor();
  expect(Object.values((await atWork(context, origin).state()).dispatches).map(({ status }) => status)).toEqual([
    'offered',
  ]);
  await dialog().getByRole('button', { name: 'Enter acceptance' }).click();
  await page.getByText(/^Entered for .+: accepted$/).waitFor();
  await page.getByRole('button', { name: 'Enter departure…' }).waitFor();
  expect(Object.values((await atWork(context, origin).state()).dispatches).map(({ status }) => status)).toEqual([
    'accepted',
  ]);
});
