import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importNetworkFile as readNetworkFile } from '@relight/api/networks/import/import-network-file';
import { networksIn } from '@relight/api/networks/store';
import { importOutages } from '@relight/api/outage-history/import-outages';
import { connect } from '@relight/db/connect';
import { browsableUrls } from '../address.ts';
import { readEnvironment } from '../environment.ts';
import { operationFor } from '../operation-for.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { showProgress } from '../progress.ts';
import { withDatabase } from '../with-database.ts';

/**
 * `npm run import -- network FILE`: takes a file (GeoJSON, or CIM RDF/XML) over into the product's database, whole or not at all. Exit code 1 if refused.
 * A network that no operation works on gets one; `--operation` says which, and `--name` what it is called.
 * `npm run import -- outages FILE`: past outages, line by line; exit code 1 if any was refused.
 */
const IMPORTS: Record<string, (url: string, file: string, options: Options) => Promise<number>> = {
  network: importNetworkFile,
  outages: importOutageFile,
};
type Options = { readonly operation?: string | undefined; readonly name?: string | undefined };

const { kind, file, options } = readArguments();
const importFile = IMPORTS[kind];
if (!importFile || !file) usage();
await withDatabase((url) => importFile(url, resolve(file), options));

async function importNetworkFile(url: string, path: string, { operation, name }: Options): Promise<number> {
  const progress = showProgress(sizeOf(path));
  const result = await readNetworkFile(createReadStream(path), { onProgress: ({ bytes }) => progress.at(bytes) });
  progress.end();
  if (!result.ok) {
    for (const { message } of result.errors) console.error(message.en);
    console.error(`Nothing was imported from ${path}.`);
    return 1;
  }
  for (const { code, count, example } of result.warnings) {
    console.log(`Worth a look: ${code}, ${count} times${example === undefined ? '' : `, for example ${example}`}.`);
  }
  const database = connect(url, { connections: 4 });
  try {
    const networks = networksIn(database.tables);
    const saved = await networks.save(result);
    if (!saved.ok) {
      console.error(saved.message.en);
      return 1;
    }
    const { customers, servicePoints, feeders } = result.stats;
    console.log(
      saved.isNew
        ? `Imported as version ${saved.version}: ${customers} customers at ${servicePoints} service points, ${feeders} feeders.`
        : `Version ${saved.version} is there already, unchanged.`,
    );
    const title = name ?? result.columns.name;
    const id = await operationFor(database, networks, { version: saved.version, id: operation, name: title });
    const { host, port } = readEnvironment(process.env, process.cwd());
    console.log(`Its console: ${browsableUrls({ host, port })[0]}console/${encodeURIComponent(id)}`);
    return 0;
  } finally {
    await database.close();
  }
}

async function importOutageFile(url: string, path: string): Promise<number> {
  const progress = showProgress(sizeOf(path));
  const database = connect(url, { connections: 2 });
  try {
    const result = await importOutages(database.sql, createReadStream(path), progress.at);
    progress.end();
    for (const { line, reason } of result.problems) console.error(`Line ${line}: ${reason}`);
    const unnamed = result.refused - result.problems.length;
    if (unnamed > 0) console.error(`… and ${unnamed} more.`);
    console.log(
      `${result.lines} lines: ${result.added} outages are new, ${result.changed} changed, ${result.unchanged} were there already, ${result.refused} refused.`,
    );
    console.log(`${result.open} of them are not restored, ${result.momentary} were momentary (at most 5 minutes).`);
    return result.refused > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new OperatorProblem(`There is no file ${path}.`);
  return found.size;
}

function readArguments(): { kind: string; file: string; options: Options } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { operation: { type: 'string' }, name: { type: 'string' } },
    });
    const [kind = '', file = ''] = positionals;
    return { kind, file, options: values };
  } catch (error) {
    console.error((error as Error).message);
    return usage();
  }
}

function usage(): never {
  console.error(`Usage: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE [--operation ID] [--name NAME]`);
  process.exit(2);
}
