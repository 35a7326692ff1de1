import type { Sql } from '@relight/db/connect';
import type { Access } from '@relight/db/schema/access-events';
import { CHAIN_START } from '@relight/shared/operation/chain';
import type { Links } from '../operations/remembered-links.ts';
import { compareLink, type Finding } from '../operations/verify.ts';
import { ACCESS_LOG, ACCESS_LOG_END, type AccessEvent, accessLink, digestOf } from './access-log.ts';

type Line = AccessEvent & { readonly hash: string };
type End = { readonly events: number; readonly hash: string };
type AccessById = ReadonlyMap<string, Partial<Access>>;

/**
 * Follows the chain of the log of users and keys, and lays the users and keys as they are beside what it comes to.
 * @param remembered the newest links that were noted elsewhere
 */
export const verifyAccess = ({
  sql,
  remembered = {},
}: {
  readonly sql: Sql;
  readonly remembered?: Links;
}): Promise<Finding> =>
  sql.begin('isolation level repeatable read read only', async (tx) => {
    const lines = await tx<
      Line[]
    >`select number, at, by, kind, subject, change, hash from access_events order by number`;
    const [row] = await tx<{ end: End }[]>`select value as "end" from installation where name = ${ACCESS_LOG_END}`;
    const stored = await tx<(Access & { id: string })[]>`
      select id, role, crew_id as crew, disabled, demo, password_hash as secret from users
      union all
      select id, role, null, revoked_at is not null, false, token_hash from machine_keys order by id`;

    const followed = followChain(lines);
    const broken = followed.broken ?? whereItEndsWrong(row?.end ?? { events: 0, hash: CHAIN_START }, followed);
    const link = remembered[ACCESS_LOG];
    const contradictions = link === undefined ? [] : compareLink(link, followed.events, lines[link.seq - 1]?.hash);
    if (row === undefined && lines.length === 0) return { ...notBegun(stored.length), contradictions };
    const isAsStored = stored.map(({ id, ...access }) => [id, { ...access, secret: digestOf(access.secret) }] as const);
    return {
      operation: ACCESS_LOG,
      events: followed.events,
      hash: followed.hash,
      ...(broken && { broken }),
      // What should follow from a broken log is anybody's guess.
      contradictions: broken ? contradictions : [...contradictions, ...compare(foldAccess(lines), new Map(isAsStored))],
      notes: notesOn(lines),
    };
  });

/** Nobody has started the server since an update from a version without this log, or nobody has made a user yet. */
const notBegun = (found: number): Omit<Finding, 'contradictions'> => ({
  operation: ACCESS_LOG,
  events: 0,
  hash: CHAIN_START,
  notes: [`this log has not begun: the next start of the server enters the ${found} that are here as they are found`],
});

type Followed = End & Pick<Finding, 'broken'>;

const followChain = (lines: readonly Line[]): Followed => {
  let end: End = { events: 0, hash: CHAIN_START };
  for (const { hash, ...event } of lines) {
    const number = end.events + 1;
    if (event.number !== number) {
      return { ...end, broken: { seq: Math.min(number, event.number), why: `event ${number} is missing` } };
    }
    if (accessLink(end.hash, event) !== hash) {
      return { ...end, broken: { seq: number, why: 'it does not match its link in the chain' } };
    }
    end = { events: number, hash };
  }
  return end;
};

const whereItEndsWrong = (end: End, { events, hash }: Followed): Finding['broken'] => {
  if (events < end.events) return { seq: events + 1, why: `the log ends at ${events}, but its end is ${end.events}` };
  if (events > end.events) return { seq: end.events + 1, why: `the log goes on after its end, ${end.events}` };
  return hash === end.hash ? undefined : { seq: events, why: 'it is not the event that the end was chained to' };
};

const foldAccess = (lines: readonly Line[]): AccessById => {
  const known = new Map<string, Partial<Access>>();
  for (const { subject, change } of lines) known.set(subject, { ...known.get(subject), ...change });
  return known;
};

const MEMBERS = ['role', 'crew', 'disabled', 'demo', 'secret'] as const satisfies readonly (keyof Access)[];

const compare = (told: AccessById, stored: AccessById): string[] =>
  [...new Set([...told.keys(), ...stored.keys()])].sort().flatMap((id) => {
    const [tells, is] = [told.get(id), stored.get(id)];
    if (tells === undefined) return [`${id} is nowhere in the log`];
    if (is === undefined) return [`${id} is missing`];
    return MEMBERS.filter((member) => tells[member] !== is[member]).map((member) =>
      member === 'secret'
        ? `${id} has another password or key than the log knows of`
        : `${id} says ${member} ${is[member]}, the log ${tells[member]}`,
    );
  });

const notesOn = (lines: readonly Line[]): string[] => {
  const found = lines.filter(({ kind }) => kind === 'found');
  const [first] = found;
  return first === undefined
    ? []
    : [
        `${found.length} users and keys were entered on ${first.at.toISOString()} as they were found; who made them is not known`,
      ];
};
