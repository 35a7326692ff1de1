import type { CrewId, IncidentId } from '@relight/shared/operation/ids';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, on, onCleanup } from 'solid-js';
import type { Affected } from '../areas/affected.ts';
import { makeLegs } from '../crews/create-legs.ts';
import type { CrewMark } from '../crews/crew-marks.ts';
import { CREW_RADIUS } from '../crews/draw-crew.ts';
import { type GatheredSign, gatherSigns, signPoints } from '../crews/gather-signs.ts';
import { makeNameSpace } from '../crews/name-space.ts';
import { placeNames } from '../crews/place-names.ts';
import { showsRoute } from '../crews/shows-route.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';
import { priorityInk } from '../style/tokens.ts';
import type { IncidentTag } from '../tags/incident-tags.ts';
import type { Placed, Tag } from '../tags/place-tags.ts';
import { boxAt, placeTags } from '../tags/place-tags.ts';
import type { Point, Rectangle } from '../tags/rectangle.ts';
import { around, contains, nearestPoint } from '../tags/rectangle.ts';
import type { SharedTags } from '../tags/share-tags.ts';
import { shareTags } from '../tags/share-tags.ts';
import { forgetSize, tagSize } from '../tags/tag-size.ts';
import { clearedContext } from './canvas-over.ts';
import { covered } from './covered.ts';
import { crewNameFont, drawScene } from './draw-scene.ts';
import { type OverlaySign, overlaySigns } from './overlay-signs.ts';
import type { SubstationBox } from './substation-boxes.ts';
import { substationBoxes } from './substation-boxes.ts';

export type Overlay = {
  /** The crew drawn at this place of the screen. */
  readonly crewAt: (point: Point) => CrewMark | null;
  /** The incident whose dot is at this place. */
  readonly dotAt: (point: Point) => IncidentId | null;
  /** The next frame finds everything a new place. */
  readonly layOut: () => void;
};

