import { importNetwork } from '@relight/api/networks/import/import-network';
import { generateCity } from '@relight/db/seeds/city/city';
import { servicePointsBelow } from '@relight/drills/actors/fault-sites';
import { buildNetwork } from '@relight/shared/network/build';
import { networkFacts } from '@relight/shared/network/network-facts';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, crewOf, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/**
 * One outage from the first call to the last customer, by three people at once: a dispatcher on the console, a crew on its phone and the
 * room at the wall. The simulated people are paused, so that everything on the screens comes from these three and from the callers.
 */
let product: RunningProduct;
let browser: Browser;
let origin: string;
let desk: BrowserContext;
/** What went wrong on a page without stopping it. */
const broken: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  desk = await someone('dispatcher', { width: 1920, height: 1080 });
  await emptyCity(desk, origin);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const someone = (role: string, viewport: { width: number; height: number }): Promise<BrowserContext> =>
  newContext({ browser, product }, role, { viewport });

const open = async (context: BrowserContext, path: string): Promise<Page> => {
  const page = await context.newPage();
  page.on('pageerror', (error) => broken.push(`${path}: ${error.stack ?? error.message}`));
  await page.goto(`${origin}${path}`);
  return page;
};

/** A fuse of the demo city with a few dozen customers, and the service points behind it. */
const chooseFuse = async () => {
  const city = generateCity({ referenceDate: '2026-01-01' });
  const imported = await importNetwork(
    (async function* () {
      yield* city.network;
    })(),
  );
  if (!imported.ok) throw new Error('the demo city is refused');
  const model = buildNetwork(imported.columns);
  const facts = networkFacts(model);
  for (const id of model.edges.ids) {
    const device = facts.device(id);
    if (device?.class !== 'Fuse') continue;
    const below = facts.below(id);
    const servicePoints = servicePointsBelow(model, facts, id);
    if (
      below &&
      below.important.length === 0 &&
      below.customers > 60 &&
      below.customers < 120 &&
      servicePoints.length > 5
    ) {
      return { device: id, customers: below.customers, servicePoints, name: device.nameEn ?? device.name };
    }
  }
  throw new Error('no fuse of that size');
};

