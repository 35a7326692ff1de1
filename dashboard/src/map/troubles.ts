import type { ErrorEvent, Map as MapLibreMap } from 'maplibre-gl';
import { createMemo, createSignal, onCleanup } from 'solid-js';
import { SOURCES } from './names.ts';
import { retryDelayMs } from './retry.ts';

export type Trouble = 'network' | 'tiles' | 'base' | 'areas' | 'crews' | 'customers';

export type Troubles = {
  readonly report: (trouble: Trouble) => void;
  readonly clear: (trouble: Trouble) => void;
  /** The troubles there are now, joined; null when all is well. */
  readonly current: () => string | null;
};

export const createTroubles = (): Troubles => {
  const [set, change] = createSignal<ReadonlySet<Trouble>>(new Set());
  return {
    report: (trouble) => change((old) => (old.has(trouble) ? old : new Set([...old, trouble]))),
    clear: (trouble) => change((old) => (old.has(trouble) ? new Set([...old].filter((it) => it !== trouble)) : old)),
    current: createMemo(() => (set().size === 0 ? null : [...set()].join(' '))),
  };
};

/** The renderer asks for a tile once and then leaves a hole; a network that comes back after a storm deserves better. */
export const retryTiles = (map: MapLibreMap, troubles: Troubles, baseUrl: string | null): void => {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const attempts = new Map<string, number>();
  const again = (key: string, trouble: Trouble, ask: () => void): void => {
    const attempt = attempts.get(key) ?? 0;
    attempts.set(key, attempt + 1);
    troubles.report(trouble);
    const timer = setTimeout(() => {
      timers.delete(timer);
      ask();
    }, retryDelayMs(attempt));
    timers.add(timer);
  };
  map.on('error', (event: ErrorEvent & { sourceId?: string; tile?: { tileID?: { canonical: Tile } } }) => {
    if (event.sourceId === SOURCES.network) {
      const tile = event.tile?.tileID?.canonical;
      if (tile === undefined) return;
      const { x, y, z } = tile;
      again(`${z}/${x}/${y}`, 'tiles', () => map.refreshTiles(SOURCES.network, [{ x, y, z }]));
    } else if (event.sourceId === SOURCES.base && baseUrl !== null) {
      again('base', 'base', () => baseSource(map)?.setData(baseUrl));
    } else {
      console.warn('map:', event.error?.message ?? event);
    }
  });
  map.on('sourcedata', (event) => {
    if (event.sourceId === SOURCES.network && event.tile !== undefined && event.tile.state !== 'errored') {
      const { x, y, z } = event.tile.tileID.canonical;
      attempts.delete(`${z}/${x}/${y}`);
      if (![...attempts.keys()].some((key) => key !== 'base')) troubles.clear('tiles');
    }
    if (event.sourceId === SOURCES.base && event.sourceDataType === 'content' && attempts.delete('base')) {
      troubles.clear('base');
    }
  });
  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
  });
};

type Tile = { readonly x: number; readonly y: number; readonly z: number };

const baseSource = (map: MapLibreMap) => map.getSource<import('maplibre-gl').GeoJSONSource>(SOURCES.base);
