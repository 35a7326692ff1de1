import type { Bounds } from '@relight/shared/geo/bounds';
import { boundsOf } from '@relight/shared/geo/bounds';
import type { NetworkDescription } from '@relight/shared/http/networks';
import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Feature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import type { Accessor, JSX } from 'solid-js';
import { createEffect, createMemo, createSignal, getOwner, on, onMount, runWithOwner, Show } from 'solid-js';
import { createActivity } from './activity.ts';
import { createAreas } from './areas/create-areas.ts';
import { ScaleBar, ZoomButtons } from './controls.tsx';
import { createMap } from './create-map.ts';
import type { Picture } from './create-picture.ts';
import { customerFeatures, importantOut } from './customers/customer-features.ts';
import { HoverTip } from './device-card.tsx';
import { createDrawing, type Pen } from './drawing/create-drawing.ts';
import { DrawingPanel } from './drawing/drawing-panel.tsx';
import { putImages } from './images/sheet.ts';
import { createInteraction, type Hovered } from './interaction.ts';
import type { MapControls, MapSelection, OperationMapProps } from './map-props.ts';
import styles from './map-view.module.css';
import { SOURCES } from './names.ts';
import { createOverlay } from './overlay/create-overlay.ts';
import { createSectionState } from './sections/create-section-state.ts';
import { applyChanges, styleChanges } from './style/change-look.ts';
import type { Look } from './style/look.ts';
import { baseUrl, layersOf, mapStyle } from './style/map-style.ts';
import { TagList } from './tags/tag-list.tsx';
import { retryTiles, type Troubles } from './troubles.ts';
import { createView } from './view/create-view.ts';
import { boundsOfPlaces, unionBounds } from './view/fit.ts';
import { scaleBar } from './view/scale-bar.ts';

export type MapViewProps = {
  readonly page: OperationMapProps;
  readonly picture: Picture;
  readonly look: Accessor<Look>;
  readonly network: NetworkDescription | null;
  readonly customers: Accessor<readonly ImportantCustomer[]>;
  readonly chosenDevice: Accessor<{ readonly lon: number; readonly lat: number } | null>;
  readonly onSelect: (selection: MapSelection | null) => void;
  readonly troubles: Troubles;
  readonly root: HTMLElement;
  /** The graphics card has gone; only a new map brings the picture back. */
  readonly onLost: () => void;
};

