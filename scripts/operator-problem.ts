/** Something that the operator can mend: the message says what is wrong and how, and is shown without a stack trace. */
export class OperatorProblem extends Error {}
