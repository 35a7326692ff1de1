import { verifyLog } from '@relight/api/operations/verify';
import { connect } from '@relight/db/connect';
import { withDatabase } from '../with-database.ts';

/** `npm run verify-log`: follows the chain of every operation's log anew. Exit code 1 if any is broken, or if there is none. */
if (process.argv.length > 2) {
  console.error('Usage: npm run verify-log (of the database of RELIGHT_DATA or DATABASE_URL)');
  process.exit(2);
}

await withDatabase(verify, { mustExist: true });

async function verify(url: string): Promise<number> {
  const database = connect(url, { connections: 2 });
  try {
    const findings = await verifyLog({ sql: database.sql });
    for (const { operation, events, hash, broken } of findings) {
      if (broken) console.error(`${operation}: BROKEN at event ${broken.seq}: ${broken.why}`);
      else console.log(`${operation}: ${events} events, intact, last link ${hash}`);
    }
    if (findings.length === 0) {
      console.error('There is no operation in this database, so there was nothing to verify.');
      return 1;
    }
    const broken = findings.filter((finding) => finding.broken).length;
    console.log(`${findings.length - broken} of ${findings.length} logs are intact.`);
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
