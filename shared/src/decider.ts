/**
 * The shape of everything that is logged: `decide` judges a command against a state and answers with facts or a refusal; `evolve`
 * copies one fact into the state. Both are pure.
 */
export type Refused<Code extends string> = {
  readonly ok: false;
  readonly code: Code;
  /** What the code is about, for the message: ids and numbers only, never personal data. */
  readonly details?: Readonly<Record<string, string | number>>;
};
export type Accepted<Event> = { readonly ok: true; readonly events: readonly Event[] };
export type Decision<Event, Code extends string> = Accepted<Event> | Refused<Code>;

export const accept = <Event>(...events: readonly Event[]): Accepted<Event> => ({ ok: true, events });

export const refuse = <Code extends string>(code: Code, details?: Refused<Code>['details']): Refused<Code> =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };
