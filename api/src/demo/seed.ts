import type { Database } from '@relight/db/connect';
import { installation } from '@relight/db/schema/installation';
import { networks as networkTable } from '@relight/db/schema/networks';
import { operations as operationTable } from '@relight/db/schema/operations';
import { users } from '@relight/db/schema/people';
import { generateCity } from '@relight/db/seeds/city/city';
import { isOnShift } from '@relight/shared/rules/shift';
import { eq } from 'drizzle-orm';
import { localDate } from '../crews/roster.ts';
import { importNetwork } from '../networks/import/import-network.ts';
import type { Networks } from '../networks/store.ts';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import { importOutages } from '../outage-history/import-outages.ts';
import { crewId, writeCityRows } from './city-rows.ts';

export const DEMO_OPERATION = 'binjiang';
const MARK = 'demo';
const LOCK = 7_354_449;

type Dependencies = {
  readonly database: Pick<Database, 'sql' | 'tables'>;
  readonly networks: Networks;
  readonly operations: Operations;
  /** Called between writing the rows and putting crews on duty: the rules must know the crews by then. */
  readonly onRoster: () => Promise<void>;
  readonly progress: (line: string) => void;
};

/** Whether this database holds the demo city, perhaps still in part. */
export const isDemo = async ({ tables }: Pick<Database, 'tables'>): Promise<boolean> =>
  (await readMark({ tables })) !== undefined;

/**
 * Fills an empty database with the demo city, or goes on where a start that was cut short left off. Every step can be taken twice; the
 * mark that comes first says that the database is the demo's and which day it counts from. Processes that start together queue.
 * @returns whether the database holds the demo city
 */
export const seedDemo = async (dependencies: Dependencies): Promise<boolean> => {
  const { database } = dependencies;
  const connection = await database.sql.reserve();
  try {
    await connection`select pg_advisory_lock(${LOCK})`;
    const mark = (await readMark(database)) ?? (await claimEmpty(database));
    if (mark === undefined) return false;
    if (mark.ready !== true) await fill(dependencies, String(mark.referenceDate));
    return true;
  } finally {
    await connection`select pg_advisory_unlock(${LOCK})`;
    connection.release();
  }
};

const readMark = async ({ tables }: Pick<Database, 'tables'>) =>
  (await tables.select().from(installation).where(eq(installation.name, MARK)))[0]?.value;

const claimEmpty = async ({ tables }: Pick<Database, 'tables'>) => {
  for (const table of [users, operationTable, networkTable]) {
    if ((await tables.select().from(table).limit(1)).length > 0) return undefined;
  }
  const value = { ready: false, referenceDate: localDate(new Date()) };
  await tables.insert(installation).values({ name: MARK, value });
  return value;
};

const fill = async (
  { database: { sql, tables }, networks, operations, onRoster, progress }: Dependencies,
  referenceDate: string,
): Promise<void> => {
  progress('Building the demo city (once, a few seconds) …');
  const city = generateCity({ referenceDate });

  const imported = await importNetwork(inChunks(city.network));
  if (!imported.ok) throw new Error(`the demo city was refused: ${imported.errors[0]?.message.en}`);
  const saved = await networks.save({ ...imported, base: city.base as never });
  if (!saved.ok) throw new Error(saved.message.en);
  progress(`  network: ${city.stats.customers} customers, ${city.stats.feeders} feeders`);

  await writeCityRows(tables, city, referenceDate);
  await onRoster();
  progress(`  roster: ${city.crews.length} crews; ${city.importantCustomers.length} important customers`);

  const history = await importOutages(sql, inChunks(city.outageHistory.map((outage) => `${JSON.stringify(outage)}\n`)));
  if (history.refused > 0) throw new Error(`the demo’s outage history: ${history.problems[0]?.message.en}`);
  progress(`  outage history: ${history.outages} outages of three years`);

  const opened = await operations.create({
    id: DEMO_OPERATION,
    kind: 'live',
    name: { zh: '滨江市配网抢修', en: 'Binjiang distribution' },
    network: saved.version,
  });
  if (opened.outcome !== 'accepted') throw new Error(`the demo’s operation: ${opened.code}`);
  const hour = new Date().getHours();
  await Promise.all(
    city.crews
      .filter(({ shift }) => isOnShift(shift, hour))
      .map(({ id }) =>
        operations.submit(
          DEMO_OPERATION,
          { id: `seed-duty-${crewId(id)}`, type: 'setCrewDuty', crew: crewId(id), onDuty: true },
          SYSTEM,
        ),
      ),
  );
  await tables
    .update(installation)
    .set({ value: { ready: true, referenceDate } })
    .where(eq(installation.name, MARK));
  progress('  the demo city is ready.');
};

async function* inChunks(text: Iterable<string>): AsyncGenerator<string> {
  for (const chunk of text) yield chunk;
}
