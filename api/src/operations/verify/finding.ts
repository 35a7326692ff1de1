/** What the verification of one operation has come to. */
export type Finding = {
  readonly operation: string;
  /** Events that were read and found good. */
  readonly events: number;
  /** The last link: who has noted it elsewhere can tell a log that was rewritten from the beginning. */
  readonly hash: string;
  /** The first event that is not what was written, or undefined if all are. */
  readonly broken?: { readonly seq: number; readonly why: string };
  /** What says something else than the log, although all of it follows from the log; and what was remembered and is no longer so. */
  readonly contradictions: readonly string[];
  /** What is worth knowing of a log that is right. */
  readonly notes: readonly string[];
};

export const isIntact = ({ broken, contradictions }: Finding): boolean =>
  broken === undefined && contradictions.length === 0;
