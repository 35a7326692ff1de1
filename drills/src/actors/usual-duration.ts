import type { Incident } from '@relight/shared/operation/state';
import { chanceOf } from './chance.ts';

/** As in the city's past: half of the outages of a transformer, or of a line, are over after so many minutes by day in the city. */
const MEDIAN_MINUTES = { transformer: 84, line: 99 } as const;
/** Standard deviation of the logarithm of durations of one kind. */
const SPREAD = 0.67;
const FARTHER = { urban: 1, rural: 1.35, remote: 1.7 } as const;
const AT_NIGHT = 1.3;
const SHORTEST_MINUTES = 12;

/**
 * How long an outage like this one lasts in the city's past, in minutes: the same for the same key, log-normal like the past itself.
 * @param hour of its beginning, local
 */
export const usualMinutes = (
  key: string,
  { place, extent }: Pick<Incident, 'place' | 'extent'>,
  hour: number,
): number => {
  const kind = place.deviceClass === 'PowerTransformer' ? 'transformer' : 'line';
  const night = hour < 7 || hour >= 22 ? AT_NIGHT : 1;
  const median = MEDIAN_MINUTES[kind] * FARTHER[extent.area] * night;
  return Math.max(SHORTEST_MINUTES, median * Math.exp(SPREAD * normalOf(key)));
};

/** A number from the standard normal distribution that belongs to a key (Box and Muller 1958). */
const normalOf = (key: string): number =>
  Math.sqrt(-2 * Math.log(1 - chanceOf(`${key}-radius`))) * Math.cos(2 * Math.PI * chanceOf(`${key}-angle`));
