import type { IncidentId } from '@relight/shared/operation/ids';
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { createSignal, onCleanup } from 'solid-js';
import { listenForKeys } from '../ui/keys.ts';
import type { MapPick, MapSelection } from './map-props.ts';
import { LAYERS } from './names.ts';
import type { Overlay } from './overlay/create-overlay.ts';
import type { Point } from './tags/rectangle.ts';

/** A device under the pointer. */
export type Hovered = { readonly at: Point; readonly name: string; readonly nameEn: string; readonly class: string };

/** Room around a small symbol that still counts as a hit, for hands that are not steady. */
const REACH_PX = 6;

/** What is at a place of the screen, the smallest thing first: a crew, a service point that is out, a device, a dot, an area. */
export const selectionAt = (map: MapLibreMap, overlay: Overlay, point: Point): MapSelection | null => {
  const crew = overlay.crewAt(point);
  if (crew !== null) return { kind: 'crew', id: crew.id };
  const lone = pointAt(map, point);
  if (lone !== undefined) return { kind: 'incident', id: lone };
  const device = deviceAt(map, point);
  if (device !== null) return { kind: 'device', id: device.id };
  const dot = overlay.dotAt(point);
  if (dot !== null) return { kind: 'incident', id: dot };
  const layers = [LAYERS.areaFill, LAYERS.areaPredicted, LAYERS.areaRestored];
  const [area] = map.queryRenderedFeatures([point.x, point.y], { layers });
  const incident = area?.properties?.incident as IncidentId | undefined;
  return incident === undefined ? null : { kind: 'incident', id: incident };
};

/** The incident at one service point that is drawn here. */
const pointAt = (map: MapLibreMap, { x, y }: Point): IncidentId | undefined => {
  const [found] = map.queryRenderedFeatures([x, y], { layers: [LAYERS.areaPoint] });
  return found?.properties?.incident as IncidentId | undefined;
};

const deviceAt = (map: MapLibreMap, { x, y }: Point) => {
  if (map.getLayer(LAYERS.devices) === undefined) return null;
  const [found] = map.queryRenderedFeatures(
    [
      [x - REACH_PX, y - REACH_PX],
      [x + REACH_PX, y + REACH_PX],
    ],
    { layers: [LAYERS.devices] },
  );
  if (found === undefined) return null;
  const { id, name, nameEn } = found.properties;
  return {
    id: String(id),
    name: String(name ?? id),
    nameEn: String(nameEn ?? name ?? id),
    class: String(found.properties.class),
  };
};

/** From this zoom on a line is far enough from its neighbour to be meant; before it a click there means the area. */
const LINES_FROM_ZOOM = 14;

const isOnLine = (map: MapLibreMap, { x, y }: Point): boolean => {
  const layers = LAYERS.lines.filter((layer) => map.getLayer(layer) !== undefined);
  if (layers.length === 0 || map.getZoom() < LINES_FROM_ZOOM) return false;
  const around: [[number, number], [number, number]] = [
    [x - REACH_PX / 2, y - REACH_PX / 2],
    [x + REACH_PX / 2, y + REACH_PX / 2],
  ];
  return map.queryRenderedFeatures(around, { layers }).length > 0;
};

/** Clicks and hovering. `mode` says what a click means at this moment. */
export const createInteraction = (of: {
  readonly map: MapLibreMap;
  readonly overlay: Overlay;
  readonly mode: () => 'select' | 'pick' | 'draw';
  readonly onSelect: (selection: MapSelection | null) => void;
  /** A line was meant: which one only the server knows, a tile knows no conductors. `otherwise` is what else lies there. */
  readonly onLine: (place: MapPick, otherwise: MapSelection | null) => void;
  readonly onPick: (pick: MapPick) => void;
}): { readonly hovered: () => Hovered | null } => {
  const { map, overlay, mode, onSelect, onLine, onPick } = of;
  const [hovered, setHovered] = createSignal<Hovered | null>(null);
  let frame = 0;

  const placeAt = (point: Point): MapPick => {
    const { lng, lat } = map.unproject([point.x, point.y]);
    return { lon: round(lng), lat: round(lat), device: deviceAt(map, point)?.id ?? null };
  };
  const selectAt = (point: Point): void => {
    const selection = selectionAt(map, overlay, point);
    const isSmall = selection?.kind === 'crew' || selection?.kind === 'device';
    if (!isSmall && isOnLine(map, point)) onLine(placeAt(point), selection);
    else onSelect(selection);
  };
  map.on('click', (event: MapMouseEvent) => {
    if (mode() === 'pick') onPick(placeAt(event.point));
    if (mode() === 'select') selectAt(event.point);
  });

  map.on('mousemove', ({ point }: MapMouseEvent) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const canvas = map.getCanvas();
      // Who picks a place wants to know which device the click would take.
      const device = mode() === 'draw' ? null : deviceAt(map, point);
      setHovered(device === null ? null : { ...device, at: point });
      if (mode() !== 'select') {
        canvas.style.cursor = 'crosshair';
        return;
      }
      const hits = device !== null || selectionAt(map, overlay, point) !== null || isOnLine(map, point);
      canvas.style.cursor = hits ? 'pointer' : '';
    });
  });
  map.on('mouseout', () => {
    cancelAnimationFrame(frame);
    setHovered(null);
  });
  map.on('movestart', () => setHovered(null));

  listenForKeys(map.getCanvas(), (key, event) => {
    if (key !== 'Enter' || mode() === 'draw') return;
    event.preventDefault();
    const { clientWidth, clientHeight } = map.getContainer();
    const centre = { x: clientWidth / 2, y: clientHeight / 2 };
    if (mode() === 'pick') onPick(placeAt(centre));
    else selectAt(centre);
  });
  onCleanup(() => cancelAnimationFrame(frame));
  return { hovered };
};

/** To about 10 cm. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
