import { LIMITS, type Limits } from '../limits/limits.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** What all live sockets of one account take together, however many there are. */
export type Account = {
  /** Counts a message that is about to be read, by its length or by what it costs. */
  spend(bytes: number): void;
  /** Whether this second has had its share: nothing more is read until it is over. */
  readonly resting: boolean;
  /** Calls back once, when reading may go on. */
  whenRested(goOn: () => void): void;
  /** Counts a message that is none, or an order that may not be given. False when there have been too many within a minute. */
  bearsWrong(): boolean;
  /** One socket less. */
  leave(): void;
};

export type Entrance =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly message: string; readonly retryAfterS: number };

export type Accounts = {
  /** One socket more, if it may be. */
  enter(id: string): Entrance;
  close(): void;
};

/** A count that begins anew with every so many milliseconds. */
const countPer = (lengthMs: number) => {
  let since = Number.NEGATIVE_INFINITY;
  let total = 0;
  return {
    add(n: number): number {
      const now = Date.now();
      if (now - since >= lengthMs) {
        since = now;
        total = 0;
      }
      total += n;
      return total;
    },
    /** Of the stretch that is not over yet. */
    get total(): number {
      return Date.now() - since < lengthMs ? total : 0;
    },
    get endsInMs(): number {
      return Math.max(0, since + lengthMs - Date.now());
    },
  };
};

export const createAccounts = (limits: Limits['sockets'] = LIMITS.sockets): Accounts => {
  const known = new Map<string, ReturnType<typeof openAccount>>();

  const openAccount = (id: string) => {
    const opened = countPer(MINUTE_MS);
    const wrong = countPer(MINUTE_MS);
    const messages = countPer(SECOND_MS);
    const bytes = countPer(SECOND_MS);
    const waiting = new Set<() => void>();
    let sockets = 0;
    let resting: NodeJS.Timeout | undefined;
    let forgetting: NodeJS.Timeout | undefined;

    const account: Account = {
      spend(length) {
        messages.add(1);
        bytes.add(length);
      },
      get resting() {
        return messages.total >= limits.messagesPerSecond || bytes.total >= limits.bytesPerSecond;
      },
      whenRested(goOn) {
        waiting.add(goOn);
        resting ??= setTimeout(
          () => {
            resting = undefined;
            const all = [...waiting];
            waiting.clear();
            for (const one of all) one();
          },
          Math.max(messages.endsInMs, bytes.endsInMs),
        );
      },
      bearsWrong: () => wrong.add(1) <= limits.wrongPerMinute,
      leave() {
        sockets -= 1;
        if (sockets > 0) return;
        // Not at once, or coming back would be enough to begin with nothing counted.
        forgetting = setTimeout(() => known.delete(id), MINUTE_MS);
        forgetting.unref();
      },
    };
    return {
      enter(): Entrance {
        if (sockets >= limits.perAccount) {
          return {
            ok: false,
            retryAfterS: 60,
            message: `at most ${limits.perAccount} sockets of one account: close some`,
          };
        }
        if (opened.total >= limits.openedPerMinute) {
          const retryAfterS = Math.ceil(opened.endsInMs / 1000);
          return { ok: false, retryAfterS, message: `this account opens too many sockets: wait ${retryAfterS} s` };
        }
        clearTimeout(forgetting);
        sockets += 1;
        opened.add(1);
        return { ok: true, account };
      },
      stop() {
        clearTimeout(resting);
        clearTimeout(forgetting);
      },
    };
  };

  return {
    enter(id) {
      const account = known.get(id) ?? openAccount(id);
      known.set(id, account);
      return account.enter();
    },
    close() {
      for (const account of known.values()) account.stop();
      known.clear();
    },
  };
};
