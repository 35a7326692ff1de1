import type { EdgeClass, ServiceArea } from '../network/facts.ts';
import { ETR_MODEL, type EtrFactor } from '../rules/etr-defaults.ts';

/** The class of an outage under each factor; null where it is not known. */
export type Circumstances = Readonly<Record<EtrFactor, string | null>>;

/** What is known of an outage when it begins. */
export type Beginning = {
  readonly level: string | null;
  readonly cause: string | null;
  readonly area: ServiceArea | null;
  readonly substation: string | null;
  readonly customers: number;
  /** Of its beginning, where it happened. */
  readonly localHour: number;
  /** Other outages that were open then. */
  readonly concurrent: number;
};

/** @param values the rules that draw the classes */
export const circumstancesOf = (beginning: Beginning, values = ETR_MODEL.values): Circumstances => {
  const { sizeBounds, loadBounds, dayHours } = values;
  const { localHour } = beginning;
  return {
    level: plain(beginning.level),
    load: classWithin(beginning.concurrent, loadBounds),
    size: classWithin(beginning.customers, sizeBounds),
    area: beginning.area,
    hours: localHour >= dayHours[0] && localHour < dayHours[1] ? 'day' : 'night',
    substation: plain(beginning.substation),
    cause: beginning.cause === 'unknown' ? null : plain(beginning.cause),
  };
};

/** A name as part of a group's name, which is made of parts with commas between them; null for none. */
const plain = (name: string | null): string | null => name?.replaceAll(/[,=]/g, ' ').trim().slice(0, 40) || null;

/** `0-4`, `5-19`, `20+`: the class that a count falls into. */
const classWithin = (count: number, bounds: readonly number[]): string => {
  const above = bounds.findIndex((bound) => count <= bound);
  const from = above === 0 ? 0 : (bounds.at(above < 0 ? -1 : above - 1) ?? -1) + 1;
  return above < 0 ? `${from}+` : `${from}-${bounds[above]}`;
};

const LOW_VOLTAGE = /^(lv|low|ns|低压|0[.,]4|0[.,]23|400\s*v|230\s*v)/i;
const MEDIUM_VOLTAGE = /^(hv|mv|high|medium|ms|中压|高压|\d{1,2}([.,]\d+)?\s*kv)/i;

/**
 * The network level by the name that a utility gives it. Distribution companies call the same level medium or high voltage; here both are
 * HV, everything above the distribution transformer. A name that is neither stays as it is.
 */
export const levelOfName = (name: string | null): string | null => {
  const trimmed = name?.trim() ?? '';
  if (trimmed === '') return null;
  if (LOW_VOLTAGE.test(trimmed)) return 'LV';
  return MEDIUM_VOLTAGE.test(trimmed) ? 'HV' : trimmed.slice(0, 20);
};

/** The network level of an outage by the device that opened: a transformer's own fuse takes only its low-voltage customers with it. */
export const levelOfDevice = (deviceClass: EdgeClass | string | null): string | null => {
  if (deviceClass === null) return null;
  return deviceClass === 'PowerTransformer' || deviceClass === 'EnergyConsumer' ? 'LV' : 'HV';
};
