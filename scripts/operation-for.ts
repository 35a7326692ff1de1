import type { Networks } from '@relight/api/networks/store';
import { createOperations } from '@relight/api/operations/operations';
import type { Database } from '@relight/db/connect';
import { pino } from 'pino';
import { OperatorProblem } from './operator-problem.ts';

/**
 * The live operation that works on a network version: the one of this id, or else any there is, or a new one. An operation stays on its
 * network for ever, because its log counts in that network's sections.
 * @returns its id
 * @throws OperatorProblem if the id is taken by an operation on another network, or is none
 */
export async function operationFor(
  { sql }: Pick<Database, 'sql'>,
  networks: Networks,
  { version, id, name }: { version: string; id: string | undefined; name: string },
): Promise<string> {
  const operations = await createOperations({
    sql,
    log: pino({ level: 'error' }),
    directory: {
      network: async (wanted) => (await networks.open(wanted))?.facts ?? null,
      crew: () => undefined,
      base: () => undefined,
    },
  });
  try {
    const known = await operations.list();
    const there = known.find((it) => (id === undefined ? it.kind === 'live' && it.network === version : it.id === id));
    if (there?.network === version) return there.id;
    if (there) throw taken(there.id, there.network);
    const wanted = id ?? idFrom(version, new Set(known.map((it) => it.id)));
    requireId(wanted);
    const title = name.trim().slice(0, 200) || version;
    const opened = await operations.create({
      id: wanted,
      kind: 'live',
      name: { zh: title, en: title },
      network: version,
    });
    if (opened.outcome !== 'accepted') throw taken(wanted, null);
    console.log(`Opened the operation ${wanted} on it.`);
    return wanted;
  } finally {
    await operations.close();
  }
}

function taken(id: string, network: string | null): OperatorProblem {
  const on = network === null ? 'another network' : `version ${network}`;
  return new OperatorProblem(
    `There is an operation ${id} already, on ${on}; an operation stays on its network. Give another id: --operation ID`,
  );
}

function requireId(id: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) return;
  throw new OperatorProblem(
    `"${id}" is no id for an operation: use up to 64 letters, digits, hyphens, dots, underscores.`,
  );
}

/** A version may be any text; an id is part of an address. */
function idFrom(version: string, known: ReadonlySet<string>): string {
  const plain =
    version
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 50) || 'network';
  if (!known.has(plain)) return plain;
  for (let n = 2; ; n++) if (!known.has(`${plain}-${n}`)) return `${plain}-${n}`;
}
