import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { IncidentLine } from '@relight/shared/http/read-models';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, choose, crewOf, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/**
 * Every page in both languages: it opens without an error, asks nobody but its own server for anything, and can be used with assistive
 * technology. And the console says that it is stale once its server is gone.
 */
const AXE = readFileSync(fileURLToPath(new URL('../node_modules/axe-core/axe.min.js', import.meta.url)), 'utf8');
const DESK = { width: 1920, height: 1080 };
const PHONE = { width: 390, height: 844 };
/** Two homes below one sectionaliser: by day and by night a larger outage explains them, and how large is wide open. */
const CALLING = ['SP-00940', 'SP-00942'];
const lately = () => new Date(Date.now() - 30_000).toISOString();

let product: RunningProduct;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  await emptyCity(await someone('dispatcher', 'en-GB', DESK), origin);
  await beginOutage();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const someone = (role: string | null, locale: string, viewport: typeof DESK): Promise<BrowserContext> =>
  newContext({ browser, product }, role, { viewport, locale });

/** Something to show on every page: an outage that the demo's crew is on its way to. */
const beginOutage = async () => {
  const desk = await someone('dispatcher', 'en-GB', DESK);
  const field = await someone('crew', 'en-GB', PHONE);
  const crew = await crewOf(field, origin);
  const { state, read, give } = atWork(desk, origin);
  const roster = await read<{ id: string; base: { lon: number; lat: number } }[]>('crews');
  const { lon = 0, lat = 0 } = roster.find(({ id }) => id === crew)?.base ?? {};
  const corners = [
    [lon, lat],
    [lon + 0.01, lat],
    [lon, lat + 0.01],
    [lon, lat],
  ];
  if ((await state()).onDuty[crew] === undefined) await give({ type: 'setCrewDuty', crew, onDuty: true });
  await give({
    type: 'openIncident',
    incident: 'inc_shown',
    site: { type: 'area', outline: corners, customers: 240, name: 'North', area: 'urban' },
    since: new Date().toISOString(),
    reason: 'dispatcherJudgement',
    hazard: true,
  });
  await give({ type: 'dispatchCrew', dispatch: 'dsp_shown', incident: 'inc_shown', crew });
  for (const type of ['acceptDispatch', 'departForSite']) {
    await atWork(field, origin).give({ type, dispatch: 'dsp_shown' });
  }
};

/** Opens a page and notes what goes wrong on it, and whom else it asks. */
const openWatched = async (context: BrowserContext, path: string) => {
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  await page.exposeFunction('noteViolation', (violation: string) => errors.push(violation));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (window as unknown as { noteViolation(violation: string): void }).noteViolation(
        `against the policy: ${violatedDirective} ${blockedURI}`,
      ),
    ),
  );
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) strangers.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host) strangers.push(socket.url());
  });
  await page.goto(`${origin}${path}`);
  return { page, errors, strangers };
};

/** The rules that a page breaks, each with the elements that break it. */
const violations = async (page: Page): Promise<readonly string[]> => {
  // Evaluated, not added as an element: the page's content security policy allows no scripts but its own.
  await page.evaluate(AXE);
  const results = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
};

const SCREENS = [
  { name: 'sign-in', path: '/', role: null, viewport: DESK, ready: 'form' },
  {
    name: 'console',
    path: '/console',
    role: 'dispatcher',
    viewport: DESK,
    ready: '[data-map] canvas',
  },
  { name: 'wall', path: '/wall', role: 'wall', viewport: DESK, ready: '[data-map] canvas' },
  { name: 'crew', path: '/crew', role: 'crew', viewport: PHONE, ready: 'main' },
] as const;

const LANGUAGES = [
  { locale: 'zh-CN', lang: 'zh-CN' },
  { locale: 'en-GB', lang: 'en' },
] as const;

const cases = SCREENS.flatMap((screen) => LANGUAGES.map((language) => ({ ...screen, ...language })));

