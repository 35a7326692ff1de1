import type { AreaLook } from '../areas/affected.ts';
import { customerIcon, SUPPLIES, type Supply } from '../customers/customer-features.ts';
import { POINT_RADIUS, POINT_RIM, PREDICTED_DASH } from '../layers/areas.ts';
import { CUSTOMERS_ZOOM } from '../layers/customers.ts';
import { DEVICE_ZOOM } from '../layers/devices.ts';
import { LINE_LOOK, POINTS_ZOOM } from '../layers/network.ts';
import { hatchPredicted, IMAGES, type ImageName, LAYERS } from '../names.ts';
import type { OverlaySign } from '../overlay/overlay-signs.ts';
import { CREW_SIGNS, STANDBY_GROUP } from '../signs/crew-signs.ts';
import { EVIDENCE_SIGNS, type EvidenceKind } from '../signs/evidence-signs.ts';
import { NETWORK_SIGNS, type NetworkSignKind } from '../signs/network-signs.ts';
import type { Sign } from '../signs/sign.ts';
import { stepIcon } from '../signs/step-badge.ts';
import { type Look, zoomAt } from '../style/look.ts';
import { priorityInk } from '../style/tokens.ts';

/** What is drawn at this moment, as far as a legend has to know. */
export type Drawn = {
  readonly zoom: number;
  readonly hasNetwork: boolean;
  readonly areas: readonly {
    readonly look: AreaLook;
    readonly priority: number;
    readonly point: boolean;
    readonly hazard: boolean;
  }[];
  /** What is drawn over the map: crews and outages without a tag. */
  readonly overlay: ReadonlySet<OverlaySign>;
  readonly network: readonly NetworkSignKind[];
  readonly evidence: readonly EvidenceKind[];
  readonly plan: ReadonlySet<'open' | 'close'>;
  readonly traced: boolean;
  readonly customers: ReadonlySet<Supply>;
  /** Whether badges name a row of the page's list. */
  readonly ranked: boolean;
};

/** A sign as it is on the map, in the colours that it has there. */
export type Picture =
  | {
      readonly kind: 'line';
      readonly ink: string;
      readonly width: number;
      readonly dash: readonly number[];
      readonly opacity?: number;
    }
  | {
      readonly kind: 'area';
      readonly fill: string;
      readonly opacity: number;
      readonly edge: string;
      readonly dash: readonly number[];
      /** The badge of its tag. */
      readonly badge?: number;
    }
  /** `pattern` is the map's own picture of it. */
  | {
      readonly kind: 'hatch';
      readonly pattern: string;
      readonly ink: string;
      readonly rising: boolean;
      readonly dash: readonly number[];
    }
  /** `rim`: hollow, with an edge of this width. */
  | { readonly kind: 'dot'; readonly ink: string; readonly radius: number; readonly rim?: number }
  | { readonly kind: 'danger' }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly width?: number; readonly text?: string }
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'row' };

export type LegendText =
  | { readonly of: 'legend'; readonly key: LegendKey }
  | { readonly of: 'priority'; readonly priority: number }
  | { readonly of: 'network'; readonly key: NetworkSignKind }
  | { readonly of: 'evidence'; readonly key: EvidenceKind };

export type LegendKey =
  | 'energised'
  | 'dead'
  | 'predicted'
  | 'areaPredicted'
  | 'restored'
  | keyof typeof POINTS
  | 'danger'
  | 'dot'
  | 'row'
  | keyof typeof CREW_SIGNS
  | 'standbyGroup'
  | 'route'
  | 'substation'
  | keyof typeof DEVICES
  | 'servicePoint'
  | 'importantOut'
  | 'importantPredicted'
  | 'importantSupplied'
  | 'traced'
  | 'stepOpen'
  | 'stepClose';

export type LegendItem = {
  readonly text: LegendText;
  readonly picture: Picture;
  /** Layers of the map's style that draw it; none of what is drawn over the map. */
  readonly layers: readonly string[];
};

