/**
 * The version of the messages on the live socket. A server speaks one version; a client with another is told to reload.
 *
 * - 1: first version.
 */
export const PROTOCOL_VERSION = 1;

/** The server sends at least this often, so silence is noticed. */
export const HEARTBEAT_MS = 1000;
/** After this long without a message, a client shows that what it has is stale. */
export const SILENCE_MS = 2000;
/** Events of one operation leave in batches at most this far apart. */
export const BATCH_MS = 40;
/** Vehicle positions are fanned out at most this often. */
export const POSITIONS_MS = 250;
