/** How long an outage lasted, or that it lasted longer than this when it was last looked at. */
export type Lifetime = { readonly minutes: number; readonly ended: boolean };

/** The share of outages that last longer than each of `times` (minutes, ascending), right after it. 1 before the first. */
export type SurvivalCurve = { readonly times: Float64Array; readonly shares: Float64Array };

/** Products of fractions miss the round value that they stand for by their last digits. */
const TOLERANCE = 1e-9;

/**
 * The product-limit estimate (Kaplan and Meier 1958) with weights. Outages whose end is not known count among those who last until they
 * were last looked at, so that leaving them out does not make the past look faster than it was.
 * @param lifetimes in ascending order of minutes; at equal minutes the order does not matter
 * @param weights one for each, not negative
 * @param minimumAtRisk the curve ends where fewer than this are left: of a few that last very long nothing follows for the others
 */
export const survivalCurve = (
  lifetimes: readonly Lifetime[],
  weights: Float64Array,
  minimumAtRisk = 0,
): SurvivalCurve => {
  const times: number[] = [];
  const shares: number[] = [];
  let atRisk = weights.reduce((sum, weight) => sum + weight, 0);
  let share = 1;
  for (let i = 0; i < lifetimes.length && atRisk >= minimumAtRisk - TOLERANCE; ) {
    const { minutes } = lifetimes[i] as Lifetime;
    let ended = 0;
    let leaving = 0;
    for (; i < lifetimes.length && (lifetimes[i] as Lifetime).minutes === minutes; i++) {
      const weight = weights[i] as number;
      leaving += weight;
      if ((lifetimes[i] as Lifetime).ended) ended += weight;
    }
    if (ended > 0) {
      const left = 1 - ended / atRisk;
      share = left < TOLERANCE ? 0 : share * left;
      times.push(minutes);
      shares.push(share);
    }
    atRisk -= leaving;
  }
  return { times: Float64Array.from(times), shares: Float64Array.from(shares) };
};

/**
 * The time by which `share` (0 to 1) of the outages that last longer than `after` minutes are over; null where the past does not say,
 * because too few lasted so long or too many of those that did were never seen to end.
 */
export const timeOfShare = ({ times, shares }: SurvivalCurve, share: number, after = 0): number | null => {
  let i = 0;
  let alive = 1;
  for (; i < times.length && (times[i] as number) <= after; i++) alive = shares[i] as number;
  if (alive <= 0) return null;
  const goal = alive * (1 - share) + TOLERANCE;
  for (; i < times.length; i++) if ((shares[i] as number) <= goal) return times[i] as number;
  return null;
};
