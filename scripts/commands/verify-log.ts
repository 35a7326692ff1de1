import { connect } from '@relight/db/connect';
import { loggedOperations, verifyChain } from '../verify-chain.ts';
import { withDatabase } from '../with-database.ts';

/** `npm run verify-log`: computes the chain of every operation's log anew. Exit code 1 if any is broken. */
await withDatabase(async (url) => {
  const database = connect(url, { connections: 2 });
  try {
    const operations = await loggedOperations(database.sql);
    let broken = 0;
    for (const operation of operations) {
      const verdict = await verifyChain(database.sql, operation);
      if (verdict.intact) {
        console.log(`${operation}: ${verdict.events} events, intact`);
      } else {
        broken += 1;
        console.error(`${operation}: BROKEN at event ${verdict.seq}: ${verdict.reason}`);
      }
    }
    console.log(`${operations.length - broken} of ${operations.length} logs are intact.`);
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
});
