import { customersOut, type TwoFigures } from '../operation/customers-out.ts';
import type { IncidentId } from '../operation/ids.ts';
import { openIncidents } from '../operation/open-incidents.ts';
import type { Course, Turn } from './course.ts';

/** Where the story that a room is told begins: with its first line. */
export type Episode = { readonly seq: number; readonly at: string };

/** An episode begins when more than this share of what it comes to has been passed, and is over when no more than that is left. */
const SHARE = 0.1;

/**
 * The episode that most of those who are out now belong to; null while nobody is. An episode is a stretch of time in which more than a
 * tenth of the most that were out in it were out, besides those who were before: neither small outages that were already open nor
 * those that stay open stretch it.
 */
export const largestEpisode = ({ state, turns }: Course): Episode | null => {
  const stretches = stretchesOf(turns);
  const belongs = stretchOf(stretches);
  const out = new Map<number, number>();
  for (const incident of openIncidents(state)) {
    const stretch = belongs.get(incident.id)?.stretch;
    if (stretch !== undefined) out.set(stretch, (out.get(stretch) ?? 0) + customersOut(incident));
  }
  const [largest] = [...out].filter(([, customers]) => customers > 0).sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  const first = largest === undefined ? undefined : stretches[largest[0]]?.[0];
  return first === undefined ? null : { seq: first.seq, at: first.at };
};

/** How great it is; which of them are confirmed does not matter to where it begins. */
const sizeOf = ({ confirmed, predicted }: TwoFigures): number => confirmed + predicted;

const stretchesOf = (turns: readonly Turn[]): readonly (readonly Turn[])[] => {
  const over: Turn[][] = [];
  const current: { readonly turn: Turn; readonly size: number }[] = [];
  let peak = 0;
  let base = 0;
  const end = (length: number) => over.push(current.splice(0, length).map(({ turn }) => turn));
  for (const turn of turns) {
    base = Math.min(base, sizeOf(turn.out));
    const size = sizeOf(turn.out) - base;
    if (size > peak) {
      peak = size;
      const small = current.findLastIndex((before) => before.size <= peak * SHARE);
      if (small >= 0) end(small + 1);
    }
    current.push({ turn, size });
    if (size <= peak * SHARE) {
      end(current.length);
      peak = 0;
      base = sizeOf(turn.out);
    }
  }
  end(current.length);
  return over;
};

/** In which stretch most of the customers of each incident lost supply. */
const stretchOf = (stretches: readonly (readonly Turn[])[]) => {
  const most = new Map<IncidentId, { readonly stretch: number; readonly by: number }>();
  stretches.forEach((turns, stretch) => {
    const grown = new Map<IncidentId, number>();
    for (const turn of turns)
      for (const { incident, by } of turn.grown) grown.set(incident, (grown.get(incident) ?? 0) + by);
    for (const [incident, by] of grown) if (by > (most.get(incident)?.by ?? 0)) most.set(incident, { stretch, by });
  });
  return most;
};