test('an outage goes from the first call to the last customer, in order, on every screen', async () => {
  const fuse = await chooseFuse();
  const { read, state } = atWork(desk, origin);
  const field = await someone('crew', { width: 390, height: 844 });
  const room = await someone('wall', { width: 1920, height: 1080 });

  const console = await open(desk, '/console');
  const phone = await open(field, '/crew');
  const wall = await open(room, '/wall');
  const crewName = await ownCrew(field);
  await onDuty(field);

  // The callers: every service point behind the fuse, through the intake of the call centre.
  const reports = fuse.servicePoints.map((servicePoint, i) => ({
    id: `story-${i}`,
    at: new Date().toISOString(),
    channel: 'phone',
    servicePoint,
  }));
  const { apiKey = '' } = product.accounts().intake ?? {};
  const taken = await fetch(`${origin}/api/operations/binjiang/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(reports),
  });
  expect(await taken.json()).toEqual({ accepted: reports.length, duplicates: 0, rejected: [] });

  const row = console.getByRole('option').filter({ hasText: fuse.name }).first();
  await row.waitFor();
  await row.click();
  await wall.getByText(String(fuse.customers)).first().waitFor();

  // Dispatch, and the answer of one thumb.
  await console.getByRole('button', { name: /^Show \d+ more crew/ }).click();
  await console.getByRole('button', { name: `Dispatch: ${crewName}`, exact: true }).click();
  await phone.getByRole('button', { name: 'Accept' }).click();
  await phone.getByRole('button', { name: /On the way/ }).click();
  await phone.getByRole('button', { name: /I have arrived/ }).click();
  await phone.getByRole('button', { name: /Confirm outage/ }).click();
  // The phone keeps what was pressed for some seconds, so that it can be taken back.
  const statuses = async () => Object.values((await state()).incidents).map(({ status }) => status);
  await expect.poll(statuses).toContain('confirmed');

  // The dispatcher says when, and enters the steps as the crew calls them in.
  await console
    .getByRole('button', { name: /^Set ETR/ })
    .first()
    .click();
  await console
    .getByRole('dialog')
    .getByRole('button', { name: /^Set ETR/ })
    .click();
  await console.getByRole('dialog').waitFor({ state: 'detached' });

  await orderAbout(fuse.device, {
    type: 'restoreSupply',
    step: 'stp_story-1',
    means: 'switching',
    scope: { type: 'count', customers: 20 },
  });
  await wall
    .getByText(String(fuse.customers - 20))
    .first()
    .waitFor();
  await orderAbout(fuse.device, {
    type: 'restoreSupply',
    step: 'stp_story-2',
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  });
  await phone.getByRole('button', { name: /Work complete/ }).click();
  // Nobody closes an incident whose crew has not left: the desk waits for the phone's word.
  await expect.poll(async () => Object.keys((await state()).dispatches)).toEqual([]);
  await console
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await console.getByRole('dialog').getByText('Tree', { exact: false }).first().click();
  await console
    .getByRole('dialog')
    .getByRole('button', { name: /^Close/ })
    .last()
    .click();
  // By name: what is still open would otherwise only show as a wall that stays busy.
  await expect.poll(async () => Object.values((await state()).incidents)).toEqual([]);

  await wall.getByText('All supplied').first().waitFor();
  await console.getByText('All normal').first().waitFor();

  expect(broken).toEqual([]);

  // What the screens showed is what the log says, in order, and the customer-minutes follow from its steps.
  const events = await read<RecordedEvent[]>('events?from=0&limit=500');
  expect(events.map((line) => line.seq)).toEqual(events.map((_, i) => i + 1));
  const ours = events.find(
    ({ event }) => event.type === 'outagePredicted' && event.reports.ids[0]?.startsWith('story-'),
  );
  const incident = ours?.event.type === 'outagePredicted' ? ours.event.incident : undefined;
  const story = events.filter(({ event }) => 'incident' in event && event.incident === incident && !isAside(event));
  expect(story.map(({ event }) => event.type)).toEqual([
    'outagePredicted',
    'crewDispatched',
    'dispatchAccepted',
    'crewEnRoute',
    'crewArrived',
    'outageConfirmed',
    'etrSet',
    'supplyRestored',
    'supplyRestored',
    'fieldWorkCompleted',
    'incidentClosed',
  ]);
  const steps = events.flatMap(({ event }) => (event.type === 'supplyRestored' ? [event] : []));
  const since = Math.min(...reports.map((report) => Date.parse(report.at)));
  const implied = steps.reduce(
    (sum, step) => sum + (step.customers * (Date.parse(step.occurredAt) - since)) / 60_000,
    0,
  );
  const closed = events.map(({ event }) => event).find((event) => event.type === 'incidentClosed');
  expect(closed).toMatchObject({ customersInterrupted: fuse.customers });
  expect(closed?.type === 'incidentClosed' && closed.customerMinutes).toBeCloseTo(implied, 3);
});

/** What programs add in their own time: calls that belong to it, and an estimate where people are slow to give one. */
const isAside = (event: RecordedEvent['event']): boolean =>
  ['reportsReceived', 'outageMoved'].includes(event.type) ||
  (event.type === 'etrSet' && (event.source === 'model' || event.source === 'default'));

/** Orders something about the open incident at a device. */
const orderAbout = async (device: string, command: { step: string; [member: string]: unknown }) => {
  const { state, give } = atWork(desk, origin);
  const incident = Object.values((await state()).incidents).find((one) => one.place.device === device);
  await give({ id: `story-${command.step}`, incident: incident?.id, ...command });
};

const ownCrew = async (context: BrowserContext): Promise<string> => {
  const crews = await atWork(context, origin).read<{ id: string; name: { en: string } }[]>('crews');
  const id = await crewOf(context, origin);
  const own = crews.find((crew) => crew.id === id);
  if (own === undefined) throw new Error(`the roster has no crew ${id}`);
  return own.name.en;
};

/** Whatever the hour, this crew works now. */
const onDuty = async (field: BrowserContext) => {
  const crew = await crewOf(field, origin);
  const { state, give } = atWork(desk, origin);
  if ((await state()).onDuty[crew] === undefined) {
    await give({ id: 'story-duty', type: 'setCrewDuty', crew, onDuty: true });
  }
};
