import type { EvidencePoint } from '@relight/shared/http/network-answers';
import type { DeviceWithExtent } from '@relight/shared/http/networks';
import type { CrewOnRoster, ImportantCustomer } from '@relight/shared/http/operations';
import type { Ranges } from '@relight/shared/network/ranges';
import type { CrewId, IncidentId } from '@relight/shared/operation/ids';
import type { Outline } from '@relight/shared/operation/values';
import type { JSX } from 'solid-js';
import type { Live } from '../sync/live.ts';

export type MapTheme = 'dark' | 'light';
export type MapLanguage = 'zh' | 'en';
/** Where the map hangs: a desk, a wall read from metres away (both languages, three times the size), a phone in a hand. */
export type MapSurface = 'console' | 'wall' | 'phone';

/** What a person can switch on and off. */
export const MAP_LAYERS = ['network', 'outages', 'crews', 'customers', 'streets'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];
export type LayerVisibility = Readonly<Record<MapLayer, boolean>>;

/** What a person has pointed at. A device is one by its network id. */
export type MapSelection =
  | { readonly kind: 'incident'; readonly id: IncidentId }
  | { readonly kind: 'crew'; readonly id: CrewId }
  | { readonly kind: 'device'; readonly id: string };

/** A place that a person has pointed at, for a form; the device when the click was on one. */
export type MapPick = { readonly lon: number; readonly lat: number; readonly device: string | null };

/** A step of a plan, where it is to be done. */
export type MapPlanStep = {
  readonly number: number;
  readonly action: 'open' | 'close';
  readonly lon: number;
  readonly lat: number;
};

/** While given, clicks draw an outline instead of selecting. */
export type MapDrawing = {
  /** One closed ring, first position = last. */
  readonly onDone: (outline: Outline) => void;
  readonly onCancel: () => void;
};

/** What the map reads of an operation: the live one, or an earlier state in a replay. */
export type MapLive = Pick<Live, 'operation' | 'state' | 'positions' | 'now'>;

/** For the buttons and lists of the page that holds the map. */
export type MapControls = {
  /** Flies there gently. The map never does so by itself. */
  readonly show: (selection: MapSelection) => void;
  readonly showPlace: (place: { readonly lon: number; readonly lat: number; readonly zoom?: number }) => void;
  readonly showWholeNetwork: () => void;
  /** Moves the view no more than it takes to have an outage in it. */
  readonly reveal: (incident: IncidentId) => void;
};

export type OperationMapProps = {
  readonly live: MapLive;
  readonly language: MapLanguage;
  /** Names in both languages, `language` first. Default: on the wall. */
  readonly bilingual?: boolean | undefined;
  readonly theme: MapTheme;
  readonly surface: MapSurface;
  readonly selected?: MapSelection | null | undefined;
  /** A click on an area, a tag, a crew or a device; null for a click on nothing. */
  readonly onSelect?: ((selection: MapSelection | null) => void) | undefined;
  /** While given, a click reports the place instead of selecting. */
  readonly onPick?: ((pick: MapPick) => void) | undefined;
  /** The place chosen so far, shown as a pin. */
  readonly picked?: { readonly lon: number; readonly lat: number } | null | undefined;
  /** Given: the page holds the switches. Absent: the map shows its own (console only) and everything is on. */
  readonly layers?: Partial<LayerVisibility> | undefined;
  /** What a prediction rests on, while a person wants to see it. */
  readonly evidence?: readonly EvidencePoint[] | undefined;
  readonly plan?: readonly MapPlanStep[] | undefined;
  /** Sections that a trace went over. */
  readonly traced?: Ranges | undefined;
  /** What can be asked and recorded of the chosen device, below its facts. */
  readonly deviceActions?: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly drawing?: MapDrawing | null | undefined;
  /** Only this job: its area, its crew, its way there. For the phone. */
  readonly job?: { readonly incident: IncidentId; readonly crew?: CrewId | undefined } | undefined;
  /** What stands in an incident's badge in place of its priority's digit: the letter of its row in the wall's list. */
  readonly rows?: ReadonlyMap<IncidentId, string> | undefined;
  /** The roster and the register, if the page has them already; otherwise the map asks for them itself. */
  readonly crews?: readonly CrewOnRoster[] | undefined;
  readonly importantCustomers?: readonly ImportantCustomer[] | undefined;
  /** The strip that explains the signs. Default: on the console and the wall. */
  readonly legend?: boolean | undefined;
  readonly controls?: ((controls: MapControls) => void) | undefined;
  /** No text on the map is smaller: what can be read from where the room sits. */
  readonly leastTextPx?: number | undefined;
  readonly class?: string | undefined;
};