test('one click signs in who came by the printed link, also after a reload, and only then', async () => {
  const link = /http:\S+#demo=\S+/.exec(product.output())?.[0] ?? '';
  const context = await someone(null, 'en-GB', DESK);
  const page = await context.newPage();
  await page.goto(new URL('/', link).href);
  await page.getByText('open the link for the demo').waitFor();
  expect(await page.getByRole('button', { name: /^Administrator/ }).count()).toBe(0);
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('button', { name: /^Dispatcher/ }).waitFor();
  expect(page.url()).not.toContain('demo=');
  await page.reload();
  await page.getByRole('button', { name: /^Dispatcher/ }).click();
  await page.waitForURL(/\/console/);
  await context.close();
});

test('who has signed out leaves nothing of the network in the browser', async () => {
  const context = await someone('dispatcher', 'en-GB', DESK);
  const page = await context.newPage();
  const tile = page.waitForResponse((response) => /\/tiles\//.test(response.url()) && response.ok());
  await page.goto(`${origin}/console`);
  const url = (await tile).url();
  const kept = () => page.evaluate(async (it) => (await fetch(it, { cache: 'force-cache' })).status, url);
  expect(await kept()).toBe(200);
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
  expect(await kept()).toBe(401);
  await context.close();
});

test.each(cases)(
  '$name in $lang: no errors, no strangers, no barriers',
  async ({ path, role, viewport, ready, ...language }) => {
    const context = await someone(role, language.locale, viewport);
    const { page, errors, strangers } = await openWatched(context, path);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language.lang);
    expect(await violations(page)).toEqual([]);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  },
);

