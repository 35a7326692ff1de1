import { describeDamage } from '@relight/db/damage';

/** Something that the operator can mend: the message says what is wrong and how, and is shown without a stack trace. */
export class OperatorProblem extends Error {}

/** Shows an error to whoever sits at the terminal: only a bug of ours comes with its stack trace. */
export function tell(error: unknown): void {
  const words = error instanceof OperatorProblem ? error.message : describeDamage(error);
  console.error(words === undefined ? error : `\n${words}`);
}
