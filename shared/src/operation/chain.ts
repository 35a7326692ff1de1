import { canonicalJson, sha256Hex } from '../hash.ts';
import type { RecordedEvent } from './events.ts';

/** What the first event of an operation is chained to. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The link of one event in its operation's tamper-evident chain: SHA-256 over the link before it and everything in the event. Changing,
 * removing or inserting an event breaks every link after it.
 */
export const chainLink = (previous: string, operation: string, recorded: RecordedEvent): string =>
  sha256Hex(`${previous}\n${operation}\n${canonicalJson(recorded)}`);
