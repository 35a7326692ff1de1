import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Activity } from '../activity.ts';
import { SOURCES } from '../names.ts';
import type { Troubles } from '../troubles.ts';
import type { Affected } from './affected.ts';
import { anchorOf } from './area-anchor.ts';
import type { AreaShape } from './area-features.ts';
import { areaFeatures, sameFeatures, shapeOf } from './area-features.ts';
import { areaPath } from './area-path.ts';
import { shapeRequests } from './shape-requests.ts';

export type Areas = {
  /** Where a tag points: into its area, or at the device until the area is known. */
  readonly anchor: (area: Affected) => readonly [lon: number, lat: number];
  readonly shape: (area: Affected) => AreaShape | undefined;
  readonly shapes: Accessor<ReadonlyMap<string, AreaShape>>;
};

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
  const requests = shapeRequests({
    ask: shapeAt,
    onShapes: setShapes,
    onFailure: () => troubles.report('areas'),
    onAnswer: () => troubles.clear('areas'),
    during: activity.during,
  });
  onCleanup(requests.close);

  createEffect(() => {
    const wanted = affected().filter((area) => area.outline === null && area.ranges.length > 0);
    if (version === null) return;
    requests.want(wanted.map(({ key, ranges }) => ({ key, path: areaPath(version, ranges) })));
  });

  // An area that has no shape yet changes nothing, and what the map is given it draws again.
  const drawn = createMemo(() => areaFeatures(affected(), shapes(), chosen()), undefined, { equals: sameFeatures });
  createEffect(() => {
    map.getSource<GeoJSONSource>(SOURCES.areas)?.setData(drawn());
  });

  // By what does not change while the area looks the same: finding the middle of a large shape takes longer than a frame allows.
  const anchors = new WeakMap<object, readonly [number, number] | null>();
  return {
    shapes,
    shape: (area) => shapeOf(area, shapes()),
    anchor: (area) => {
      const drawn = area.outline ?? shapes().get(area.key);
      if (drawn === undefined) return [area.lon, area.lat];
      const known = anchors.get(drawn);
      if (known !== undefined) return known ?? [area.lon, area.lat];
      const shape = shapeOf(area, shapes());
      const found = shape === undefined ? null : anchorOf(shape);
      anchors.set(drawn, found);
      return found ?? [area.lon, area.lat];
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
