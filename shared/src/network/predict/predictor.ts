import type { Overlay } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import type { Asking, MeterToAsk } from './meters-to-ask.ts';
import type { Outlook } from './outlook.ts';

/** A trouble call or what a meter says, as evidence. */
export type Evidence = {
  /** Unique among the evidence of one kind: what comes twice counts once. */
  readonly id: string;
  readonly kind: 'call' | 'partial' | 'lastGasp' | 'powerOn' | 'noResponse';
  readonly servicePoint: string;
  /** When it happened at the sender, milliseconds since 1970. The order of arrival does not matter after a refresh. */
  readonly at: number;
};

/** What telemetry says of a device. Positions older than the freshness limit of the parameters say nothing. */
export type Position = {
  readonly device: string;
  readonly position: 'open' | 'closed';
  /** Whether somebody ordered it: an uncommanded opening is an outage. */
  readonly commanded: boolean;
  readonly at: number;
};

/** An outage that is known: confirmed, planned, or locked by a dispatcher. Evidence inside it explains nothing else. */
export type KnownOutage = {
  readonly id: string;
  readonly dead: Ranges;
  readonly device: string | null;
  /** Where one service point alone is out: nothing is dark as a whole. */
  readonly servicePoint?: string | undefined;
  readonly since: number;
};

/** One device that the evidence says has opened, with the counts that make the sentence. */
export type DevicePrediction = {
  /** Of level `service` the service point. */
  readonly device: string;
  /** P(this device, or one of `same`, is the one that opened), corrected as its parameter set says. */
  readonly probability: number;
  /** `service`: nothing above the service point is likely enough to be shown; its meter is to be asked first. */
  readonly level: 'device' | 'service';
  /** Best estimate of the beginning, milliseconds since 1970. */
  readonly since: number;
  /** Ids of the evidence it explains, oldest first. */
  readonly evidence: readonly string[];
  /** Counts by name: calls, customers, callingTransformers, transformers, minutes, beside, lastGasps, meters, pingsOff, pingsOn. */
  readonly counts: Readonly<Record<string, number>>;
  /** The next likeliest, likeliest first, at most three. */
  readonly runnersUp: readonly { readonly device: string; readonly probability: number }[];
  /** Devices with the same customers below: no evidence can tell them from this one. */
  readonly same: readonly string[];
  /** Of level `device`: between how many customers the outage lies, eight times in ten. */
  readonly between?: { readonly low: number; readonly high: number };
};

/** What the evidence says of one device as of the last refresh, and how to learn more. To be used before anything else is said. */
export type Opinion = {
  readonly prediction: DevicePrediction;
  readonly metersToAsk: (asking: Asking) => readonly MeterToAsk[];
};

/**
 * Keeps all evidence of one operation on one network and says at any time which devices have most likely opened. Incremental: an event
 * costs the devices above it. Deterministic: after `refresh(t)` the answer depends on what was said and on t, not on the order of saying.
 */
export type Predictor = {
  /** @returns whether it was new: what comes twice counts once, and what comes from nowhere in the network not at all */
  add(evidence: Evidence): boolean;
  position(position: Position): void;
  /** The switching state that the tree is drawn from, and what is known to be out. Only feeders that it changes are drawn anew. */
  setNetworkState(overlay: Overlay, known: readonly KnownOutage[]): void;
  /** Supply came back in these sections: their evidence so far is settled, and what stays silent or calls again is a nested outage. */
  restored(ranges: Ranges, at: number): void;
  /** Weighs silence up to `at` (milliseconds). Before any answer, and every 15 to 60 s. */
  refresh(at: number): void;
  /** The same feeder by feeder, for whoever has other things to do in between. Nothing is to be said to it before the last one. */
  refreshing(at: number): Iterable<void>;
  /** Customers out beyond what is known, as of the last refresh. */
  outlook(): Outlook;
  /** The likeliest set of failed devices, disjoint, likeliest first; those above the threshold to be shown. */
  predictions(): readonly DevicePrediction[];
  /**
   * What it thinks of one device, shown or not; of a service point, what it thinks of the transformer above. Null where it feeds nobody of
   * whom it is open whether they have supply.
   */
  about(device: string): Opinion | null;
  /**
   * What it would think of the device of a known outage if nobody knew of that outage: `overlay` is the switching state without it. Costs
   * the drawing of what hangs together with it. Null where there is no such outage, or it is at no device.
   */
  reconsider(outage: string, overlay: Overlay): Opinion | null;
  /** Forgets evidence older than this; what still explains an open prediction is kept. */
  forget(before: number): void;
  /** What it holds, for bounds and for metrics. */
  size(): { readonly evidence: number; readonly activeNodes: number };
};
