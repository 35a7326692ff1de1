import { CHAIN_START } from '@relight/shared/operation/chain';
import type { TransactionSql } from 'postgres';
import { answerLink } from '../answer-chain.ts';
import type { Answered } from '../judge-batch.ts';
import type { OperationRow } from './compare-operation.ts';

const PAGE = 1_000;

type Numbered = Answered & { readonly number: number; readonly at: Date };

/**
 * Where the stored answers to commands are not those that were given. Accepted ones follow from the log; refused ones leave nothing in
 * it and hang together by a chain of their own.
 * @param remembered a link of that chain that was noted elsewhere
 */
export const compareAnswers = async (
  tx: TransactionSql,
  row: OperationRow,
  remembered: { readonly answers: number; readonly answersHash: string } | undefined,
): Promise<readonly string[]> => [
  ...(await followAnswers(tx, row, remembered)),
  ...(await findPlanted(tx, row.id)),
  ...(await compareAccepted(tx, row.id)),
];

const followAnswers = async (
  tx: TransactionSql,
  { id: operation, answers, answersHash }: OperationRow,
  remembered: { readonly answers: number; readonly answersHash: string } | undefined,
): Promise<readonly string[]> => {
  let hash = CHAIN_START;
  let number = 0;
  const pages = tx<Numbered[]>`
    select number, command_id as "commandId", fingerprint, outcome, from_seq as "fromSeq", to_seq as "toSeq", code, details, at
    from commands where operation_id = ${operation} and number is not null order by number`.cursor(PAGE);
  const links = new Map<number, string>();
  for await (const page of pages) {
    for (const answer of page) {
      if (answer.number !== number + 1) return [`answers: number ${number + 1} is missing`];
      number = answer.number;
      hash = answerLink(hash, operation, answer, answer.at.toISOString());
      if (number === remembered?.answers || number === answers) links.set(number, hash);
    }
  }
  if (number !== answers) return [`answers: there are ${number}, but the operation's row counts ${answers}`];
  if (hash !== answersHash) return ['answers: one of them is not what was given, or the last link was changed'];
  if (remembered === undefined || remembered.answers === 0) return [];
  if (number < remembered.answers) return [`answers: ${remembered.answers} were remembered, there are ${number}`];
  return links.get(remembered.answers) === remembered.answersHash
    ? []
    : [`answers: the first ${remembered.answers} are not those that were remembered`];
};

/** Answers from before they were chained have no number. They lie between the opening of the log and the first one that has. */
const findPlanted = async (tx: TransactionSql, operation: string): Promise<readonly string[]> => {
  const planted = await tx<{ command: string; total: number }[]>`
    select command_id as command, count(*) over ()::int as total from commands
    where operation_id = ${operation} and number is null and (
      at < (select at from events where operation_id = ${operation} and seq = 1)
      or at >= (select at from commands where operation_id = ${operation} and number = 1)
    )
    order by command_id limit 1`;
  return planted.map(({ command, total }) => {
    const more = total > 1 ? ` (and ${total - 1} more)` : '';
    return `answers: that to ${command} is not of their chain${more}`;
  });
};

type Contradiction = { readonly command: string; readonly given: string | null; readonly told: string | null };

const compareAccepted = async (tx: TransactionSql, operation: string): Promise<readonly string[]> => {
  const [first] = await tx<(Contradiction & { total: number })[]>`
    with given as (
      select command_id, min(seq) as from_seq, max(seq) as to_seq, min(at) as at from events
      where operation_id = ${operation} group by command_id
    ), told as (
      select * from commands where operation_id = ${operation}
    )
    select coalesce(given.command_id, told.command_id) as command, given.from_seq || ' to ' || given.to_seq as given,
      case when told.outcome = 'accepted' then told.from_seq || ' to ' || told.to_seq else told.outcome end as told,
      count(*) over ()::int as total
    from given full join told using (command_id)
    where case
      when given.command_id is null then told.outcome <> 'refused' and told.from_seq is distinct from told.to_seq + 1
      else (told.outcome, told.from_seq, told.to_seq, told.at) is distinct from ('accepted', given.from_seq, given.to_seq, given.at)
    end
    order by given.from_seq, command limit 1`;
  if (first === undefined) return [];
  const more = first.total > 1 ? ` (and ${first.total - 1} more)` : '';
  if (first.told === null) return [`answers: that to ${first.command} is missing${more}`];
  return [`answers: that to ${first.command} says ${first.told}, the log ${first.given ?? 'nothing'}${more}`];
};
