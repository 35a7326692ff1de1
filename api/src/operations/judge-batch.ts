import type { NetworkFacts } from '@relight/shared/network/facts';
import { CHAIN_START, chainLink } from '@relight/shared/operation/chain';
import type { Command } from '@relight/shared/operation/commands';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import type { RefusalCode } from '@relight/shared/operation/refusals';
import type { OperationState } from '@relight/shared/operation/state';
import { judge } from '@relight/shared/sync/authority';
import { type AnswersEnd, answerLink } from './answer-chain.ts';
import type { Directory } from './directory.ts';
import { type Failed, failed, type Refused } from './outcome.ts';
import { noRows, project, type TouchedRows } from './projections.ts';

/** A command that waits for its verdict. */
export type Submission = { readonly command: Command; readonly actor: Actor; readonly fingerprint: string };

/** A verdict as it stands in the `commands` table. */
export type Answered = {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly outcome: 'accepted' | 'refused';
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly code: string | null;
  readonly details: Readonly<Record<string, string | number>> | null;
};

/** `accepted` names its events by number: those of an earlier answer may have to be read first. */
export type Verdict =
  | { readonly outcome: 'accepted'; readonly fromSeq: number; readonly toSeq: number }
  | Refused
  | Failed;

export type Ground = {
  readonly operation: string;
  readonly state: OperationState;
  readonly headHash: string;
  readonly answersEnd: AnswersEnd;
  /** One instant for the whole batch, not before that of the last event. */
  readonly at: string;
  readonly network: NetworkFacts | null;
  readonly directory: Directory;
  readonly position: (crew: string) => { readonly lon: number; readonly lat: number } | undefined;
  /** By command id: what has been answered before. */
  readonly answered: ReadonlyMap<string, Answered>;
};

export type Batch = {
  /** In the order of the submissions. */
  readonly verdicts: readonly Verdict[];
  readonly lines: readonly { readonly recorded: RecordedEvent; readonly hash: string }[];
  /** The new ones, in the order of their chain, which they continue up to `answersEnd`. */
  readonly answers: readonly Answered[];
  readonly answersEnd: AnswersEnd;
  readonly rows: TouchedRows;
  readonly state: OperationState;
  readonly headHash: string;
  readonly at: string;
  /** What a decision threw. Its command got `internal`; the others are not affected. */
  readonly bugs: readonly { readonly command: Command; readonly error: unknown }[];
};

/** Judges several commands one after the other, each on the state that those before it have left. Changes nothing. */
export const judgeBatch = (submissions: readonly Submission[], ground: Ground): Batch => {
  const answered = new Map(ground.answered);
  const answers: Answered[] = [];
  const lines: { recorded: RecordedEvent; hash: string }[] = [];
  const bugs: { command: Command; error: unknown }[] = [];
  const rows = noRows();
  let { state } = ground;
  let headHash = state.seq === 0 ? CHAIN_START : ground.headHash;

  const verdictOn = ({ command, actor, fingerprint }: Submission): Verdict => {
    const before = answered.get(command.id);
    if (before !== undefined) return repeat(before, fingerprint);
    const judgement = judge(state, command, {
      actor,
      at: ground.at,
      network: ground.network,
      crew: ground.directory.crew,
      position: ground.position,
    });
    if (!judgement.ok) {
      const { code, details } = judgement.refusal;
      // Not a verdict on the command: the server has the network, only not now.
      if (code === 'needsServer') return failed('networkUnavailable', 'the network model is not available at present');
      const answer = answerOf(command, fingerprint, { outcome: 'refused', code, details: details ?? null });
      answered.set(command.id, answer);
      answers.push(answer);
      return refused(code, details);
    }
    for (const recorded of judgement.recorded) {
      headHash = chainLink(headHash, ground.operation, recorded);
      lines.push({ recorded, hash: headHash });
    }
    project(rows, state, judgement.state, judgement.recorded);
    const fromSeq = state.seq + 1;
    state = judgement.state;
    const answer = answerOf(command, fingerprint, { outcome: 'accepted', fromSeq, toSeq: state.seq });
    answered.set(command.id, answer);
    answers.push(answer);
    return { outcome: 'accepted', fromSeq, toSeq: state.seq };
  };

  const verdicts = submissions.map((submission) => {
    try {
      return verdictOn(submission);
    } catch (error) {
      bugs.push({ command: submission.command, error });
      return failed('internal', 'the command could not be judged');
    }
  });
  const answersEnd = answers.reduce(
    ({ count, hash }, answer) => ({ count: count + 1, hash: answerLink(hash, ground.operation, answer, ground.at) }),
    ground.answersEnd,
  );
  return { verdicts, lines, answers, answersEnd, rows, state, headHash, at: ground.at, bugs };
};

const repeat = (before: Answered, fingerprint: string): Verdict => {
  if (before.fingerprint !== fingerprint) {
    return failed('commandIdReused', 'this id has been used for another command');
  }
  if (before.outcome === 'refused') return refused(before.code as RefusalCode, before.details ?? undefined);
  return { outcome: 'accepted', fromSeq: before.fromSeq ?? 0, toSeq: before.toSeq ?? 0 };
};

const refused = (code: RefusalCode, details: Refused['details'] | undefined): Refused =>
  details === undefined ? { outcome: 'refused', code } : { outcome: 'refused', code, details };

const answerOf = (
  command: Command,
  fingerprint: string,
  answer: Pick<Answered, 'outcome'> & Partial<Answered>,
): Answered => ({
  commandId: command.id,
  fingerprint,
  fromSeq: null,
  toSeq: null,
  code: null,
  details: null,
  ...answer,
});
