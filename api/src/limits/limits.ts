import { z } from 'zod';

const count = (most: number) => z.number().int().min(1).max(most);
const number = (preset: number) => count(1_000_000_000).default(preset);
/** A day at most: a timer that is set for more than 24 days goes off at once, and so the limit would be none, or refuse everything. */
const seconds = (preset: number) => count(86_400).default(preset);

/** Wrong passwords that are let through in `duration` seconds, and how many seconds it is closed after that. */
const attempts = (points: number, duration: number, blockDuration: number) =>
  z
    .strictObject({ points: number(points), duration: seconds(duration), blockDuration: seconds(blockDuration) })
    .prefault({});

const MINUTE_S = 60;
/** Node.js lets no request take longer, and no head of one. */
const MOST_SECONDS_OF_A_REQUEST = 300;

/**
 * How much one person, one key, one address and all of them together may take of one process. Every bound that stands against somebody
 * who takes too much is here, with what is built in; docs/operations.md says what each is about.
 */
export const limitsSchema = z.strictObject({
  connections: z
    .strictObject({
      /** Live sockets among them. */
      atOnce: number(10_000),
      perAddress: number(2_000),
      /** From the opening of a connection, or the first byte of a request, to the end of the request's head. */
      headSeconds: count(MOST_SECONDS_OF_A_REQUEST).default(10),
    })
    .prefault({}),
  bodies: z
    .strictObject({
      /** Every body may take this long; one that takes longer must have come at this rate, from its beginning. */
      graceSeconds: seconds(10),
      leastBytesPerSecond: number(1_000),
    })
    .prefault({}),
  sockets: z
    .strictObject({
      perAccount: number(1_000),
      /** A whole control room comes back at once when the server has been restarted. */
      openedPerMinute: number(2_000),
      /** Of all sockets of an account together; what is more waits in the network. */
      messagesPerSecond: number(2_000),
      bytesPerSecond: number(1_000_000),
      /** Messages that are none, and orders that the role may not give; each one more closes the socket it came by. */
      wrongPerMinute: number(60),
    })
    .prefault({}),
  commands: z
    .strictObject({
      /** Of one operation; when it is full, whoever has most waiting is turned away. */
      waiting: number(5_000),
    })
    .prefault({}),
  areas: z.strictObject({ waitingPerPerson: number(300), waiting: number(3_000) }).prefault({}),
  intake: z
    .strictObject({
      /** Of bodies in memory; parsed they take several times as much. */
      bytes: number(48_000_000),
      bytesPerSender: number(32_000_000),
      /** Under way at once: a storm's worth. */
      lines: number(100_000),
      linesPerSender: number(60_000),
    })
    .prefault({}),
  signIn: z
    .strictObject({
      /** One account from one address: somebody who has forgotten, or guesses. */
      pair: attempts(8, 5 * MINUTE_S, MINUTE_S),
      /** One account from wherever: many machines that guess together. */
      account: attempts(40, 15 * MINUTE_S, 5 * MINUTE_S),
      /** One address, whatever the account: somebody who tries one password on everybody. A control room shares an address. */
      address: attempts(60, 15 * MINUTE_S, 5 * MINUTE_S),
      /** One account in a browser in which it has signed in before, instead of the three above. */
      knownBrowser: attempts(8, 5 * MINUTE_S, MINUTE_S),
      /** Passwords that wait to be compared; those from known browsers have as many places of their own, and go first. */
      waiting: number(100),
    })
    .prefault({}),
  securityLog: z
    .strictObject({
      /** Of one person or address, of one kind; what is more is counted. */
      linesPerMinute: number(10),
      /** Of everybody together. */
      linesPerMinuteInAll: number(300),
    })
    .prefault({}),
});

export type Limits = z.output<typeof limitsSchema>;

export const LIMITS: Limits = limitsSchema.parse({});
