/** What the share of customers who ever call may be, and how likely each of these is. */
export type Shares = {
  readonly share: Float64Array;
  readonly logShare: Float64Array;
  readonly logSpread: Float64Array;
};

const terms = new Float64Array(16);

/**
 * So many have called and so many are silent, whatever share of customers calls in this event.
 * @param gain what one call is worth, by share, as a logarithm
 * @param called the share of those who ever call who would have by now
 */
export const weighCallers = (
  { share, logSpread }: Pick<Shares, 'share' | 'logSpread'>,
  gain: Float64Array,
  calls: number,
  silent: number,
  called: number,
): number => {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < share.length; i++) {
    const term =
      (logSpread[i] as number) + calls * (gain[i] as number) + silent * Math.log(1 - (share[i] as number) * called);
    terms[i] = term;
    if (term > most) most = term;
  }
  let sum = 0;
  for (let i = 0; i < share.length; i++) sum += Math.exp((terms[i] as number) - most);
  return most + Math.log(sum);
};
