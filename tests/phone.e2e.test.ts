import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, crewOf, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** The phone of a crew in a real browser: what Back does, and how it says that it is old. */
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let product: RunningProduct;
let browser: Browser;
let origin: string;
let desk: BrowserContext;
let phone: BrowserContext;
let page: Page;
/** The types of the orders that the page has sent. */
const sent: string[] = [];
/** The zooms of the tiles that the page's maps have asked for. */
const zooms: number[] = [];

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  desk = await newContext({ browser, product }, 'dispatcher', { viewport: DESK });
  await emptyCity(desk, origin);
  phone = await newContext({ browser, product }, 'crew', { viewport: PHONE });
  await offerJob();
  page = await phone.newPage();
  page.on('request', (request) => {
    const zoom = /\/tiles\/(\d+)\//.exec(request.url())?.[1];
    if (zoom !== undefined) zooms.push(Number(zoom));
  });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const said = JSON.parse(String(payload)) as { kind: string; command?: { type: string } };
      if (said.command !== undefined) sent.push(said.command.type);
    }),
  );
  await page.goto(`${origin}/crew`);
  await page.getByRole('button', { name: 'Accept' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** An offer to the demo's crew. */
const offerJob = async (): Promise<void> => {
  const crew = await crewOf(phone, origin);
  const { state, give } = atWork(desk, origin);
  if ((await state()).onDuty[crew] === undefined) await give({ type: 'setCrewDuty', crew, onDuty: true });
  await give({
    type: 'openIncident',
    incident: 'inc_offered',
    site: { type: 'device', device: 'RC-LC02-06' },
    since: new Date().toISOString(),
    reason: 'dispatcherJudgement',
    hazard: false,
  });
  await give({ type: 'dispatchCrew', dispatch: 'dsp_offered', incident: 'inc_offered', crew });
};

const back = () => page.evaluate(() => history.back());
const button = (name: string | RegExp) => page.getByRole('button', { name });
const heading = (name: string) => page.getByRole('heading', { name, exact: true });

test('the map of an offer shows the job and the crew and not the whole city', async () => {
  await page.locator('[data-map][data-idle]').waitFor();
  await page.getByText(/in a straight line, not by road$/).waitFor();
  // The whole city fits into tiles of zoom 8; this crew and its job lie a few kilometres apart.
  expect(Math.max(...zooms)).toBeGreaterThanOrEqual(10);
});

test('an offer says that it is old as soon as the server is silent', async () => {
  product.process.kill('SIGSTOP');
  try {
    await page.getByText(/^No news for \d+ s/).waitFor();
    expect(await page.getByText(/^Live/).count()).toBe(0);
  } finally {
    product.process.kill('SIGCONT');
  }
  await page.getByText(/^No news for/).waitFor({ state: 'detached' });
});

const status = async () => (await atWork(desk, origin).state()).dispatches.dsp_offered?.status;

test('a press can be taken back, and was then never sent', async () => {
  await button('Accept').click();
  await page.getByText(/^Goes out in \d+ s$/).waitFor();
  await button(/^On the way/).waitFor();
  await button('Undo').click();
  await button('Accept').waitFor();
  await page.getByText('Undone, nothing was sent: Accept').waitFor();
  await button('Undo').waitFor({ state: 'detached' });
  await button('Outbox').click();
  await page.getByText('Nothing to send').waitFor();
  await page.getByRole('button', { name: 'Job', exact: true }).click();
  expect(sent).toEqual([]);
  expect(await status()).toBe('offered');
});

test('a press that nobody can take back any more is sent: the page was left, or the next step pressed', async () => {
  await button('Accept').click();
  await button('Undo').waitFor();
  expect(await status()).toBe('offered');
  await page.goto('about:blank');
  await expect.poll(status).toBe('accepted');
  await page.goto(`${origin}/crew`);
  await button(/^On the way/).click();
  await button('Undo').waitFor();
  await button(/^I have arrived/).click();
  await expect.poll(status).toBe('enRoute');
  await button('Undo').click();
  await button(/^I have arrived/).waitFor();
  expect(sent).not.toContain('arriveOnSite');
});

test('Back leaves a screen and not the page', async () => {
  await button(/^Note/).click();
  await heading('Note or hazard').waitFor();
  await button('Map').click();
  await heading('Map').waitFor();
  await back();
  await heading('Note or hazard').waitFor();
  await back();
  await button(/^Note/).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/crew\//);
});

test('what closes by itself leaves no step behind, and with none left Back asks whether a crew on duty means to leave', async () => {
  await button(/^Note/).click();
  await button('Cancel').click();
  await back();
  await page.getByText('Press Back again to leave').waitFor();
  await button(/^Note/).waitFor();
  // A touch means to stay.
  await button('Outbox').click();
  await heading('Outbox').waitFor();
  await back();
  await button(/^Note/).waitFor();
});
