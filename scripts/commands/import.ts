import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { importNetwork } from '@relight/api/networks/import/import-network';
import { networksIn } from '@relight/api/networks/store';
import { connect } from '@relight/db/connect';
import { OperatorProblem } from '../operator-problem.ts';
import { showProgress } from '../progress.ts';
import { withDatabase } from '../with-database.ts';

/** `npm run import -- network FILE`: takes a file over into the product's database, whole or not at all. Exit code 1 if refused. */
const IMPORTS: Record<string, (url: string, file: string) => Promise<number>> = {
  network: importNetworkFile,
};

const [kind = '', file = ''] = process.argv.slice(2);
const importFile = IMPORTS[kind];
if (!importFile || !file) {
  console.error(`Usage: npm run import -- ${Object.keys(IMPORTS).join('|')} FILE`);
  process.exit(2);
}
await withDatabase((url) => importFile(url, resolve(file)));

async function importNetworkFile(url: string, path: string): Promise<number> {
  const progress = showProgress(sizeOf(path));
  const result = await importNetwork(createReadStream(path), { onProgress: ({ bytes }) => progress.at(bytes) });
  progress.end();
  if (!result.ok) {
    for (const { message } of result.errors) console.error(message.en);
    console.error(`Nothing was imported from ${path}.`);
    return 1;
  }
  for (const { code, count, example } of result.warnings) {
    console.log(`Worth a look: ${code}, ${count} times${example === undefined ? '' : `, for example ${example}`}.`);
  }
  const database = connect(url, { connections: 2 });
  try {
    const saved = await networksIn(database.tables).save(result);
    if (!saved.ok) console.error(saved.message.en);
    else
      console.log(saved.isNew ? `Imported as version ${saved.version}.` : `Version ${saved.version} is there already.`);
    return saved.ok ? 0 : 1;
  } finally {
    await database.close();
  }
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new OperatorProblem(`There is no file ${path}.`);
  return found.size;
}
