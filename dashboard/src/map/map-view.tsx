import type { NetworkDescription } from '@relight/shared/http/networks';
import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Accessor, JSX } from 'solid-js';
import { createEffect, createMemo, createSignal, getOwner, on, onMount, runWithOwner, Show } from 'solid-js';
import { fetchElementsNear, type Position } from '../http/network-answers.ts';
import { ShowHeld } from '../ui/held.tsx';
import { listenForKeys } from '../ui/keys.ts';
import { createActivity } from './activity.ts';
import { createAreas } from './areas/create-areas.ts';
import { ScaleBar, ZoomButtons } from './controls.tsx';
import { createMap } from './create-map.ts';
import type { Picture } from './create-picture.ts';
import { createPins } from './create-pins.ts';
import { HoverTip } from './device-card.tsx';
import { createDrawing, type Pen } from './drawing/create-drawing.ts';
import { DrawingPanel } from './drawing/drawing-panel.tsx';
import { createInteraction, type Hovered } from './interaction.ts';
import type { MapControls, MapLive, MapSelection, OperationMapProps } from './map-props.ts';
import styles from './map-view.module.css';
import { createOverlay } from './overlay/create-overlay.ts';
import type { OverlaySign } from './overlay/overlay-signs.ts';
import { createSectionState } from './sections/create-section-state.ts';
import { createTrace } from './sections/create-trace.ts';
import { createSigns } from './signs/create-signs.ts';
import { createLookChanges } from './style/create-look-changes.ts';
import type { Look } from './style/look.ts';
import { baseUrl, mapStyle } from './style/map-style.ts';
import type { IncidentTag } from './tags/incident-tags.ts';
import { TagList } from './tags/tag-list.tsx';
import { retryTiles, type Troubles } from './troubles.ts';
import { createView } from './view/create-view.ts';
import { homeBounds } from './view/home-bounds.ts';
import { mapControls } from './view/map-controls.ts';
import { paddingOf } from './view/padding.ts';
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
  /** Told what is drawn besides what the page knows, for the legend. */
  readonly onDrawn: (drawn: { readonly zoom?: number; readonly overlay?: ReadonlySet<OverlaySign> }) => void;
  /** Told when the map begins and ends to draw. */
  readonly onDrawing: (drawing: boolean) => void;
  /** The operation as the map takes it. */
  readonly live: MapLive;
  /** The graphics card has gone; only a new map brings the picture back. */
  readonly onLost: () => void;
};

/** What the running map offers to the elements around it, once it runs. */
type Running = {
  readonly hovered: () => Hovered | null;
  readonly pen: Pen;
  readonly controls: MapControls;
};

