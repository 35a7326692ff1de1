import type { IncidentPlacesAnswer } from '@relight/shared/http/incident-places';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atWork, emptyCity, newContext, originOf } from './people.ts';
import { type RunningProduct, startProduct } from './product.ts';

/** A dispatcher knows better than the evidence: holds a prediction, gives it back, pins it to one transformer, and splits what is left. */
let product: RunningProduct;
let browser: Browser;
let origin: string;
let desk: BrowserContext;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  origin = originOf(product);
  desk = await newContext({ browser, product }, 'dispatcher', { viewport: { width: 1920, height: 1200 } });
  await emptyCity(desk, origin);
  page = await desk.newPage();
  await page.goto(`${origin}/console`);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A fuse of the demo city and its transformers, with the service points behind each. */
const FUSE = 'Kaixuan #01 fuse';
const FIRST = { id: 'T-CD01-003', name: 'Fengting Rd transformer 01', points: ['SP-00008', 'SP-00009', 'SP-00010'] };
const SECOND = { id: 'T-CD01-009', name: 'Wenling Rd transformer 01', points: ['SP-00024', 'SP-00025'] };
const THIRD = ['SP-00026', 'SP-00027'];
const FOURTH = ['SP-00041', 'SP-00042', 'SP-00043', 'SP-00044', 'SP-00045', 'SP-00046'];
const FIFTH = ['SP-00047', 'SP-00048'];
const ELSEWHERE = [...SECOND.points, ...THIRD, ...FOURTH, ...FIFTH];

let calls = 0;
const send = async (door: 'reports' | 'scada-events', lines: readonly object[]): Promise<void> => {
  const { apiKey = '' } = product.accounts().intake ?? {};
  const taken = await fetch(`${origin}/api/operations/binjiang/${door}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(lines),
  });
  expect(await taken.json()).toMatchObject({ accepted: lines.length, rejected: [] });
};
const call = (servicePoints: readonly string[], more: object = {}): Promise<void> =>
  send(
    'reports',
    servicePoints.map((servicePoint) => ({
      id: `hold-${calls++}`,
      at: new Date().toISOString(),
      channel: 'phone',
      servicePoint,
      ...more,
    })),
  );

const dialog = () => page.getByRole('dialog');
const submit = async (name: string) => {
  await dialog().getByRole('button', { name, exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
};
/** A transformer in the list of the form, with what it would explain. */
const candidate = ({ name, points }: { readonly name: string; readonly points: readonly string[] }) =>
  dialog().getByRole('button', { name: new RegExp(`^${name} Transformer · .* · ${points.length} calls`) });
const row = (name: string, sign?: string) => {
  const found = page.getByRole('option').filter({ hasText: name });
  return (sign === undefined ? found : found.filter({ hasText: sign })).first();
};

test('a dispatcher holds, gives back, pins to a transformer and splits; automation and a danger leave it at that', async () => {
  const { read, state } = atWork(desk, origin);
  const incidents = async () => Object.values((await state()).incidents);
  await call([...FIRST.points, ...ELSEWHERE]);
  await row(FUSE).click();

  await page.getByRole('button', { name: 'Hold…' }).click();
  await submit('Hold');
  await row(FUSE, 'Held').waitFor();
  await page.getByText(/Held: .*reported by a crew/).waitFor();
  await page.getByRole('button', { name: /^Give back to automation/ }).click();
  await row(FUSE, 'Held').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Pin to a place…' }).click();
  const submitPin = dialog().getByRole('button', { name: 'Pin', exact: true });
  expect(await submitPin.getAttribute('aria-disabled')).toBe('true');
  await candidate(FIRST).click();
  await submit('Pin');
  await row(FIRST.name, 'Pinned').waitFor();
  await expect
    .poll(async () => (await incidents()).find(({ place }) => place.device === FIRST.id))
    .toMatchObject({ hold: { kind: 'pinned', reason: 'crewReport' }, reports: { count: FIRST.points.length } });
  // Those behind the other transformers are weighed again by themselves.
  const elsewhere = async () => (await incidents()).filter(({ place }) => place.device !== FIRST.id);
  await expect
    .poll(async () => (await elsewhere()).reduce((sum, { reports }) => sum + reports.count, 0))
    .toBe(ELSEWHERE.length);

  await call(['SP-00008'], { kind: 'hazard' });
  await expect
    .poll(async () => (await incidents()).filter(({ hazard }) => hazard).map(({ place }) => place.servicePoint))
    .toEqual(['SP-00008']);
  // What comes to the head of the list moves the others.
  await row('SP-00008').waitFor();

  await row(FUSE).click();
  await page.getByRole('heading', { name: FUSE }).waitFor();
  await page.getByRole('button', { name: 'Split…' }).click();
  await candidate(SECOND).click();
  await submit('Split');
  await row(SECOND.name, 'Split').waitFor();
  await row(FUSE, 'Split').waitFor();
  await expect
    .poll(async () => (await incidents()).find(({ place }) => place.device === SECOND.id))
    .toMatchObject({ hold: { kind: 'split' }, reports: { count: SECOND.points.length } });

  // However often they call again, what a person has said stands.
  const places = async () => (await incidents()).map(({ id, place, extent }) => [id, place.device, extent.customers]);
  const before = await places();
  await call([...FIRST.points, ...ELSEWHERE]);
  await expect.poll(async () => (await incidents()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(calls);
  expect(await places()).toEqual(before);

  // A fact that speaks against it asks, and moves nothing.
  const fuse = (await incidents()).find(({ place }) => place.nameEn === FUSE);
  const { above } = await read<IncidentPlacesAnswer>(`incidents/${fuse?.id}/places`);
  const breaker = above.find((device) => device.class === 'Breaker')?.id;
  await send('scada-events', [{ id: 'hold-trip', at: new Date().toISOString(), device: breaker, position: 'open' }]);
  await page.getByText('Nothing was moved: a dispatcher is to decide').waitFor();
  expect((await places()).filter(([id]) => before.some(([known]) => known === id))).toEqual(before);
  await page.getByRole('button', { name: 'Hold it all the same' }).click();
  await page.getByText('Nothing was moved: a dispatcher is to decide').waitFor({ state: 'detached' });
});
