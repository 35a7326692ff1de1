import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { networksIn } from '@relight/api/networks/store';
import { readEvents, readOperation, readOperations } from '@relight/api/operations/read-log';
import { readPredictionParameters } from '@relight/api/prediction/parameters';
import type { Database } from '@relight/db/connect';
import { connect } from '@relight/db/connect';
import { exposureOf } from '@relight/shared/network/predict/calibration/exposure';
import type { Calibration } from '@relight/shared/network/predict/calibration/learn';
import { learnParameters } from '@relight/shared/network/predict/calibration/learn';
import { outageHistory, type PlacedReport } from '@relight/shared/network/predict/calibration/past-outages';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { readEnvironment } from '../environment.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { withDatabase } from '../with-database.ts';

/**
 * `npm run calibrate -- --operation ID [--out FILE]`: learns the parameters of prediction from an operation's log and trouble reports, says
 * on how many cases each rests, and gives them as JSON. What has too few cases stays as it is.
 */
const { operation, out } = readArguments();
await withDatabase(learn, { mustExist: true });

async function learn(url: string): Promise<number> {
  const { dataDir } = readEnvironment(process.env, process.cwd());
  const database = connect(url, { connections: 2 });
  try {
    const calibration = await calibrate(database, operation, dataDir);
    describe(calibration);
    const json = `${JSON.stringify(calibration.parameters, null, 2)}\n`;
    if (out === undefined) console.log(json);
    else {
      write(resolve(out), json);
      console.log(`Written to ${resolve(out)}. The server uses it as prediction-parameters.json in ${dataDir}.`);
    }
    return 0;
  } finally {
    await database.close();
  }
}

async function calibrate(database: Database, id: string, dataDir: string): Promise<Calibration> {
  const { sql, tables } = database;
  const found = await readOperation(sql, id);
  if (!found)
    throw new OperatorProblem(`There is no operation ${id}. There are: ${(await ids(sql)).join(', ') || 'none'}.`);
  const network = found.network === null ? undefined : await networksIn(tables).open(found.network);
  if (!network) throw new OperatorProblem(`The operation ${id} has no network, so there is nothing to learn from it.`);
  const given = await readPredictionParameters(dataDir);
  const events = await wholeLog(database, id);
  const reports = await sql<{ incident: string; at: Date }[]>`
    select incident_id as incident, at from trouble_reports
    where operation_id = ${id} and incident_id is not null order by at, id`;
  const exposure = exposureOf(network.model, given.values);
  const placed = reports.map(({ incident, at }): PlacedReport => ({ incident, at: new Date(at).getTime() }));
  const history = outageHistory(events, placed, exposure.kindOf);
  const validFrom = new Date().toISOString().slice(0, 10);
  return learnParameters(history, exposure, given, { id: `calibrated-${validFrom}`, validFrom, localHour });
}

async function ids(sql: Database['sql']): Promise<string[]> {
  return (await readOperations(sql)).map(({ id }) => id);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new OperatorProblem(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function wholeLog({ sql }: Database, id: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await readEvents(sql, id, events.at(-1)?.seq ?? 0, 1_000);
    if (page.length === 0) return events;
    events.push(...page);
  }
}

/** The hour of the day where customers live and call: UTC+8, as for prediction itself. */
function localHour(at: number): number {
  return (new Date(at).getUTCHours() + 8) % 24;
}

function describe({ learned, reliability }: Calibration): void {
  console.log('What was learned, and from how many cases:');
  for (const { name, before, now, cases, needed, isLearned } of learned) {
    console.log(
      isLearned
        ? `  ${name}: ${before} → ${now} (${cases} cases)`
        : `  ${name}: stays ${before} (${cases} cases; ${needed} are needed)`,
    );
  }
  console.log('How stated probabilities held:');
  for (const { kind, statements, gap, curve, isCorrected } of reliability) {
    if (statements === 0) {
      console.log(`  ${kind}: no confirmed prediction yet`);
      continue;
    }
    console.log(
      `  ${kind}: ${statements} predictions, gap ${gap.toFixed(2)}${isCorrected ? ', corrected from now on' : ''}`,
    );
    for (const { stated, observed, count } of curve) {
      console.log(`    stated ${stated.toFixed(2)}, held ${observed.toFixed(2)} (${count})`);
    }
  }
}

function readArguments(): { operation: string; out: string | undefined } {
  try {
    const { values } = parseArgs({ options: { operation: { type: 'string' }, out: { type: 'string' } } });
    if (values.operation) return { operation: values.operation, out: values.out };
  } catch (error) {
    console.error((error as Error).message);
  }
  console.error('Usage: npm run calibrate -- --operation ID [--out FILE]');
  process.exit(2);
}
