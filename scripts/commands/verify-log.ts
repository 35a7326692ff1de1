import { verifyLog } from '@relight/api/operations/verify';
import { connect } from '@relight/db/connect';
import { withDatabase } from '../with-database.ts';

/** `npm run verify-log`: follows the chain of every operation's log anew. Exit code 1 if any is broken. */
await withDatabase(async (url) => {
  const database = connect(url, { connections: 2 });
  try {
    const findings = await verifyLog({ sql: database.sql });
    for (const { operation, events, hash, broken } of findings) {
      if (broken) console.error(`${operation}: BROKEN at event ${broken.seq}: ${broken.why}`);
      else console.log(`${operation}: ${events} events, intact, last link ${hash}`);
    }
    const broken = findings.filter((finding) => finding.broken).length;
    console.log(`${findings.length - broken} of ${findings.length} logs are intact.`);
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
});
