import type { NetworkFacts, ServicePointFacts } from './facts.ts';

/** Where somebody calls from, as it was said and found. */
export type SaidPlace = {
  readonly servicePoint?: string | null | undefined;
  /** In the operation's network; null where no service point is near. */
  readonly section: number | null;
  readonly lon?: number | null | undefined;
  readonly lat?: number | null | undefined;
};

/** The service point that somebody speaks of, or the nearest one where only a position is said. */
export const servicePointOf = (
  { servicePoint, section, lon, lat }: SaidPlace,
  facts: Pick<NetworkFacts, 'servicePoint' | 'nearestServicePoint'>,
): ServicePointFacts | undefined => {
  if (section === null) return undefined;
  const named = servicePoint == null ? undefined : facts.servicePoint(servicePoint);
  if (named !== undefined || lon == null || lat == null) return named;
  return facts.nearestServicePoint(lon, lat, Number.POSITIVE_INFINITY);
};
