import { createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../tests/browser.ts';
import { type BenchResult, lowerIsBetter, quantile } from '../result.ts';
import { benchArrivals } from './arrivals.ts';
import type { Change, Stage } from './page/stage.ts';
import { plainFile } from './plain-file.ts';
import { type MapServer, serveMap } from './serve.ts';
import { type World, worldOf } from './world.ts';

const SIZES = [50_000, 1_000_000];
const CONTENDERS = ['ours', 'plain'] as const;
/** How often a substation is lost. A contender that takes long for the first is not asked again and again. */
const ROUNDS = 3;
const ENOUGH_MS = 30_000;
const STREET_ZOOM = 14.5;
/** Tiles are cut and rounded differently; of what is on the screen at least so much must be the same. */
const SAME = 0.97;

type Shown = ReturnType<Stage['shown']>;
type Figures = {
  readonly firstMapMs: number;
  readonly flips: readonly Change[];
  readonly trace: Change;
  readonly memoryMb: number;
  readonly sentKb: number;
  readonly views: Readonly<Record<string, Shown>>;
};

/**
 * The map in a real browser, drawn by the processor, beside a map that holds the whole network as one GeoJSON source and gives it anew for
 * every change. Both have the same layers and details; what they show is compared before a figure counts.
 */
export const benchMap = async (sizes: readonly number[] = SIZES): Promise<readonly BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'relight-bench-map-'));
  const pageDir = join(folder, 'page');
  try {
    await buildPage(pageDir);
    const results: BenchResult[] = [];
    for (const servicePoints of sizes) results.push(...(await benchSize(servicePoints, folder, pageDir)));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const benchSize = async (servicePoints: number, folder: string, pageDir: string): Promise<readonly BenchResult[]> => {
  const world = worldOf(servicePoints);
  const file = join(folder, `plain-${servicePoints}.geojson.gz`);
  await pipeline(Readable.from(plainFile(world)), createGzip(), createWriteStream(file));
  const { customers } = world.substation;
  console.log(
    `  ${servicePoints.toLocaleString('en')} service points in ${world.network.model.sections.count.toLocaleString('en')} sections; ` +
      `a substation of ${customers.toLocaleString('en')} customers is lost`,
  );
  const server = await serveMap(world, pageDir, file);
  // Tiles are found in an index that a server makes once.
  world.network.tiles();
  try {
    const figures: Record<string, Figures> = {};
    for (const contender of CONTENDERS) {
      const of = await measure(contender, world, server);
      console.log(
        `  ${contender}: first map ${Math.round(of.firstMapMs)} ms; flips until drawn ${of.flips.map(({ frameMs }) => Math.round(frameMs)).join(', ')} ms`,
      );
      figures[contender] = of;
    }
    const [ours, plain] = [figures.ours as Figures, figures.plain as Figures];
    for (const [view, shown] of Object.entries(ours.views)) assertSame(view, shown, plain.views[view] as Shown);
    const settings = { servicePoints, customers };
    return [...beside(ours, plain, settings), ...(await arrivalsOnce(server, settings))];
  } finally {
    await server.close();
  }
};

/** Of the smaller city: what is measured is the page, not the network. */
const arrivalsOnce = async (server: MapServer, settings: BenchResult['settings']): Promise<readonly BenchResult[]> =>
  settings.servicePoints === SIZES[0] ? benchArrivals(server, settings) : [];

const beside = (ours: Figures, plain: Figures, settings: BenchResult['settings']): BenchResult[] => {
  const points = `${Number(settings.servicePoints).toLocaleString('en')} points: `;
  const one = (name: string, unit: string, of: (figures: Figures) => number, samples = 1): BenchResult =>
    lowerIsBetter({
      name: points + name,
      unit,
      ours: of(ours),
      baseline: { name: 'one GeoJSON source', value: of(plain) },
      samples,
      settings,
    });
  const flip = (name: string, of: (change: Change) => number): BenchResult =>
    one(name, 'ms', ({ flips }) => quantile(flips.map(of), 0.5), ours.flips.length);
  return [
    one('first complete map', 'ms', ({ firstMapMs }) => firstMapMs),
    one('network over the wire until then', 'kB', ({ sentKb }) => sentKb),
    flip('flip, script', ({ scriptMs }) => scriptMs),
    flip('flip, first frame that shows it', ({ frameMs }) => frameMs),
    flip('flip, until nothing is left to draw', ({ idleMs }) => idleMs),
    one('trace, first frame that shows it', 'ms', ({ trace }) => trace.frameMs),
    one('memory of the browser', 'MB', ({ memoryMb }) => memoryMb),
  ];
};

const measure = async (contender: string, { substation, description }: World, server: MapServer): Promise<Figures> => {
  // A browser of its own, so that neither finds what the other left behind.
  const browser = await launchBrowser();
  try {
    const before = chromiumMb();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(240_000);
    page.on('pageerror', (error) => console.error(`  ${contender}: ${error.message}`));
    server.takeSent();
    await page.goto(`${server.url}?contender=${contender}`);
    await page.waitForFunction('window.stage !== undefined');
    const firstMapMs = await page.evaluate(() => window.stage.firstIdleMs);
    const sentKb = server.takeSent() / 1024;
    const change = (what: 'lose' | 'trace', ranges: readonly number[]): Promise<Change> =>
      page.evaluate(([kind, of, at]) => window.stage.change(kind, of, at), [what, ranges, substation.at] as const);

    const began = performance.now();
    const flips = [await change('lose', substation.ranges)];
    for (let round = 1; round < ROUNDS && performance.now() - began < ENOUGH_MS; round++) {
      flips.push(await change('lose', []));
      flips.push(await change('lose', substation.ranges));
    }
    const trace = await change('trace', substation.ranges);
    const memoryMb = chromiumMb() - before;
    const city = await shown(page, 'lines');
    const [west, south, east, north] = description.stats.bounds;
    await look(page, substation.at, STREET_ZOOM);
    const street = await shown(page, 'points');
    // Where nothing was lost, nothing may look so.
    await look(page, [west + (east - west) * 0.93, south + (north - south) * 0.93], STREET_ZOOM);
    const elsewhere = await shown(page, 'points');
    return { firstMapMs, flips, trace, memoryMb, sentKb, views: { city, street, elsewhere } };
  } finally {
    await browser.close();
  }
};

declare const window: { readonly stage: Stage };
const shown = (page: Page, layer: 'lines' | 'points'): Promise<Shown> =>
  page.evaluate((of) => window.stage.shown(of), layer);
const look = (page: Page, at: readonly [number, number], zoom: number): Promise<void> =>
  page.evaluate(([to, near]) => window.stage.look(to, near), [at, zoom] as const);

/** @throws if one shows what the other does not */
const assertSame = (view: string, ours: Shown, plain: Shown): void => {
  for (const kind of ['live', 'dead'] as const) {
    const [a, b] = [new Set(ours[kind]), new Set(plain[kind])];
    const both = [...a].filter((section) => b.has(section)).length;
    const all = new Set([...a, ...b]).size;
    console.log(`  ${view}, ${kind}: ${a.size} and ${b.size} sections, ${both} the same`);
    if (all > 0 && both < SAME * all) throw new Error(`${view}: the two maps do not show the same ${kind} sections`);
  }
};

/** Of all processes of the browsers that this process started; memory that they share counts once. Linux alone says so. */
const chromiumMb = (): number => {
  if (process.platform !== 'linux') return Number.NaN;
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = tryRead(`/proc/${pid}/stat`);
    parents.set(Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  let kB = 0;
  for (const pid of parents.keys()) {
    let up: number | undefined = parents.get(pid);
    while (up !== undefined && up > 1 && up !== process.pid) up = parents.get(up);
    if (up !== process.pid) continue;
    kB += Number(/^Pss:\s+(\d+)/m.exec(tryRead(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return kB / 1024;
};

const tryRead = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
};

const buildPage = (outDir: string) =>
  build({
    root: fileURLToPath(new URL('page', import.meta.url)),
    // For its pages are written for the compiler that is named there.
    configFile: fileURLToPath(new URL('../../dashboard/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 4_000 },
    worker: { format: 'es' },
  });
