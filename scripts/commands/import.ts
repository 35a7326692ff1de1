import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BrokenInput, type InputFile } from '@relight/api/import-files/input-file';
import { openInputs } from '@relight/api/import-files/open-inputs';
import { tableText } from '@relight/api/import-files/table-text';
import { importNetworkFiles } from '@relight/api/networks/import/import-network-file';
import { networksIn } from '@relight/api/networks/store';
import { CSV_MEMBERS, type CsvOptions } from '@relight/api/outage-history/csv-outages';
import { importOutages } from '@relight/api/outage-history/import-outages';
import { isZone } from '@relight/api/outage-history/local-instant';
import { connect } from '@relight/db/connect';
import { browsableUrls } from '../address.ts';
import { readEnvironment } from '../environment.ts';
import { operationFor } from '../operation-for.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { showProgress } from '../progress.ts';
import { withDatabase } from '../with-database.ts';

/**
 * `npm run import -- network FILE…`: takes a network over into the product's database, whole or not at all: a GeoJSON file, a CIM RDF/XML file, or
 * the files of a CIM set, also as a directory or a zip. Exit code 1 if refused. A network that no operation works on gets one; `--operation` says
 * which, and `--name` what it is called.
 * `npm run import -- outages FILE…`: past outages, one by one; exit code 1 if any was refused. Of CSV, `--column MEMBER=NAME` says what a
 * column is called, and `--zone` where times without an offset were read.
 */
const IMPORTS: Record<string, (url: string, files: readonly InputFile[], options: Options) => Promise<number>> = {
  network: importNetworkOf,
  outages: importOutagesOf,
};
type Options = {
  readonly operation?: string | undefined;
  readonly name?: string | undefined;
  readonly outages: CsvOptions;
};

const { kind, paths, options } = readArguments();
const importFiles = IMPORTS[kind];
if (!importFiles || paths.length === 0) usage();
await withDatabase(async (url) => {
  // Looked at before anything else, so that a slip in a name is said at once.
  const inputs = await openInputs(paths.map((path) => resolve(path)));
  if (!inputs.ok) throw new OperatorProblem(inputs.errors.map(({ message }) => message.en).join('\n'));
  try {
    return await importFiles(url, inputs.files, options);
  } catch (error) {
    throw error instanceof BrokenInput ? new OperatorProblem(error.message) : error;
  } finally {
    inputs.close();
  }
});

async function importNetworkOf(
  url: string,
  files: readonly InputFile[],
  { operation, name }: Options,
): Promise<number> {
  const progress = showProgress(sizeOf(files));
  const result = await importNetworkFiles(files, { onProgress: ({ bytes }) => progress.at(bytes) });
  progress.end();
  if (!result.ok) {
    for (const { message } of result.errors) console.error(message.en);
    console.error(`Nothing was imported from ${namesOf(files)}.`);
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

async function importOutagesOf(
  url: string,
  files: readonly InputFile[],
  { outages: options }: Options,
): Promise<number> {
  const progress = showProgress(sizeOf(files));
  const database = connect(url, { connections: 2 });
  let bytes = 0;
  let refused = 0;
  try {
    for (const file of files) {
      const { encoding, text } = await tableText(file, (more) => {
        bytes += more;
        progress.at(bytes);
      });
      const result = await importOutages(database.sql, text, { ...options, now: new Date() });
      progress.end();
      if (files.length > 1) console.log(`${file.name}:`);
      if (encoding !== 'UTF-8') console.log(`The file is not UTF-8 and was read as ${encoding}.`);
      for (const { message } of result.problems) console.error(message.en);
      console.log(
        `${result.outages} outages: ${result.added} are new, ${result.changed} changed, ${result.unchanged} were there already, ${result.refused} refused.`,
      );
      console.log(`${result.open} of them are not restored, ${result.momentary} were momentary (at most 5 minutes).`);
      if (result.outages === 0) console.error(`There is no outage in ${file.name}.`);
      refused += result.outages === 0 ? 1 : result.refused;
    }
    return refused > 0 ? 1 : 0;
  } finally {
    await database.close();
  }
}

function sizeOf(files: readonly InputFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The first few by name. */
function namesOf(files: readonly InputFile[]): string {
  const named = files.slice(0, 3).map(({ name }) => name);
  return `${named.join(', ')}${files.length > named.length ? ` and ${files.length - named.length} more` : ''}`;
}

function readArguments(): { kind: string; paths: readonly string[]; options: Options } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        operation: { type: 'string' },
        name: { type: 'string' },
        column: { type: 'string', multiple: true },
        zone: { type: 'string' },
      },
    });
    const { operation, name, column = [], zone } = values;
    const [kind = '', ...paths] = positionals;
    const columns = new Map(column.map(readColumn));
    if (zone !== undefined && !isZone(zone))
      throw new Error(`There is no time zone ${zone}. Give one like Asia/Shanghai or Europe/Berlin.`);
    return { kind, paths, options: { operation, name, outages: { columns, ...(zone === undefined ? {} : { zone }) } } };
  } catch (error) {
    console.error((error as Error).message);
    return usage();
  }
}

/** `MEMBER=NAME`: what a column is called in the file. */
function readColumn(text: string): readonly [member: string, name: string] {
  const [member = '', ...name] = text.split('=');
  if (CSV_MEMBERS.includes(member) && name.length > 0) return [member, name.join('=').trim()];
  throw new Error(`--column ${text}: give MEMBER=NAME, where MEMBER is one of ${CSV_MEMBERS.join(', ')}.`);
}

function usage(): never {
  console.error(
    `Usage: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE… [--operation ID] [--name NAME] [--column MEMBER=NAME …] [--zone ZONE]`,
  );
  process.exit(2);
}
