/** Something that the operator can mend: the message says what is wrong and how, and is shown without a stack trace. */
export class OperatorProblem extends Error {}

/** Shows an error to whoever sits at the terminal: only a bug of ours comes with its stack trace. */
export function tell(error: unknown): void {
  console.error(error instanceof OperatorProblem ? `\n${error.message}` : error);
}
