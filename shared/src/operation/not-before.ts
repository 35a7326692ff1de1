import { later } from './instants.ts';
import type { Dispatch, Incident } from './state.ts';

/** A step of an incident never lies before its last one. */
export const stepNotBefore = (incidents: readonly Pick<Incident, 'steps' | 'outSince'>[]): string =>
  incidents.reduce((bound, { steps, outSince }) => later(bound, steps.at(-1)?.at ?? outSince), '');

/** A crew's own step never lies before the one before it. */
export const crewStepNotBefore = ({ arrivedAt, enRouteAt, acceptedAt, offeredAt }: Dispatch): string =>
  arrivedAt ?? enRouteAt ?? acceptedAt ?? offeredAt;
