import { connect } from '@relight/db/connect';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { note } from './notes.ts';
import { openOperations } from './open-operations.ts';

/**
 * A process of its own that gives commands without end, sixteen at a time, and writes down each answer as soon as it has it:
 * `<command> <seq>`. Meant to be killed.
 */
const database = connect(process.argv[2] as string);
const operations = await openOperations(database.sql);
let next = 0;

const give = async () => {
  for (;;) {
    const command = note(next++);
    const outcome = await operations.submit('op', command, dispatcher);
    if (outcome.outcome === 'accepted') process.stdout.write(`${command.id} ${outcome.seq}\n`);
  }
};
await Promise.all(Array.from({ length: 16 }, give));
