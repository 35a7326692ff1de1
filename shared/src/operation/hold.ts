import type { Ruling } from './commands.ts';
import type { Incident } from './state.ts';

/** The rule of a prediction that a person has given back where no rule had placed it, until the evidence has been weighed. */
export const GIVEN_BACK = 'givenBack';
export const GIVEN_BACK_RULING: Ruling = { rule: GIVEN_BACK, evidence: {} };

/** Whether a person holds a prediction: what rules think of its place is then only said. */
export const isHeld = ({ locked, status }: Pick<Incident, 'locked' | 'status'>): boolean =>
  locked && status === 'predicted';
