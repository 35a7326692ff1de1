import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Activity } from '../activity.ts';
import { SOURCES } from '../names.ts';
import { persistently } from '../retry.ts';
import type { Troubles } from '../troubles.ts';
import type { Affected } from './affected.ts';
import { anchorOf } from './area-anchor.ts';
import type { AreaShape } from './area-features.ts';
import { areaFeatures, shapeOf } from './area-features.ts';
import { areaPath } from './area-path.ts';

export type Areas = {
  /** Where a tag points: into its area, or at the device until the area is known. */
  readonly anchor: (area: Affected) => readonly [lon: number, lat: number];
  readonly shape: (area: Affected) => AreaShape | undefined;
  readonly shapes: Accessor<ReadonlyMap<string, AreaShape>>;
};

type Request = { readonly path: string; readonly abort: AbortController };

/** Asks the server for the shape of each set of sections, once, and draws what has come. An old shape stays until the new one is here. */
export const createAreas = (of: {
  readonly map: MapLibreMap;
  readonly version: string | null;
  readonly affected: Accessor<readonly Affected[]>;
  readonly chosen: Accessor<string | null>;
  readonly activity: Activity;
  readonly troubles: Troubles;
}): Areas => {
  const { map, version, affected, chosen, activity, troubles } = of;
  const [shapes, setShapes] = createSignal<ReadonlyMap<string, AreaShape>>(new Map());
  const requests = new Map<string, Request>();

  const fetchShape = async (key: string, path: string): Promise<void> => {
    const running = requests.get(key);
    if (running?.path === path) return;
    running?.abort.abort();
    const abort = new AbortController();
    requests.set(key, { path, abort });
    const shape = await persistently(
      () => activity.during(shapeAt(path, abort.signal)),
      abort.signal,
      () => troubles.report('areas'),
    );
    if (requests.get(key)?.abort !== abort) return;
    troubles.clear('areas');
    if (shape !== null) setShapes((old) => new Map(old).set(key, shape));
  };

  createEffect(() => {
    const wanted = affected().filter((area) => area.outline === null && area.ranges.length > 0);
    const keys = new Set(wanted.map((area) => area.key));
    for (const [key, { abort }] of requests) {
      if (keys.has(key)) continue;
      abort.abort();
      requests.delete(key);
      setShapes((old) => new Map([...old].filter(([it]) => it !== key)));
    }
    if (version === null) return;
    for (const { key, ranges } of wanted) {
      fetchShape(key, areaPath(version, ranges)).catch(() => {
        // Superseded: somebody newer is asking.
      });
    }
  });

  createEffect(() => {
    map.getSource<GeoJSONSource>(SOURCES.areas)?.setData(areaFeatures(affected(), shapes(), chosen()));
  });
  onCleanup(() => {
    for (const { abort } of requests.values()) abort.abort();
  });

  const anchors = createMemo(() => {
    const made = new Map<AreaShape, readonly [number, number] | null>();
    return (shape: AreaShape) => {
      if (!made.has(shape)) made.set(shape, anchorOf(shape));
      return made.get(shape) ?? null;
    };
  });
  return {
    shapes,
    shape: (area) => shapeOf(area, shapes()),
    anchor: (area) => {
      const shape = shapeOf(area, shapes());
      return (shape && anchors()(shape)) ?? [area.lon, area.lat];
    },
  };
};

/** Null where the server knows of no such area, and asking again would not change that. */
const shapeAt = async (path: string, signal: AbortSignal): Promise<AreaShape | null> => {
  const response = await fetch(path, { signal });
  if (response.status === 404 || response.status === 422) return null;
  if (!response.ok) throw new Error(`${path.slice(0, 80)}: ${response.status}`);
  const body: { geometry?: AreaShape } & Partial<AreaShape> = await response.json();
  return (body.geometry ?? body) as AreaShape;
};
