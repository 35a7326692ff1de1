import type { Command } from '@relight/shared/operation/commands';
import { customersOut } from '@relight/shared/operation/customers-out';
import type { Dispatch, Incident } from '@relight/shared/operation/state';
import { between, chanceOf } from './chance.ts';
import { PACE, SECONDS } from './pace.ts';
import { usualMinutes } from './usual-duration.ts';

type Step = keyof typeof SECONDS;

/**
 * What a simulated crew orders next about its dispatch, or nothing yet. It follows from the state and the clock alone: ids and waiting
 * times belong to the dispatch, so a restart neither repeats nor forgets a step.
 */
export const crewOrder = (options: {
  readonly dispatch: Dispatch;
  readonly incident: Incident;
  readonly now: number;
  /** Whether the vehicle has reached the site. */
  readonly arrived: boolean;
  /** Sent by a person, who gets time to see the offer. */
  readonly stranger: boolean;
  readonly transformersBelow: (device: string) => readonly string[];
}): Command | undefined => {
  const { dispatch, now, arrived, stranger } = options;
  const id = (step: string) => `sim-${dispatch.id}-${step}`;
  const due = (since: string | null, step: Step) =>
    since !== null && now >= Date.parse(since) + waitMs(dispatch.id, step);

  switch (dispatch.status) {
    case 'offered':
      if (!due(dispatch.offeredAt, stranger ? 'answerStranger' : 'answer')) return undefined;
      // One crew in twenty cannot come, as in life.
      return chanceOf(id('refusal')) < 0.05
        ? { id: id('decline'), type: 'declineDispatch', dispatch: dispatch.id, reason: 'stillWorking' }
        : { id: id('accept'), type: 'acceptDispatch', dispatch: dispatch.id };
    case 'accepted':
      return due(dispatch.acceptedAt, 'depart')
        ? { id: id('depart'), type: 'departForSite', dispatch: dispatch.id }
        : undefined;
    case 'enRoute':
      return arrived ? { id: id('arrive'), type: 'arriveOnSite', dispatch: dispatch.id } : undefined;
    case 'onSite':
      return siteOrder(options, id, due);
    default:
      return dispatch.status satisfies never;
  }
};

const waitMs = (key: string, step: Step): number => between(`${key}-${step}`, SECONDS[step]) * 1000;

/** On site: confirm, estimate, give half of them back by switching where the line allows it, repair, pack up. */
const siteOrder = (
  { dispatch, incident, now, transformersBelow }: Parameters<typeof crewOrder>[0],
  id: (step: string) => string,
  due: (since: string | null, step: Step) => boolean,
): Command | undefined => {
  const about = { incident: incident.id };
  if (incident.status === 'restored') {
    return due(incident.restoredAt, 'packUp')
      ? { id: id('done'), type: 'completeFieldWork', dispatch: dispatch.id }
      : undefined;
  }
  if (!due(dispatch.arrivedAt, 'survey')) return undefined;
  if (incident.status === 'predicted')
    return { id: id('confirm'), ...about, type: 'confirmOutage', reason: 'crewFinding' };
  if (!personHasSpoken(incident)) {
    return {
      id: id('etr'),
      ...about,
      type: 'setEtr',
      etr: estimate(now, overAt(incident, dispatch), id('etr')),
      confidence: 'low',
      reason: 'assessed',
    };
  }
  const arrivedAt = Date.parse(dispatch.arrivedAt ?? dispatch.offeredAt);
  const repairMs = overAt(incident, dispatch) - arrivedAt;
  const worked = now - arrivedAt;
  const { device } = incident.place;
  if (incident.steps.length === 0 && worked > repairMs / 2 && device !== null && customersOut(incident) > 40) {
    const transformers = transformersBelow(device);
    const half = transformers.slice(0, Math.min(50, Math.floor(transformers.length / 2)));
    if (half.length > 0) {
      return {
        id: id('half'),
        ...about,
        type: 'restoreSupply',
        step: `stp_${dispatch.id.slice(4)}-1`,
        means: 'switching',
        scope: { type: 'below', devices: [...half] },
      };
    }
  }
  if (worked < repairMs) return undefined;
  return {
    id: id('all'),
    ...about,
    type: 'restoreSupply',
    step: `stp_${dispatch.id.slice(4)}-2`,
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  };
};

/** An estimate that no person has given is replaced by whoever sees the damage. */
const personHasSpoken = ({ etr }: Incident): boolean =>
  etr !== null && etr.source !== 'model' && etr.source !== 'default';

/** When the repair is done, if this crew does it: after as long as such an outage takes at the pace of these people, never at once. */
const overAt = (incident: Incident, { arrivedAt, offeredAt }: Pick<Dispatch, 'arrivedAt' | 'offeredAt'>): number => {
  const since = Date.parse(incident.outSince);
  const lasts = usualMinutes(incident.id, incident, new Date(since).getHours());
  return Math.max(since + (lasts * 60_000) / PACE, Date.parse(arrivedAt ?? offeredAt) + SHORTEST_REPAIR_MS);
};

const SHORTEST_REPAIR_MS = 60_000;

/** A time to tell the public: what the repair will take, as well as one can know it, rounded outward to a quarter of an hour. */
const estimate = (now: number, overAt: number, key: string): string => {
  const quarterMs = 15 * 60_000;
  const guess = now + (overAt - now) * between(key, [0.8, 1.6]);
  return new Date(Math.ceil(Math.max(guess, now + 60_000) / quarterMs) * quarterMs).toISOString();
};
