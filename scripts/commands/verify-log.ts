import { verifyLog } from '@relight/api/operations/verify';
import { connect } from '@relight/db/connect';
import { withDatabase } from '../with-database.ts';

/** `npm run verify-log`: computes the chain of every operation's log anew. Exit code 1 if any is broken. */
await withDatabase(async (url) => {
  const database = connect(url, { connections: 2 });
  try {
    const findings = await verifyLog({
      sql: database.sql,
      onProgress: (operation, events) => {
        if (process.stderr.isTTY && events % 10_000 === 0) process.stderr.write(`${operation}: ${events} …\r`);
      },
    });
    for (const { operation, events, hash, broken } of findings) {
      if (broken === undefined) console.log(`${operation}: ${events} events, intact, ending in ${hash}`);
      else console.error(`${operation}: BROKEN at event ${broken.seq}: ${broken.why}`);
    }
    const intact = findings.filter(({ broken }) => broken === undefined).length;
    console.log(`${intact} of ${findings.length} logs are intact.`);
    return intact === findings.length ? 0 : 1;
  } finally {
    await database.close();
  }
});
