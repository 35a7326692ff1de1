import { canonicalJson, sha256Hex } from '@relight/shared/hash';
import type { Answered } from './judge-batch.ts';

/** How the answers of an operation end: how many there are, and the link of the newest. */
export type AnswersEnd = { readonly count: number; readonly hash: string };

/**
 * The link of one answer in its operation's chain of answers. Refusals leave no event, so that only this chain shows that one was
 * changed or removed, and with it what the same command is told when it is sent again.
 */
export const answerLink = (previous: string, operation: string, answer: Answered, at: string): string => {
  const { commandId, fingerprint, outcome, fromSeq, toSeq, code, details } = answer;
  return sha256Hex(
    `${previous}\n${operation}\n${canonicalJson({ commandId, fingerprint, outcome, fromSeq, toSeq, code, details, at })}`,
  );
};
