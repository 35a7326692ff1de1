import type { Overlay } from './overlay.ts';
import type { Ranges } from './ranges.ts';
import type { Closing } from './restore/closing.ts';

/** Equipment classes of the Common Information Model that a network file may hold (IEC 61970-301). */
export const EDGE_CLASSES = [
  'ACLineSegment',
  'PowerTransformer',
  'Breaker',
  'Recloser',
  'Sectionaliser',
  'Fuse',
  'LoadBreakSwitch',
  'Disconnector',
  'Jumper',
] as const;
export type EdgeClass = (typeof EDGE_CLASSES)[number];

export const NODE_CLASSES = ['EnergySource', 'ConnectivityNode', 'EnergyConsumer'] as const;
export type NodeClass = (typeof NODE_CLASSES)[number];

/** Devices that clear a fault by themselves; a transformer does so through its own fuse. */
export const PROTECTIVE_CLASSES = ['Breaker', 'Recloser', 'Sectionaliser', 'Fuse', 'PowerTransformer'] as const;

/** Service areas that response-time targets distinguish. */
export const SERVICE_AREAS = ['urban', 'rural', 'remote'] as const;
export type ServiceArea = (typeof SERVICE_AREAS)[number];

/** Classes of important customers, GB/T 29328-2018: 特级, 一级, 二级, 临时性. */
export const IMPORTANCE_CLASSES = ['special', 'first', 'second', 'temporary'] as const;
export type Importance = (typeof IMPORTANCE_CLASSES)[number];

export type ImportantCustomerRef = { readonly servicePoint: string; readonly class: Importance };

/** What loses (or regains) supply together. */
export type Extent = {
  readonly ranges: Ranges;
  readonly customers: number;
  readonly important: readonly ImportantCustomerRef[];
  /** The service area that most of these customers belong to. */
  readonly area: ServiceArea;
};

export type DeviceFacts = {
  readonly id: string;
  readonly class: EdgeClass;
  /** Its name in the network file, or its id where it has none. */
  readonly name: string;
  readonly nameEn?: string;
  /** Feeder id; '' where the file gives none. */
  readonly feeder: string;
  /** Substation name or id that feeds it in the normal switching state; '' where unknown. */
  readonly substation: string;
  readonly lon: number;
  readonly lat: number;
};

export type ServicePointFacts = {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly customers: number;
  readonly area: ServiceArea;
  readonly section: number;
  readonly importance?: Importance;
};

/** Who is without supply under an overlay, of those who have it in the normal switching state. */
export type Dark = {
  /** Sections that are wholly or partly without supply. */
  readonly ranges: Ranges;
  /**
   * Sections of `ranges` in which some have supply all the same (beside a cut, on another phase, at a generator): how many, and which
   * important ones. Whatever is partly under voltage is listed, also with nobody in that part.
   */
  readonly lit: readonly {
    readonly section: number;
    readonly customers: number;
    readonly important: readonly ImportantCustomerRef[];
  }[];
};

/**
 * What the rules may ask of one immutable network version, in its normal switching state unless an overlay is given. The operation's rules see the network only
 * through this; they never hold the model itself.
 */
export type NetworkFacts = {
  readonly version: string;
  device(id: string): DeviceFacts | undefined;
  /** Everything that loses supply when the device opens. Undefined for a device that does not exist. */
  below(deviceId: string): Extent | undefined;
  /** The extent that a set of sections makes up. */
  extentOf(ranges: Ranges): Extent;
  servicePoint(id: string): ServicePointFacts | undefined;
  /** The service point nearest to a position, within `maxM` metres. */
  nearestServicePoint(lon: number, lat: number, maxM: number): ServicePointFacts | undefined;
  /** Protective devices on the way from a service point to its source, nearest first. */
  protectiveAbove(servicePointId: string): readonly DeviceFacts[];
  /** Who is without supply under this overlay. Asked again with a little more or less switched, only that is traced anew. */
  darkUnder(overlay: Overlay): Dark;
  /** Everything that loses supply when the device opens (a conductor: when its section is out of service) while the overlay holds. */
  belowUnder(overlay: Overlay, elementId: string): Extent | undefined;
  /** What the closing of an open device would do while the overlay holds, besides bringing supply. Undefined for what is no device. */
  closing(overlay: Overlay, deviceId: string): Closing | undefined;
  /** Sections in which anything comes under voltage from one overlay to another: also a part of one, a phase more, or where nobody is. */
  energised(before: Overlay, after: Overlay): Ranges;
  /** Whether a place is under voltage on any phase; of a device, the side that it feeds in the normal state. */
  isLive(overlay: Overlay, elementId: string): boolean;
  /** What an id of the network stands for, and the section it belongs to: the one it feeds for a device on the tree of supply. */
  element(id: string): ElementFacts | undefined;
};

export type ElementFacts = {
  readonly id: string;
  readonly kind: 'device' | 'conductor' | 'node';
  readonly class: EdgeClass | NodeClass;
  /** Whether it is a switch that a person or a relay can open and close: a device other than a transformer. */
  readonly operable: boolean;
  readonly normalOpen: boolean;
  readonly telemetered: boolean;
  readonly name: string;
  readonly nameEn?: string;
  readonly section: number;
  readonly lon: number;
  readonly lat: number;
};

/** How many places a call can come from below a device, for rules that weigh calls against them. */
export type CountsBelow = {
  readonly servicePoints: number;
  /** Transformers with no other transformer below them. */
  readonly transformers: number;
  /** Service points that no such transformer stands before, as far as the network file shows. */
  readonly bareServicePoints: number;
};

/** What the rules that place trouble reports may ask in addition. */
export type PredictionFacts = NetworkFacts & {
  countsBelow(deviceId: string): CountsBelow;
};
