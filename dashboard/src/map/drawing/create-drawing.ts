import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type KeyHandler, listenForKeys } from '../../ui/keys.ts';
import type { MapDrawing } from '../map-props.ts';
import { SOURCES } from '../names.ts';
import { boundsOfPlaces } from '../view/fit.ts';
import type { Corner } from './outline.ts';
import { closed, flawOf } from './outline.ts';

export type Pen = {
  readonly corners: Accessor<readonly Corner[]>;
  readonly flaw: () => ReturnType<typeof flawOf>;
  /** Puts an outline there that was not drawn by hand, and brings it into view. */
  readonly replace: (corners: readonly Corner[]) => void;
  readonly centre: () => { readonly lon: number; readonly lat: number };
  readonly undo: () => void;
  readonly finish: () => void;
  readonly cancel: () => void;
};

/** Drawing an outline with the mouse, or with the keys and the cross in the middle of the map. */
export const createDrawing = (map: MapLibreMap, drawing: Accessor<MapDrawing | null>): Pen => {
  const [corners, setCorners] = createSignal<readonly Corner[]>([]);
  const flaw = () => flawOf(corners());
  const add = (lon: number, lat: number): void => {
    // The second click of a double click lands on the first one's corner.
    const last = corners().at(-1);
    const at = map.project([lon, lat]);
    const there = last && map.project([last[0], last[1]]);
    if (there && Math.hypot(there.x - at.x, there.y - at.y) < 4) return;
    setCorners((old) => [...old, [round(lon), round(lat)]]);
  };
  const finish = (): void => {
    if (flaw() === null) drawing()?.onDone(closed(corners()));
  };
  const cancel = (): void => drawing()?.onCancel();
  const undo = (): void => {
    setCorners((old) => old.slice(0, -1));
  };

  createEffect(
    on(
      () => drawing() !== null,
      (isOn) => {
        setCorners([]);
        if (!isOn) return map.doubleClickZoom.enable();
        map.doubleClickZoom.disable();
        map.getCanvas().focus();
      },
    ),
  );
  createEffect(() => {
    map.getSource<GeoJSONSource>(SOURCES.drawing)?.setData(sketch(drawing() === null ? [] : corners()));
  });

  map.on('click', ({ lngLat }: MapMouseEvent) => {
    if (drawing() !== null) add(lngLat.lng, lngLat.lat);
  });
  map.on('dblclick', () => {
    if (drawing() !== null) finish();
  });
  const hear: KeyHandler = (key, event) => {
    if (drawing() === null) return;
    const { lng, lat } = map.getCenter();
    const act: Readonly<Record<string, () => void>> = {
      Enter: finish,
      Escape: cancel,
      Backspace: undo,
      ' ': () => add(lng, lat),
    };
    const chosen = act[key];
    if (chosen === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    chosen();
  };
  onCleanup(listenForKeys(map.getCanvas(), hear));

  const replace = (outline: readonly Corner[]): void => {
    setCorners(outline);
    const bounds = boundsOfPlaces(outline.map(([lon, lat]) => ({ lon, lat })));
    if (bounds !== null) map.fitBounds([...bounds], { padding: 80, duration: 600 });
  };
  const centre = () => {
    const { lng, lat } = map.getCenter();
    return { lon: lng, lat };
  };
  return { corners, flaw, replace, centre, undo, finish, cancel };
};

const sketch = (corners: readonly Corner[]): FeatureCollection => {
  const positions = corners.map(([lon, lat]) => [lon, lat]);
  const [first] = positions;
  const shape = (geometry: FeatureCollection['features'][number]['geometry']) =>
    ({ type: 'Feature', properties: {}, geometry }) as const;
  return {
    type: 'FeatureCollection',
    features: [
      ...positions.map((coordinates) => shape({ type: 'Point', coordinates })),
      ...(first && positions.length > 2 ? [shape({ type: 'Polygon', coordinates: [[...positions, first]] })] : []),
      ...(first && positions.length > 1
        ? [shape({ type: 'LineString', coordinates: positions.length > 2 ? [...positions, first] : positions })]
        : []),
    ],
  };
};

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