const DEVICES = {
  breaker: { image: IMAGES.breaker, from: DEVICE_ZOOM.transfer },
  switchOpen: { image: IMAGES.switchOpen, from: DEVICE_ZOOM.transfer },
  switchClosed: { image: IMAGES.switchClosed, from: DEVICE_ZOOM.switches },
  fuse: { image: IMAGES.fuse, from: DEVICE_ZOOM.all },
  transformer: { image: IMAGES.transformer, from: DEVICE_ZOOM.all },
} as const satisfies Readonly<Record<string, { readonly image: ImageName; readonly from: number }>>;

/** Service points that are out by themselves. */
const POINTS = {
  pointOut: 'dead',
  pointPredicted: 'predicted',
  pointRestored: 'restored',
} as const satisfies Readonly<Record<string, AreaLook>>;

/** Every sign that is on the map now and no other, always in this order. */
export const legendItems = (look: Look, drawn: Drawn): readonly LegendItem[] => [
  ...(look.visible.network && drawn.hasNetwork ? networkItems(look, drawn) : []),
  ...(look.visible.outages ? outageItems(look, drawn) : []),
  ...(look.visible.crews ? crewItems(look, drawn) : []),
  ...(look.visible.customers ? customerItems(drawn) : []),
  ...drawn.network.map((key): LegendItem => {
    const picture = { kind: 'sign', sign: NETWORK_SIGNS[key] } as const;
    return { text: { of: 'network', key }, picture, layers: ['network-signs'] };
  }),
  ...drawn.evidence.map((key): LegendItem => {
    const picture = { kind: 'sign', sign: EVIDENCE_SIGNS[key] } as const;
    return { text: { of: 'evidence', key }, picture, layers: ['evidence'] };
  }),
  ...(['open', 'close'] as const)
    .filter((action) => drawn.plan.has(action))
    .map((action) =>
      item(action === 'open' ? 'stepOpen' : 'stepClose', { kind: 'image', name: stepIcon(action) }, [
        'plan-steps',
        'plan-way',
      ]),
    ),
];

const item = (key: LegendKey, picture: Picture, layers: readonly string[] = []): LegendItem => ({
  text: { of: 'legend', key },
  picture,
  layers,
});

const networkItems = (look: Look, { zoom, traced }: Drawn): readonly LegendItem[] => {
  const from = (at: number) => zoom >= zoomAt(look, at);
  const { tokens } = look;
  return [
    item('energised', line(look, 'energised', 2), ['line-live']),
    ...(traced
      ? [item('traced', { kind: 'line', ink: tokens.ink, width: 7, dash: [], opacity: 0.5 }, ['line-traced'])]
      : []),
    item('substation', { kind: 'image', name: IMAGES.substation }, ['substations']),
    ...(Object.keys(DEVICES) as (keyof typeof DEVICES)[])
      .filter((key) => from(DEVICES[key].from))
      .map((key) => item(key, { kind: 'image', name: DEVICES[key].image }, ['devices', 'device-names'])),
    ...(from(POINTS_ZOOM)
      ? [item('servicePoint', { kind: 'dot', ink: tokens.energised[1], radius: 2.6 }, ['service-points'])]
      : []),
  ];
};

