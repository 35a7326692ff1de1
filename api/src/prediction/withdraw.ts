import { type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import { deadSections } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import type { Assigned } from './assign.ts';
import type { Hypothesis } from './hypotheses.ts';
import type { Review, Reviews } from './review.ts';

/** A prediction that the evidence no longer supports, and the place where most of what spoke for it is explained now. */
export type Withdrawal = { readonly incident: Incident; readonly to: Hypothesis; readonly review: Review };

/**
 * Where predictions go that the evidence no longer supports and that no other device explains: each to the service point among its own that
 * most of its evidence is left for, so that it stays the same incident for whoever has seen it. Those of which nothing is left are not among
 * them.
 */
export const withdrawals = (
  assigned: readonly Assigned[],
  unassigned: readonly Incident[],
  reviews: Reviews,
): readonly Withdrawal[] => {
  const isUnsupported = ({ id }: Incident) => reviews.get(id)?.verdict === 'unsupported';
  const lone = assigned.filter(({ hypothesis }) => hypothesis.servicePoint !== null);
  const taken = new Set<Hypothesis>();
  const found = new Map<IncidentId, Withdrawal>();
  const withdraw = (incident: Incident, to: Hypothesis | undefined) => {
    const review = reviews.get(incident.id);
    if (to === undefined || review === undefined) return;
    taken.add(to);
    found.set(incident.id, { incident, to, review });
  };
  for (const { hypothesis, incidents } of lone) {
    for (const incident of incidents.filter(isUnsupported)) withdraw(incident, hypothesis);
  }
  const free = lone.filter(({ incidents }) => incidents.length === 0).map(({ hypothesis }) => hypothesis);
  for (const incident of unassigned.filter(isUnsupported)) {
    const own = deadSections(incident);
    const left = free.filter((hypothesis) => !taken.has(hypothesis) && liesWithin(hypothesis.below, own));
    withdraw(
      incident,
      left.reduce<Hypothesis | undefined>(
        (best, one) => (best === undefined || one.evidence.size > best.evidence.size ? one : best),
        undefined,
      ),
    );
  }
  return [...found.values()];
};

const liesWithin = (some: Ranges, all: Ranges): boolean => subtractRanges(some, all).length === 0;
