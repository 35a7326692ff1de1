import { type Refused, refuse } from '../../decider.ts';
import type { IncidentId, PlanId } from '../ids.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { Incident, OperationState, SwitchingPlan } from '../state.ts';

/** The incident a command is about, or why it cannot be: it is unknown, or has changed since the person looked at it. */
export const openIncidentOf = (
  state: OperationState,
  command: { readonly incident: IncidentId; readonly basedOn?: number | undefined },
): Incident | Refusal => {
  const incident = state.incidents[command.incident];
  if (incident === undefined) return noOpenIncident(state, command.incident);
  if (command.basedOn !== undefined && command.basedOn < incident.changedSeq) {
    return refuse('stale', { basedOn: command.basedOn, changedSeq: incident.changedSeq });
  }
  return incident;
};

/** That no incident of this id is open, and how it has ended, where that is still known: whoever was quicker may have ended it. */
export const noOpenIncident = ({ finished }: Pick<OperationState, 'finished'>, id: IncidentId): Refusal => {
  const last = finished.recent.findLast((one) => one.id === id);
  if (last === undefined) return refuse('incidentUnknown', { incident: id });
  const { end, at, mergedInto } = last;
  return refuse('incidentUnknown', {
    incident: id,
    ended: end,
    endedAt: at,
    ...(mergedInto !== null && { mergedInto }),
  });
};

export const isRefusal = (value: object): value is Refused<RefusalCode> => 'ok' in value && value.ok === false;

/** How far ahead of the server's clock a reported time may be before it is taken for a wrong clock. */
const CLOCK_TOLERANCE_MS = 60_000;

/** When a thing happened: as reported, bounded by its predecessor and by now; or now. */
export const occurrence = (
  reported: string | undefined,
  now: string,
  notBefore: string,
): { readonly ok: true; readonly at: string } | Refusal => {
  if (reported === undefined) return { ok: true, at: now < notBefore ? notBefore : now };
  if (Date.parse(reported) > Date.parse(now) + CLOCK_TOLERANCE_MS) return refuse('timeInFuture', { at: reported, now });
  if (reported < notBefore) return refuse('timeTooEarly', { at: reported, notBefore });
  return { ok: true, at: reported > now ? now : reported };
};

export const minutesBetween = (from: string, to: string): number =>
  Math.max(0, (Date.parse(to) - Date.parse(from)) / 60_000);

/** The plan a command is about, while it is being carried out; or why it cannot be about it. */
export const planUnderWayOf = (
  state: Pick<OperationState, 'plans'>,
  { plan: id, basedOn }: { readonly plan: PlanId; readonly basedOn?: number | undefined },
): SwitchingPlan | Refusal => {
  const plan = state.plans[id];
  if (plan === undefined) return refuse('planUnknown', { plan: id });
  if (plan.status !== 'underWay') return refuse('planEnded', { plan: id });
  if (basedOn !== undefined && basedOn < plan.changedSeq)
    return refuse('stale', { basedOn, changedSeq: plan.changedSeq });
  return plan;
};