const outageItems = (look: Look, { areas, overlay, hasNetwork, ranked }: Drawn): readonly LegendItem[] => {
  const { tokens } = look;
  const has = (of: AreaLook) => areas.some((area) => area.look === of && !area.point);
  const priorities = (of: readonly (typeof areas)[number][]) =>
    [...new Set(of.map(({ priority }) => priority))].sort((a, b) => a - b);
  const [urgentPredicted] = priorities(areas.filter(({ look: is, point }) => is === 'predicted' && !point));
  const known = hasNetwork ? (['dead', 'predicted'] as const) : [];
  const badges = priorities(areas.filter((area) => area.look !== 'restored'));
  return [
    ...known
      .filter(has)
      .map((of) =>
        item(of, line(look, of, of === 'dead' ? 2.2 : 1.9), [`line-${of === 'dead' ? of : 'dead-predicted'}`]),
      ),
    ...badges.map((priority): LegendItem => {
      const { area } = priorityInk(tokens, priority);
      const picture = { kind: 'area', fill: area, opacity: tokens.areaOpacity, edge: area, dash: [] } as const;
      return {
        text: { of: 'priority', priority },
        picture: { ...picture, badge: priority },
        layers: ['area-fill', 'area-outline'],
      };
    }),
    ...(urgentPredicted === undefined
      ? []
      : [item('areaPredicted', predictedArea(look, urgentPredicted), ['area-predicted', 'area-predicted-outline'])]),
    ...(ranked && badges.length > 0 ? [item('row', { kind: 'row' })] : []),
    ...(has('restored')
      ? [
          item(
            'restored',
            { kind: 'hatch', pattern: IMAGES.hatchRestored, ink: tokens.restored, rising: true, dash: [] },
            ['area-restored', 'area-restored-outline', 'line-restored'],
          ),
        ]
      : []),
    ...pointItems(look, areas),
    ...(areas.some(({ hazard }) => hazard) ? [item('danger', { kind: 'danger' })] : []),
    ...(overlay.has('dot') ? [item('dot', { kind: 'dot', ink: priorityInk(tokens, 3).area, radius: 3.4 })] : []),
  ];
};

const pointItems = ({ tokens }: Look, areas: Drawn['areas']): readonly LegendItem[] =>
  (Object.keys(POINTS) as (keyof typeof POINTS)[]).flatMap((key) => {
    const [urgent] = areas
      .filter(({ look, point }) => point && look === POINTS[key])
      .sort((a, b) => a.priority - b.priority);
    if (urgent === undefined) return [];
    const ink = key === 'pointRestored' ? tokens.restored : priorityInk(tokens, urgent.priority).area;
    const rim = key === 'pointPredicted' ? { rim: POINT_RIM } : {};
    return [item(key, { kind: 'dot', ink, radius: POINT_RADIUS, ...rim }, [LAYERS.areaPoint])];
  });

const line = ({ tokens }: Look, of: keyof typeof LINE_LOOK, width: number): Picture => ({
  kind: 'line',
  ink: LINE_LOOK[of].ink(tokens),
  width,
  dash: LINE_LOOK[of].dash,
});

const predictedArea = ({ tokens }: Look, priority: number): Picture => {
  const { area } = priorityInk(tokens, priority);
  return { kind: 'hatch', pattern: hatchPredicted(priority), ink: area, rising: false, dash: PREDICTED_DASH };
};

const crewItems = (look: Look, { overlay }: Drawn): readonly LegendItem[] => [
  ...(['offered', 'accepted', 'enRoute', 'onSite', 'standby'] as const)
    .filter((status) => overlay.has(status))
    .map((status) => item(status, { kind: 'sign', sign: CREW_SIGNS[status] })),
  ...(overlay.has('standbyGroup')
    ? [item('standbyGroup', { kind: 'sign', sign: STANDBY_GROUP, width: STANDBY_GROUP.width, text: '×3' })]
    : []),
  ...(overlay.has('route')
    ? [item('route', { kind: 'line', ink: look.tokens.ink, width: 1.8, dash: [0.1, 2.8] })]
    : []),
];

const customerItems = ({ customers }: Drawn): readonly LegendItem[] =>
  SUPPLIES.filter((of) => customers.has(of)).map((of) =>
    item(IMPORTANT[of], { kind: 'image', name: customerIcon('first', of) }, ['customers']),
  );

const IMPORTANT = {
  out: 'importantOut',
  predicted: 'importantPredicted',
  supplied: 'importantSupplied',
} as const satisfies Readonly<Record<Supply, LegendKey>>;

/** From this zoom on important customers with supply are drawn too. */
export const suppliedShown = (look: Look, zoom: number): boolean => zoom >= zoomAt(look, CUSTOMERS_ZOOM);

/** A legend explains signs. Ground, streets and names explain themselves; what one has just pointed at or drawn oneself, too. */
export const UNEXPLAINED: readonly string[] = [
  'land',
  'hill',
  'park',
  'water',
  'stream',
  'railway',
  'street',
  'district-names',
  'street-names',
  'crew-space',
  'chosen-ring',
  'chosen-place',
  'drawing-fill',
  'drawing-line',
  'drawing-corners',
];
