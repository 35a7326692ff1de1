import type { Sql } from '@relight/db/connect';
import { withBenchDatabase } from './bench-database.ts';
import { DISPATCHER, NOTE, noteCommand, openBenchOperation, openOperations } from './operation.ts';
import { type BenchResult, higherIsBetter } from './result.ts';

const SECONDS = 2;

/**
 * Appends a second through the whole log (locks, decisions, hash chain, answers, read tables) beside bare inserts of the same event and
 * command rows, with as many writers, into tables of the same shape without any of it.
 */
export const benchLog = (): Promise<readonly BenchResult[]> =>
  withBenchDatabase(async ({ sql }) => {
    const operations = await openOperations(sql);
    const names = Array.from({ length: 16 }, (_, i) => `bench-${i}`);
    for (const id of names) await openBenchOperation(operations, id);
    await sql.unsafe(
      'create table bare_events (like events including all); create table bare_commands (like commands including all)',
    );

    let count = 0;
    const append = (operation: string) => async () => {
      const outcome = await operations.submit(operation, noteCommand(`n${count++}`), DISPATCHER);
      if (outcome.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(outcome)}`);
    };
    const bare = (operation: string) => () => insertBare(sql, operation, count++);

    const compare = async (
      name: string,
      writers: number,
      operationOf: (writer: number) => string,
    ): Promise<BenchResult> => {
      // In turns, so that both meet the same weather on the machine.
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < 3; round++) {
        ours.push(await perSecond(writers, (writer) => append(operationOf(writer))));
        theirs.push(await perSecond(writers, (writer) => bare(operationOf(writer))));
      }
      return higherIsBetter({
        name,
        unit: 'appends/s',
        ours: median(ours),
        baseline: { name: 'bare inserts', value: median(theirs) },
        samples: ours.length,
        settings: { writers, secondsEach: SECONDS },
      });
    };

    const results = [
      await compare('one operation, one writer', 1, () => names[0] as string),
      await compare('one operation, 16 writers', 16, () => names[0] as string),
      await compare('one operation, 200 writers', 200, () => names[0] as string),
      await compare('16 operations, one writer each', 16, (writer) => names[writer % names.length] as string),
    ];
    await operations.close();
    return results;
  });

const insertBare = async (sql: Sql, operation: string, n: number): Promise<void> => {
  const event = JSON.stringify(NOTE);
  const at = new Date().toISOString();
  const hash = n.toString(16).padStart(64, '0');
  await sql.begin((tx) => [
    tx`insert into bare_events (operation_id, seq, at, actor, command_id, type, event, hash)
       values (${operation}, ${n}, ${at}::text::timestamptz, ${JSON.stringify(DISPATCHER)}::text::jsonb, ${`n${n}`}, 'noteAdded', ${event}::text::jsonb, ${hash})`,
    tx`insert into bare_commands (operation_id, command_id, fingerprint, outcome, from_seq, to_seq, at)
       values (${operation}, ${`n${n}`}, ${hash}, 'accepted', ${n}, ${n}, ${at}::text::timestamptz)`,
  ]);
};

/** How often `writers` together get their work done in a second, each starting again as soon as it is done. */
const perSecond = async (writers: number, workOf: (writer: number) => () => Promise<void>): Promise<number> => {
  const start = performance.now();
  const end = start + SECONDS * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const work = workOf(writer);
      while (performance.now() < end) {
        await work();
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - start);
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
