import { CONFIRM_REASONS, ETR_REASONS } from '@relight/shared/operation/vocabulary';

/** Reasons that only the program gives: what it learned, what was planned, what was promised. Nobody chooses them in a form. */
const OF_THE_PROGRAM: readonly string[] = ['history', 'plan', 'commitment', 'planned'];

export const HUMAN_ETR_REASONS = ETR_REASONS.filter((reason) => !OF_THE_PROGRAM.includes(reason));
export const HUMAN_CONFIRM_REASONS = CONFIRM_REASONS.filter((reason) => !OF_THE_PROGRAM.includes(reason));
