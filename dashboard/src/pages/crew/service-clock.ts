import type { Incident } from '@relight/shared/operation/state';
import { ARRIVAL_COMMITMENT, ARRIVAL_LIMIT } from '@relight/shared/rules/service-times';

export type ServiceClock = {
  readonly limitAt: string;
  readonly limitMinutes: number;
  readonly targetMinutes: number;
  /** Where the bar and its notch stand, 0 to 1. */
  readonly used: number;
  readonly target: number;
  /** Negative when the limit has passed. */
  readonly minutesLeft: number;
  readonly state: 'running' | 'soon' | 'late' | 'met' | 'missed';
};

/** From here on the bar turns amber. */
const SOON_MINUTES = 15;

/**
 * The clock of the supervision rules: from the accepted report to the first crew on site. It runs from the report, not from the dispatch,
 * and nothing pauses it.
 */
export const serviceClock = (incident: Incident, nowMs: number): ServiceClock => {
  const start = Date.parse(incident.reportedAt);
  const limitMinutes = ARRIVAL_LIMIT.values[incident.extent.area];
  const targetMinutes = ARRIVAL_COMMITMENT.values[incident.extent.area];
  const arrived = incident.firstArrivalAt === null ? null : Date.parse(incident.firstArrivalAt);
  const elapsed = ((arrived ?? nowMs) - start) / 60_000;
  const minutesLeft = Math.floor(limitMinutes - elapsed);
  const state = () => {
    if (arrived !== null) return minutesLeft < 0 ? 'missed' : 'met';
    if (minutesLeft < 0) return 'late';
    return minutesLeft < SOON_MINUTES ? 'soon' : 'running';
  };
  return {
    limitAt: new Date(start + limitMinutes * 60_000).toISOString(),
    limitMinutes,
    targetMinutes,
    used: Math.min(1, Math.max(0, elapsed / limitMinutes)),
    target: targetMinutes / limitMinutes,
    minutesLeft,
    state: state(),
  };
};
