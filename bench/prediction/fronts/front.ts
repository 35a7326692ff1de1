import type { DelayLaw } from './delay-laws.ts';
import type { Passing } from './draw-front.ts';
import type { Telemetry } from './front-telemetry.ts';

/** One kind of storm. */
export type Front = {
  readonly places: number;
  readonly passing: Passing;
  readonly delay: DelayLaw;
  /** Share of service points whose meter says so when its supply goes. */
  readonly coverage: number;
  readonly telemetry: Telemetry;
  /** Share of customers on record behind another transformer. */
  readonly wrongRecords: number;
};

export const ORDINARY = { passing: 'everywhere', coverage: 0, telemetry: 'none', wrongRecords: 0.02 } as const;

const recordsName = (wrong: number): string =>
  wrong === 0 ? 'right records' : `${Math.round(wrong * 100)} % wrong records`;

const TELEMETRY_NAMES: Readonly<Record<Telemetry, string>> = {
  none: '',
  heads: 'telemetry at feeder heads',
  everywhere: 'telemetry',
  late: 'late telemetry',
  stale: 'stale telemetry',
};

/** Names what differs from the ordinary. */
export const frontName = (front: Front): string => `${placesName(front.places)}, ${conditionsOf(front)}`;
export const placesName = (places: number | string): string => `N = ${places}`;

const conditionsOf = ({ passing, delay, coverage, telemetry, wrongRecords }: Front): string =>
  [
    delay.name,
    passing === ORDINARY.passing ? '' : passing,
    coverage === 0 ? '' : `${Math.round(coverage * 100)} % meters`,
    TELEMETRY_NAMES[telemetry],
    wrongRecords === ORDINARY.wrongRecords ? '' : recordsName(wrongRecords),
  ]
    .filter((part) => part !== '')
    .join(', ');
