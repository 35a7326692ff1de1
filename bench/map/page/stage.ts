import type { BareMap } from '../../../dashboard/src/map/testing/bare-map.ts';

type Rendered = ReturnType<BareMap['map']['queryRenderedFeatures']>[number];
export type Drawn = { readonly section: number; readonly dead: boolean; readonly traced: boolean };

export type Contender = BareMap & {
  /** What a feature on the screen shows. */
  readonly drawn: (feature: Rendered) => Drawn;
};

/** Milliseconds: how long the page's script ran, until the first frame that shows it, and until nothing is left to do. */
export type Change = { readonly scriptMs: number; readonly frameMs: number; readonly idleMs: number };

export type Stage = {
  /** Since the page was asked for. */
  readonly firstIdleMs: Promise<number>;
  readonly change: (
    what: 'lose' | 'trace',
    ranges: readonly number[],
    at: readonly [number, number],
  ) => Promise<Change>;
  readonly look: (at: readonly [number, number], zoom: number) => Promise<void>;
  /** Section numbers of what is on the screen in a layer, those without supply apart. */
  readonly shown: (layer: 'lines' | 'points') => { readonly live: readonly number[]; readonly dead: readonly number[] };
};

/** How far around the place that is looked at for the change, in pixels. */
const PROBE_PX = 40;
const MICROTASKS = 50;
const LINES = ['line-live', 'line-dead', 'line-traced'];

export const createStage = ({ map, lose, trace, drawn }: Contender): Stage => {
  const idle = (): Promise<void> => new Promise((resolve) => map.once('idle', () => resolve()));
  const lines = () => LINES.filter((layer) => map.getLayer(layer) !== undefined);

  const change: Stage['change'] = async (what, ranges, [lon, lat]) => {
    const { x, y } = map.project([lon, lat]);
    const box: [[number, number], [number, number]] = [
      [x - PROBE_PX, y - PROBE_PX],
      [x + PROBE_PX, y + PROBE_PX],
    ];
    const wanted = ranges.length > 0;
    const isShown = (): boolean =>
      map.queryRenderedFeatures(box, { layers: lines() }).some((feature) => {
        const { dead, traced } = drawn(feature);
        return what === 'lose' ? dead : traced;
      }) === wanted;
    const began = performance.now();
    const shown = new Promise<number>((resolve) => {
      const onRender = () => {
        if (!isShown()) return;
        map.off('render', onRender);
        resolve(performance.now() - began);
      };
      map.on('render', onRender);
    });
    const settled = idle();
    if (what === 'lose') lose(ranges);
    else trace(ranges);
    // The data are copied for the worker in what follows at once, before the browser does anything else.
    for (let turn = 0; turn < MICROTASKS; turn++) await null;
    const synchronous = performance.now() - began;
    const frameMs = await shown;
    await settled;
    const painting = performance.getEntriesByName('relight:sections').reduce((sum, { duration }) => sum + duration, 0);
    performance.clearMeasures();
    return { scriptMs: synchronous + painting, frameMs, idleMs: performance.now() - began };
  };

  return {
    firstIdleMs: idle().then(() => performance.now()),
    change,
    look: async (at, zoom) => {
      const settled = idle();
      map.jumpTo({ center: [at[0], at[1]], zoom });
      map.triggerRepaint();
      await settled;
    },
    shown: (layer) => {
      const live = new Set<number>();
      const dead = new Set<number>();
      for (const feature of map.queryRenderedFeatures({ layers: layer === 'points' ? ['service-points'] : lines() })) {
        // The smallest branches shrink to nothing at city zoom, for one contender sooner than for the other.
        if (layer === 'lines' && Number(feature.properties.s) === 0) continue;
        const { section, dead: isDead } = drawn(feature);
        (isDead ? dead : live).add(section);
      }
      return { live: [...live].sort((a, b) => a - b), dead: [...dead].sort((a, b) => a - b) };
    },
  };
};
