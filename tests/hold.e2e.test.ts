import { importNetwork } from '@relight/api/networks/import/import-network';
import { generateCity } from '@relight/db/seeds/city/city';
import { servicePointsBelow } from '@relight/drills/actors/fault-sites';
import { buildNetwork } from '@relight/shared/network/build';
import { networkFacts } from '@relight/shared/network/network-facts';
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

/** A fuse of the demo city with at least four transformers, and the service points behind each. */
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
    const behind = new Map<string, { readonly name: string; readonly points: string[] }>();
    for (const point of servicePointsBelow(model, facts, id)) {
      const transformer = facts.protectiveAbove(point).find((one) => one.class === 'PowerTransformer');
      if (transformer === undefined) continue;
      const known = behind.get(transformer.id) ?? { name: transformer.nameEn ?? transformer.name, points: [] };
      behind.set(transformer.id, { ...known, points: [...known.points, point] });
    }
    const transformers = [...behind].map(([transformer, it]) => ({ id: transformer, ...it }));
    if (transformers.length >= 4 && transformers.every(({ points }) => points.length > 1))
      return { id, name: device.nameEn ?? device.name, transformers };
  }
  throw new Error('no fuse with four transformers');
};

let calls = 0;
const call = async (servicePoints: readonly string[], more: object = {}): Promise<void> => {
  const { apiKey = '' } = product.accounts().intake ?? {};
  const taken = await fetch(`${origin}/api/operations/binjiang/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(
      servicePoints.map((servicePoint) => ({
        id: `hold-${calls++}`,
        at: new Date().toISOString(),
        channel: 'phone',
        servicePoint,
        ...more,
      })),
    ),
  });
  expect(await taken.json()).toMatchObject({ accepted: servicePoints.length, rejected: [] });
};

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
  const fuse = await chooseFuse();
  const [first, second] = fuse.transformers as [(typeof fuse.transformers)[0], (typeof fuse.transformers)[0]];
  const { state } = atWork(desk, origin);
  const incidents = async () => Object.values((await state()).incidents);
  await call(fuse.transformers.flatMap(({ points }) => points));
  await row(fuse.name).click();

  await page.getByRole('button', { name: 'Hold…' }).click();
  await submit('Hold');
  await row(fuse.name, 'Held').waitFor();
  const detail = page.getByRole('region', { name: fuse.name }).or(page.locator('main'));
  await detail
    .getByText(/Held: .*reported by a crew/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Give back to automation/ }).click();
  await row(fuse.name, 'Held').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Pin to a device…' }).click();
  const submitPin = dialog().getByRole('button', { name: 'Pin', exact: true });
  expect(await submitPin.getAttribute('aria-disabled')).toBe('true');
  await candidate(first).click();
  await submit('Pin');
  await row(first.name, 'Pinned').waitFor();
  await expect
    .poll(async () => (await incidents()).find(({ place }) => place.device === first.id))
    .toMatchObject({ hold: { kind: 'pinned', reason: 'crewReport' }, reports: { count: first.points.length } });
  // Those behind the other transformers are weighed again by themselves.
  const elsewhere = async () => (await incidents()).filter(({ place }) => place.device !== first.id);
  const others = fuse.transformers.slice(1).flatMap(({ points }) => points).length;
  await expect.poll(async () => (await elsewhere()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(others);

  await call([first.points[0] as string], { kind: 'hazard' });
  await expect
    .poll(async () => (await incidents()).filter(({ hazard }) => hazard).map(({ place }) => place.servicePoint))
    .toEqual([first.points[0]]);

  await row(fuse.name).click();
  await page.getByRole('button', { name: 'Split…' }).click();
  await candidate(second).click();
  await submit('Split');
  await row(second.name, 'Split').waitFor();
  await row(fuse.name, 'Split').waitFor();
  await expect
    .poll(async () => (await incidents()).find(({ place }) => place.device === second.id))
    .toMatchObject({ hold: { kind: 'split' }, reports: { count: second.points.length } });

  // However often they call again, what a person has said stands.
  const places = async () => (await incidents()).map(({ id, place, extent }) => [id, place.device, extent.customers]);
  const before = await places();
  await call(fuse.transformers.flatMap(({ points }) => points));
  await expect.poll(async () => (await incidents()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(calls);
  expect(await places()).toEqual(before);
  if (process.env.HOLD_PICTURE) await page.screenshot({ path: process.env.HOLD_PICTURE });
});