test('while anybody is out and nobody has announced a level, the wall says so, and never that all is normal', async () => {
  const context = await someone('wall', 'en-GB', DESK);
  const { page, errors } = await openWatched(context, '/wall?lang=en');
  await page.getByText('No level announced', { exact: true }).waitFor();
  expect(await page.getByText('Normal', { exact: true }).count()).toBe(0);
  // Confirmed by a person: a figure of its own, with nothing predicted beside it.
  await page.getByText('Confirmed out', { exact: true }).waitFor();
  expect(await page.locator('[data-predicted]').count()).toBe(0);
  await page.getByText('First report', { exact: true }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('what is expected has its interval on every screen, and what calls alone speak for is a range with its question', async () => {
  const desk = await someone('dispatcher', 'en-GB', DESK);
  const { read } = atWork(desk, origin);
  const called = await fetch(`${product.url}/api/operations/binjiang/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${product.accounts().intake?.apiKey}` },
    body: JSON.stringify(
      CALLING.map((servicePoint) => ({ id: servicePoint, at: lately(), channel: 'phone', servicePoint })),
    ),
  });
  expect(called.status, await called.clone().text()).toBe(200);
  const open = async () => (await read<IncidentLine[]>('incidents')).find(({ predicted: { low, high } }) => low < high);
  await expect.poll(open).toBeDefined();
  const range = await open().then((line) => `${line?.predicted.low}–${line?.predicted.high}`);

  const { page, errors } = await openWatched(desk, '/console');
  await page.getByRole('option').filter({ hasText: range }).click();
  await page.getByText(`Calls alone, no meter or switch confirms it: ${range} customers out`).waitFor();
  await page.getByText(/No meter is known to answer: look whether .+ is open/).waitFor();
  const spoken = page.getByText(/^240 confirmed \+ [\d,]+ expected \([\d,]+–[\d,]+\)$/);
  await spoken.first().waitFor({ state: 'attached' });
  await page.getByText(/^[\d,]+ more expected \([\d,]+–[\d,]+\)/).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await desk.close();

  const room = await someone('wall', 'en-GB', DESK);
  const wall = await openWatched(room, '/wall?lang=en');
  await wall.page.getByText(/^exp\. [\d,]+–[\d,]+$/).waitFor();
  expect(wall.errors).toEqual([]);
  await room.close();
});

test('a fault is located, a plan adopted and its first step recorded, which outlives the page, without barriers', async () => {
  const context = await someone('dispatcher', 'en-GB', DESK);
  const { page, errors } = await openWatched(context, '/console');
  await page.getByRole('button', { name: /^New outage/ }).click();
  await choose(page, 'Device', 'RC-LC02-06');
  await page.getByRole('button', { name: 'Enter outage' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Gulou #06 recloser').first().click();

  await page.getByRole('button', { name: 'Locate the fault' }).click();
  await choose(page, 'Line or device', 'L-LC02-0078');
  await page.getByRole('dialog').getByRole('button', { name: 'Locate the fault' }).click();

  await page.getByRole('heading', { name: 'Plan 1' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Adopt Plan 1' }).click();
  const second = page.getByRole('button', { name: /^Record as done: step 2,/ });
  await second.waitFor();
  expect(await second.getAttribute('aria-disabled')).toBe('true');
  await page.getByText('The steps ahead hold as the network is now').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Record as done: step 1,/ }).click();
  await page.getByText(/^✓ done/).waitFor();
  await page.getByRole('heading', { name: 'Not as normal' }).waitFor();
  await expect.poll(() => second.getAttribute('aria-disabled')).toBeNull();

  await page.reload();
  await page.getByText(/^✓ done/).waitFor();
  await expect.poll(() => second.getAttribute('aria-disabled')).toBeNull();

  await page.getByRole('button', { name: 'Issue permit…' }).click();
  await choose(page, 'Isolation points (open and tagged)', 'LBS-LC02-08');
  await page.getByText('not tagged').waitFor();
  expect(await violations(page)).toEqual([]);
  // What has been chosen is not dropped before somebody has said so.
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();

  // What the step has opened cannot be opened again: the form says so as soon as it is filled in, and sends nothing.
  await page.getByRole('button', { name: 'Record switching…' }).click();
  await choose(page, 'Device or line', 'LBS-LC02-08');
  await page.getByRole('alert').getByText('It is in this position already.').waitFor();
  const send = page.getByRole('dialog').getByRole('button', { name: 'Record', exact: true });
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('dialog').getByText('Close', { exact: true }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await expect.poll(() => send.getAttribute('aria-disabled')).toBeNull();
  expect(errors).toEqual([]);
  await context.close();
});

test('a level is announced, changed and ended by keys, and each press says what it does', async () => {
  const context = await someone('manager', 'en-GB', DESK);
  const { page, errors } = await openWatched(context, '/console');
  const opener = page.getByTitle('Response level');
  const form = page.getByRole('dialog');
  const focused = () => page.evaluate(() => document.activeElement?.parentElement?.textContent);
  await opener.focus();
  await page.keyboard.press('Enter');
  await form.waitFor();
  // The first question has the focus, not what is answered already.
  await expect.poll(focused).toBe('Level I');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Storm over three districts');
  await page.keyboard.press('Tab');
  await page.keyboard.type('All crews in');
  await form.getByRole('button', { name: 'Announce Level II' }).press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByText('Announce Level II').waitFor();
  await expect.poll(() => opener.evaluate((it) => it === document.activeElement)).toBe(true);

  await page.keyboard.press('Enter');
  await form.getByText('End the response').click();
  await form.getByRole('button', { name: 'End the response' }).press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByText('End the response').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('the console says that it is stale once its server is gone', async () => {
  const context = await someone('dispatcher', 'en-GB', DESK);
  const { page, errors } = await openWatched(context, '/console');
  await page.getByText('Binjiang distribution').first().waitFor();
  await page.getByText(/^STALE/).waitFor({ state: 'detached' });
  // Frozen is the worst way to be gone: the connection stands and nothing comes through it.
  product.process.kill('SIGSTOP');
  try {
    await page
      .getByText(/^STALE/)
      .first()
      .waitFor();
  } finally {
    product.process.kill('SIGCONT');
  }
  await page.getByText(/^STALE/).waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
  await context.close();
});
