/**
 * A rule of the trade is data with a history: where it comes from, since when it holds, and how sure we are of it. A rule that is not
 * verified says so wherever its result is shown.
 */
export type RuleSet<Values> = {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  /** `design`: an engineering default of this product, not a norm. */
  readonly status: 'verified' | 'unverified' | 'design';
  readonly values: Values;
};
