import { verifyAccess } from '@relight/api/auth/verify-access';
import { verifyNetworks } from '@relight/api/networks/verify-networks';
import { acknowledgeRestored, readLinks, UnreadableLinks } from '@relight/api/operations/remembered-links';
import { type Finding, isIntact, verifyLog } from '@relight/api/operations/verify';
import { connect } from '@relight/db/connect';
import type { Environment } from '../environment.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { withDatabase } from '../with-database.ts';

/**
 * `npm run verify-log`: follows the chain of every operation's log and of the log of users and keys anew, and lays beside it what follows
 * from it and what was remembered of it in RELIGHT_DATA; and every stored network beside the hash of its import. Exit code 1 if anything is not as it was written, or if there is no log.
 * `-- --restored` takes the logs for right as they are, after a backup was put back, if nothing else is wrong with them.
 */
const [option, ...rest] = process.argv.slice(2);
if ((option !== undefined && option !== '--restored') || rest.length > 0) {
  console.error(
    'Usage: npm run verify-log (of the database of RELIGHT_DATA or DATABASE_URL)\n' +
      '       npm run verify-log -- --restored (after a backup was put back: what is missing since then is acknowledged)',
  );
  process.exit(2);
}

await withDatabase(verify, { mustExist: true });

async function verify(url: string, { dataDir }: Environment): Promise<number> {
  const database = connect(url, { connections: 2 });
  const { sql } = database;
  try {
    const restored = option === '--restored';
    const remembered = restored ? {} : await readLinks(dataDir);
    const operations = await verifyLog({ sql, remembered });
    const findings = [...operations, await verifyAccess({ sql, remembered })];
    for (const finding of findings) tell(finding);
    const networks = await verifyNetworks(sql);
    const forged = networks.filter(({ contradictions }) => contradictions.length > 0);
    for (const { version, contradictions } of forged)
      for (const contradiction of contradictions) console.error(`network ${version}: WRONG: ${contradiction}.`);
    if (operations.length === 0) {
      console.error('There is no operation in this database, so there was nothing to verify.');
      return 1;
    }
    const intact = findings.filter(isIntact).length;
    const stored = networks.length - forged.length;
    console.log(`${intact} of ${findings.length} logs are intact.`);
    console.log(`${stored} of ${networks.length} networks are intact.`);
    if (intact < findings.length || forged.length > 0) return 1;
    if (restored) await acknowledge();
    else if (Object.keys(remembered).length === 0)
      console.log(`Nothing of them was remembered in ${dataDir} yet: a start of the server does that.`);
    return 0;
  } catch (error) {
    throw error instanceof UnreadableLinks ? new OperatorProblem(error.message) : error;
  } finally {
    await database.close();
  }

  async function acknowledge(): Promise<void> {
    const operations = await acknowledgeRestored(sql, dataDir, new Date());
    console.log(
      operations.length === 0
        ? 'They are all as they were remembered: there was nothing to acknowledge.'
        : `Acknowledged as restored: ${operations.join(', ')}.`,
    );
  }
}

function tell({ operation, events, hash, broken, contradictions, notes }: Finding): void {
  for (const note of notes) console.log(`${operation}: ${note}`);
  if (broken) console.error(`${operation}: BROKEN at event ${broken.seq}: ${broken.why}`);
  for (const contradiction of contradictions) console.error(`${operation}: WRONG: ${contradiction}`);
  if (!broken && contradictions.length === 0) console.log(`${operation}: ${events} events, intact, last link ${hash}`);
}