/** One network version on the screen, for as long as its graphics context lives. */
export const MapView = (props: MapViewProps): JSX.Element => {
  const { page, picture, look, network } = props;
  const elements = new Map<string, HTMLElement>();
  const [hovered, setHovered] = createSignal<() => Hovered | null>(() => null);
  const [pen, setPen] = createSignal<Pen | null>(null);
  const [bar, setBar] = createSignal<ReturnType<typeof scaleBar> | null>(null);
  const [focused, setFocused] = createSignal(false);
  const [wheel, setWheel] = createSignal<(event: WheelEvent) => void>(() => {});
  const [zoom, setZoom] = createSignal<(by: 1 | -1) => void>(() => {});
  const [whole, setWhole] = createSignal<() => void>(() => {});
  let container!: HTMLDivElement;
  let canvas!: HTMLCanvasElement;

  onMount(() => {
    const owner = getOwner();
    const origin = location.origin;
    const padding = () => (page.surface === 'phone' ? 36 : 44 * look().scale);
    let shown = look();
    const map = createMap({
      container,
      style: mapStyle(shown, { origin, network }),
      bounds: startBounds(),
      padding: padding(),
      surface: page.surface,
      language: page.language,
    });
    const activity = createActivity(map, props.root);
    retryTiles(map, props.troubles, network && baseUrl(origin, network));
    map.on('webglcontextlost', props.onLost);

    const start = (): void => {
      putImages(map, shown);
      createEffect(
        on(look, (next) => {
          const changes = styleChanges(layersOf(shown), layersOf(next));
          if (next.tokens !== shown.tokens || next.scale !== shown.scale || next.language !== shown.language) {
            putImages(map, next);
          }
          shown = next;
          applyChanges(map, changes);
        }),
      );
      if (network !== null) createSectionState(map, page.live);
      const areas = createAreas({
        map,
        version: network?.version ?? null,
        affected: picture.affected,
        chosen: picture.chosenIncident,
        activity,
        troubles: props.troubles,
      });
      const overlay = createOverlay({
        map,
        canvas,
        look,
        tags: picture.tags,
        anchor: areas.anchor,
        elements,
        crews: picture.crews,
        chosenCrew: picture.chosenCrew,
      });
      createEffect(on(areas.shapes, overlay.layOut));
      const drawing = createDrawing(map, () => page.drawing ?? null);
      setPen(drawing);
      const { hovered: under } = createInteraction({
        map,
        overlay,
        mode: () => (page.drawing ? 'draw' : page.onPick ? 'pick' : 'select'),
        onSelect: props.onSelect,
        onPick: (pick) => page.onPick?.(pick),
      });
      setHovered(() => under);
      const home = createMemo(homeBounds);
      const view = createView({
        map,
        surface: page.surface,
        padding,
        home,
        occasion: () =>
          picture
            .affected()
            .map((area) => area.key)
            .join(),
      });

      createEffect(() => {
        const out = importantOut(page.live.state());
        map.getSource<GeoJSONSource>(SOURCES.customers)?.setData(customerFeatures(props.customers(), out));
      });
      createEffect(() => {
        const device = props.chosenDevice();
        const place = page.picked ?? null;
        map.getSource<GeoJSONSource>(SOURCES.chosen)?.setData({
          type: 'FeatureCollection',
          features: [...(device ? [pin(device, 'device')] : []), ...(place ? [pin(place, 'place')] : [])],
        });
      });

      const controls: MapControls = {
        showWholeNetwork: () => {
          const bounds = home();
          if (bounds !== null) view.fit(bounds);
        },
        showPlace: view.flyTo,
        show: (selection) => {
          if (selection.kind === 'incident') {
            const area = picture.affected().find((it) => it.incident === selection.id);
            const shape = area && areas.shape(area);
            if (shape !== undefined) view.fit(boundsOf(shape), { maxZoom: 15 });
            else if (area !== undefined) view.flyTo(area);
          } else if (selection.kind === 'crew') {
            const crew = picture.crews().find((it) => it.id === selection.id);
            if (crew !== undefined) view.flyTo(crew);
          } else {
            const device = props.chosenDevice();
            if (device !== null) view.flyTo({ ...device, zoom: Math.max(15.5, map.getZoom()) });
          }
        },
      };
      page.controls?.(controls);
      setWhole(() => controls.showWholeNetwork);
    };

    const measure = (): void => {
      setBar(scaleBar(map.getCenter().lat, map.getZoom(), 110 * look().scale));
    };
    map.on('move', measure);
    measure();
    map.getCanvas().addEventListener('focus', () => setFocused(true));
    map.getCanvas().addEventListener('blur', () => setFocused(false));
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Home' || event.key === '0') whole()();
    });
    setZoom(() => (by: 1 | -1) => map.zoomTo(map.getZoom() + by, { duration: 200 }));
    setWheel(() => (event: WheelEvent) => map.getCanvas().dispatchEvent(new WheelEvent('wheel', event)));
    map.once('style.load', () => runWithOwner(owner, start));
    map.once('idle', () => performance.measure('relight:first-idle', { start: 0 }));
  });

  const homeBounds = (): Bounds | null => {
    const outlines = picture.affected().flatMap((area) => area.outline ?? []);
    const drawn = boundsOfPlaces(outlines.map(([lon, lat]) => ({ lon, lat })));
    if (page.job !== undefined) {
      const around = [...picture.affected(), ...picture.crews()];
      return unionBounds([boundsOfPlaces(around), drawn].filter((it) => it !== null));
    }
    const known = network === null ? boundsOfPlaces([...picture.affected(), ...picture.crews()]) : network.stats.bounds;
    return unionBounds([known, drawn].filter((it) => it !== null));
  };
  const startBounds = (): Bounds => homeBounds() ?? network?.stats.bounds ?? WORLD;

  const keyboardCross = () => focused() && (page.drawing !== undefined || page.onPick !== undefined);

  return (
    <div class={styles.view} data-mode={page.drawing ? 'draw' : page.onPick ? 'pick' : 'select'}>
      <div class={styles.map} ref={container} />
      <canvas class={styles.overlay} ref={canvas} />
      <Show when={look().visible.outages}>
        <TagList
          tags={picture.tags}
          look={look()}
          ranks={page.ranks}
          elements={elements}
          onSelect={(id) => props.onSelect({ kind: 'incident', id })}
          onWheel={(event) => wheel()(event)}
        />
      </Show>
      <Show when={hovered()()}>{(it) => <HoverTip hovered={it()} language={page.language} />}</Show>
      <Show when={keyboardCross()}>
        <div class={styles.cross} aria-hidden="true" />
      </Show>
      <Show when={bar()}>
        {(it) => <ScaleBar metres={it().metres} widthPx={it().widthPx} language={page.language} />}
      </Show>
      <Show when={page.surface === 'console'}>
        <ZoomButtons language={page.language} onZoom={(by) => zoom()(by)} onWhole={() => whole()()} />
      </Show>
      <Show when={page.drawing && pen()}>
        {(it) => (
          <DrawingPanel
            pen={it()}
            language={page.language}
            centre={() => centreOf(startBounds())}
            onCircle={() => {}}
          />
        )}
      </Show>
    </div>
  );
};

const WORLD: Bounds = [73, 18, 135, 53];

const centreOf = ([west, south, east, north]: Bounds) => ({ lon: (west + east) / 2, lat: (south + north) / 2 });

const pin = ({ lon, lat }: { readonly lon: number; readonly lat: number }, look: 'device' | 'place'): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { look },
});