/** One network version on the screen, for as long as its graphics context lives. */
export const MapView = (props: MapViewProps): JSX.Element => {
  const { page, picture, look, network } = props;
  const elements = new Map<string, HTMLElement>();
  const [running, setRunning] = createSignal<Running | null>(null);
  const [tagged, setTagged] = createSignal<readonly IncidentTag[]>([]);
  const [bar, setBar] = createSignal<ReturnType<typeof scaleBar> | null>(null);
  const [focused, setFocused] = createSignal(false);
  const mode = () => (page.drawing ? 'draw' : page.onPick ? 'pick' : 'select');
  let container!: HTMLDivElement;
  let canvas!: HTMLCanvasElement;
  let zoomBy: (by: 1 | -1) => void = () => {};
  let turnWheel: (event: WheelEvent) => void = () => {};

  const bounds = network?.stats.bounds ?? null;
  const padding = () =>
    paddingOf(page.surface, look().scale, { width: container.clientWidth, height: container.clientHeight });

  /** The conductor under a click; where the server does not say, what else lies there. */
  const selectLine = async (place: Position, otherwise: MapSelection | null): Promise<void> => {
    const near = network === null ? [] : await fetchElementsNear(network.version, place).catch(() => []);
    const line = near.find((it) => CONDUCTORS.has(it.class));
    props.onSelect(line === undefined || page.surface !== 'console' ? otherwise : { kind: 'device', id: line.id });
  };

  onMount(() => {
    const owner = getOwner();
    const madeWith = look();
    const map = createMap({
      container,
      style: mapStyle(madeWith, { origin: location.origin, network }),
      bounds: homeBounds(picture, bounds, page.job !== undefined, null) ?? CHINA,
      padding: padding(),
      surface: page.surface,
      language: page.language,
    });
    const activity = createActivity(map, props.root, props.onDrawing);
    retryTiles(map, props.troubles, network && baseUrl(location.origin, network));
    map.on('webglcontextlost', props.onLost);

    const start = (): void => {
      createLookChanges(map, look, madeWith);
      if (network !== null) {
        createSectionState(map, props.live);
        createTrace(map, () => page.traced ?? []);
      }
      createSigns({ map, live: props.live, evidence: () => page.evidence ?? [], plan: () => page.plan ?? [] });
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
        onTagged: setTagged,
        elements,
        onSigns: (overlay) => props.onDrawn({ overlay }),
        crews: picture.crews,
        chosenCrew: picture.chosenCrew,
      });
      createEffect(on(areas.shapes, overlay.layOut));
      createPins({
        map,
        customers: props.customers,
        importantOut: picture.importantOut,
        device: props.chosenDevice,
        place: () => page.picked ?? null,
      });
      const home = createMemo(() => homeBounds(picture, bounds, page.job !== undefined, areas));
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
      const controls = mapControls({ view, picture, areas, home, chosenDevice: props.chosenDevice });
      const pen = createDrawing(map, () => page.drawing ?? null);
      const { hovered } = createInteraction({
        map,
        overlay,
        mode,
        onSelect: props.onSelect,
        onLine: (place, otherwise) => void selectLine(place, otherwise),
        onPick: (pick) => page.onPick?.(pick),
      });
      setRunning({ hovered, pen, controls });
      page.controls?.(controls);
    };

    const measure = (): void => {
      setBar(scaleBar(map.getCenter().lat, map.getZoom(), 110 * look().scale));
    };
    map.on('move', measure);
    measure();
    const tellZoom = (): void => props.onDrawn({ zoom: map.getZoom() });
    map.on('moveend', tellZoom);
    tellZoom();
    const mapCanvas = map.getCanvas();
    mapCanvas.addEventListener('focus', () => setFocused(true));
    mapCanvas.addEventListener('blur', () => setFocused(false));
    listenForKeys(mapCanvas, (key) => {
      if (key === 'Home' || key === '0') running()?.controls.showWholeNetwork();
    });
    zoomBy = (by) => map.zoomTo(map.getZoom() + by, { duration: 200 });
    turnWheel = (event) => mapCanvas.dispatchEvent(new WheelEvent('wheel', event));
    map.once('style.load', () => runWithOwner(owner, start));
    map.once('idle', () => performance.measure('relight:first-idle', { start: 0 }));
  });

  return (
    <div class={styles.view} data-mode={mode()}>
      <div class={styles.map} ref={container} />
      <canvas class={styles.overlay} ref={canvas} />
      <Show when={look().visible.outages}>
        <TagList
          tags={tagged}
          look={look()}
          rows={page.rows}
          elements={elements}
          onSelect={(id) => props.onSelect({ kind: 'incident', id })}
          onWheel={(event) => turnWheel(event)}
        />
      </Show>
      <ShowHeld when={running()?.hovered()}>{(it) => <HoverTip hovered={it()} language={page.language} />}</ShowHeld>
      <Show when={focused() && mode() !== 'select'}>
        <div class={styles.cross} aria-hidden="true" />
      </Show>
      <ShowHeld when={page.surface !== 'phone' && bar()}>
        {(it) => <ScaleBar metres={it().metres} widthPx={it().widthPx} language={page.language} />}
      </ShowHeld>
      <Show when={page.surface === 'console'}>
        <ZoomButtons
          language={page.language}
          onZoom={(by) => zoomBy(by)}
          onWhole={() => running()?.controls.showWholeNetwork()}
        />
      </Show>
      <ShowHeld when={page.drawing && running()}>
        {(it) => <DrawingPanel pen={it().pen} language={page.language} />}
      </ShowHeld>
    </div>
  );
};

const CONDUCTORS: ReadonlySet<string> = new Set(['ACLineSegment', 'Jumper']);

/** Where to begin when nothing at all is known. */
const CHINA = [73, 18, 135, 53] as const;