/** Draws crews, leader lines and names over the map, and keeps the tags where they belong. */
export const createOverlay = (of: {
  readonly map: MapLibreMap;
  readonly canvas: HTMLCanvasElement;
  readonly look: Accessor<Look>;
  readonly tags: Accessor<readonly IncidentTag[]>;
  readonly anchor: (area: Affected) => readonly [number, number];
  /** Told which tags need an element; `elements` then has them. */
  readonly onTagged: (tags: readonly IncidentTag[]) => void;
  readonly elements: ReadonlyMap<string, HTMLElement>;
  /** Told which kinds of signs there are, for the legend. */
  readonly onSigns: (kinds: ReadonlySet<OverlaySign>) => void;
  readonly crews: Accessor<readonly CrewMark[]>;
  readonly chosenCrew: Accessor<CrewId | null>;
}): Overlay => {
  const { map, canvas, look, tags, anchor, onTagged, elements, onSigns, crews, chosenCrew } = of;
  const legs = makeLegs(matchMedia('(prefers-reduced-motion: reduce)').matches);
  let shared: SharedTags = { tagged: [], dotted: [] };
  let boxes: readonly Tag[] = [];
  let places: ReadonlyMap<string, Placed> = new Map();
  let names: ReadonlyMap<string, Point> = new Map();
  let frame = 0;
  let mustLayOut = true;
  let laidOutMs = 0;

  const project = (lon: number, lat: number): Point => map.project([lon, lat]);
  const screen = (): Rectangle => {
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    return { x: 0, y: 0, width, height };
  };
  const crewPoint = (mark: CrewMark, nowMs: number): Point => {
    const { place } = legs.at(mark, nowMs);
    return project(place.lon, place.lat);
  };
  const tagPoint = (tag: IncidentTag): Point => project(...anchor(tag.area));
  const inkOf = ({ look: is, priority }: Affected): string =>
    is === 'restored' ? look().tokens.restored : priorityInk(look().tokens, priority).area;
  const signsAt = (nowMs: number): readonly GatheredSign[] =>
    look().visible.crews
      ? gatherSigns(
          crews().map((mark) => ({ mark, at: crewPoint(mark, nowMs) })),
          CREW_RADIUS * look().scale,
        )
      : [];
  const leaveSpace = makeNameSpace(map);

  const layOut = (nowMs: number): void => {
    mustLayOut = false;
    laidOutMs = nowMs;
    const { scale, surface } = look();
    const view = screen();
    const signs = signsAt(nowMs);
    leaveSpace(signs);
    shared = shareTags(tags(), tagPoint, view);
    onTagged(shared.tagged);
    onSigns(overlaySigns(signs, look().visible.outages ? shared.dotted.length : 0, surface));
    boxes = shared.tagged.map((tag) => {
      const size = tagSize(elements.get(tag.key), scale);
      return {
        key: tag.key,
        anchor: tagPoint(tag),
        width: size.full,
        height: TAG_HEIGHT * scale,
        compactWidth: size.compact,
        prominence: surface === 'phone' ? ('third' as const) : tag.prominence,
        pressing: tag.chosen || tag.area.hazard,
      };
    });
    const margin = 6 * scale;
    const room = { x: margin, y: margin, width: view.width - 2 * margin, height: view.height - 2 * margin };
    const substations = substationBoxes(map, scale);
    const obstacles = [
      ...signs.map(({ at }) => ({ box: around(at, CREW_RADIUS * scale), weight: 0.5 })),
      ...substations.flatMap(({ symbol, name }) => [
        { box: symbol, weight: 1 },
        { box: name, weight: 0.06 },
      ]),
      ...boxes.map((tag) => ({ box: around(tag.anchor, 4 * scale), weight: 1, of: tag.key })),
      ...covered(canvas).map((box) => ({ box, weight: 1, solid: true })),
    ];
    places = placeTags(boxes, { view: room, obstacles, scale }, places);
    names = nameCrews(signs, view, substations);
  };

  const nameCrews = (
    signs: readonly GatheredSign[],
    view: Rectangle,
    substations: readonly SubstationBox[],
  ): ReadonlyMap<string, Point> => {
    const { scale, language, surface } = look();
    const context = canvas.getContext('2d');
    if (context === null) return new Map();
    context.font = crewNameFont(scale);
    // On a phone it is the crew's own.
    const isNamed = ({ id, status }: CrewMark): boolean =>
      surface === 'phone' || id === chosenCrew() || (status !== 'standby' && status !== 'offered');
    const close = map.getZoom() >= zoomAt(look(), NAME_STANDBY_ZOOM);
    const named = signs.flatMap(({ crews: marks, at }) =>
      marks.filter((mark) => close || isNamed(mark)).map((mark) => ({ mark, at })),
    );
    const taken = [
      ...boxes.map((tag) => boxAt(tag, places.get(tag.key) ?? { dx: 0, dy: 0, compact: false })),
      ...signs.map(({ at }) => around(at, CREW_RADIUS * scale * 0.8)),
      ...substations.flatMap(({ symbol, name }) => [symbol, name]),
    ];
    return placeNames(
      named.map(({ mark, at }) => ({
        key: mark.id,
        anchor: at,
        width: context.measureText(mark.name[language]).width,
        height: 14 * scale,
        always: mark.id === chosenCrew(),
      })),
      view,
      taken,
      (CREW_RADIUS + 4) * scale,
    );
  };

  const draw = (nowMs: number): void => {
    const { tokens, scale, visible, language, surface } = look();
    const view = screen();
    const context = clearedContext(canvas, view.width, view.height);
    if (context === null) return;
    const leaders = shared.tagged.flatMap((tag, i) => {
      const box = boxes[i];
      const place = places.get(tag.key);
      const element = elements.get(tag.key);
      if (box === undefined || place === undefined) return [];
      const at = tagPoint(tag);
      const { x, y, ...size } = boxAt({ ...box, anchor: at }, place);
      if (element !== undefined) {
        element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
        element.style.visibility = 'visible';
        element.dataset.compact = String(place.compact);
      }
      const to = nearestPoint({ x, y, ...size }, at);
      return to.x === at.x && to.y === at.y ? [] : [{ from: at, to, color: inkOf(tag.area) }];
    });
    // Backwards: the most important comes on top.
    const dots = shared.dotted
      .map((tag) => ({ at: tagPoint(tag), color: inkOf(tag.area) }))
      .filter(({ at }) => contains(view, { ...at, width: 0, height: 0 }))
      .reverse();
    const shown = visible.crews ? crews() : [];
    const signs = signsAt(nowMs);
    const points = signPoints(signs);
    drawScene(
      context,
      {
        dots: visible.outages ? dots : [],
        leaders: visible.outages ? leaders : [],
        routes: shown.flatMap((mark) =>
          mark.target !== null && showsRoute(mark, surface)
            ? [
                {
                  from: crewPoint(mark, nowMs),
                  to: project(mark.target.lon, mark.target.lat),
                  strong: surface === 'phone' || mark.id === chosenCrew(),
                },
              ]
            : [],
        ),
        crews: signs.map(({ at, status, crews: marks }) => ({
          at,
          status,
          heading: legs.at(marks[0], nowMs).heading,
          chosen: marks.some(({ id }) => id === chosenCrew()),
          count: marks.length,
        })),
        names: shown.flatMap((mark) => {
          const offset = names.get(mark.id);
          const at = points.get(mark.id);
          if (offset === undefined || at === undefined) return [];
          const strong = mark.status === 'enRoute' || mark.status === 'onSite' || mark.id === chosenCrew();
          return [{ at: { x: at.x + offset.x, y: at.y + offset.y }, text: mark.name[language], strong }];
        }),
      },
      tokens,
      scale,
    );
  };

  const step = (): void => {
    frame = 0;
    const nowMs = performance.now();
    const moving = legs.moving(nowMs);
    if (mustLayOut || (moving && nowMs - laidOutMs > RELAY_MS)) layOut(nowMs);
    draw(nowMs);
    if (moving) frame = requestAnimationFrame(step);
  };
  const schedule = (): void => {
    frame ||= requestAnimationFrame(step);
  };
  const scheduleLayout = (): void => {
    mustLayOut = true;
    schedule();
  };

  createEffect(
    on(crews, (marks) => {
      legs.update(marks, performance.now());
      schedule();
    }),
  );
  createEffect(on([look, tags, chosenCrew, () => crews().length], scheduleLayout));
  // In the frame of the map itself: signs that trail the streets by a frame look loose.
  map.on('move', () => draw(performance.now()));
  map.on('moveend', scheduleLayout);
  map.on('resize', scheduleLayout);
  map.once('idle', scheduleLayout);
  const onFonts = (): void => {
    for (const element of elements.values()) forgetSize(element);
    scheduleLayout();
  };
  document.fonts.addEventListener('loadingdone', onFonts);
  onCleanup(() => {
    cancelAnimationFrame(frame);
    document.fonts.removeEventListener('loadingdone', onFonts);
  });

  return {
    layOut: scheduleLayout,
    crewAt: (point) => {
      const near = signsAt(performance.now())
        .map(({ crews: [mark], at }) => ({ mark, distance: Math.hypot(at.x - point.x, at.y - point.y) }))
        .filter(({ distance }) => distance <= (CREW_RADIUS + 6) * look().scale)
        .sort((a, b) => a.distance - b.distance);
      return near[0]?.mark ?? null;
    },
    dotAt: (point) => {
      if (!look().visible.outages) return null;
      const reach = around(point, DOT_REACH * look().scale);
      return (
        shared.dotted.find((tag) => contains(reach, { ...tagPoint(tag), width: 0, height: 0 }))?.area.incident ?? null
      );
    },
  };
};

/** From this zoom crews on standby are named too. */
const NAME_STANDBY_ZOOM = 13;
/** While crews move, names find new places at most this often. */
const RELAY_MS = 1_000;
/** Room around the middle of a dot that still counts as a hit. */
const DOT_REACH = 6;
/** At a desk; the style sheet says the same. */
const TAG_HEIGHT = 26;
