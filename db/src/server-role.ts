import type postgres from 'postgres';
import type { Sql } from './connect.ts';

/** The role that must make the tables cannot, because they are another role's. The message is for the operator. */
export class TablesOfAnotherRole extends Error {}

/** What is written once: nobody changes or removes rows of it. */
const WRITTEN_ONCE = ['events', 'commands', 'access_events', 'networks', 'network_parts'];

/**
 * Lets `role` read and write the rows of every table, and only read and add those that are written once. Said again after every
 * migration, for new tables.
 */
export async function letServe(sql: postgres.Sql, role: string): Promise<void> {
  const once = sql(WRITTEN_ONCE);
  await sql.begin(async (tx) => {
    await tx`grant usage on schema public to ${tx(role)}`;
    await tx`grant select, insert, update, delete on all tables in schema public to ${tx(role)}`;
    await tx`grant usage, select on all sequences in schema public to ${tx(role)}`;
    await tx`revoke update, delete, truncate on ${once} from ${tx(role)}`;
  });
}

/** @throws TablesOfAnotherRole if there are tables already, made by a role that served and migrated in one */
export async function requireOwnTables(sql: postgres.Sql): Promise<void> {
  const [other] = await sql<{ owner: string; me: string }[]>`
    select tableowner as owner, current_user as me from pg_tables
    where schemaname in ('public', 'drizzle') and not pg_has_role(current_user, tableowner, 'usage') limit 1`;
  if (other === undefined) return;
  throw new TablesOfAnotherRole(
    `The tables belong to the role "${other.owner}", and DATABASE_OWNER_URL is the role "${other.me}". ` +
      `Hand them over once, as a superuser in that database: reassign owned by "${other.owner}" to "${other.me}";`,
  );
}

/** What the role of `sql` may do that a server should not be able to, in words for the operator; empty if nothing. */
export async function excessiveRights(sql: Sql): Promise<readonly string[]> {
  const [row] = await sql<{ superuser: boolean; owner: boolean; rewrites: boolean }[]>`
    select (select rolsuper from pg_roles where rolname = current_user) as superuser,
      (select bool_or(pg_has_role(current_user, tableowner, 'usage')) from pg_tables
        where schemaname = 'public' and tablename = any(${WRITTEN_ONCE})) as owner,
      bool_or(has_table_privilege(name, 'update, delete, truncate')) as rewrites
    from unnest(${WRITTEN_ONCE}::text[]) as name`;
  if (row?.superuser) return ['is a superuser'];
  if (row?.owner) return ['owns the log'];
  return row?.rewrites ? ['may change and remove what is written once'] : [];
}
