import type { OperationState } from '@relight/shared/operation/state';
import type { Watch } from './watch.ts';

/** What was read for one answer serves others for so long. */
const FRESH_MS = 15_000;

type Read = { readonly at: number; readonly watch: Promise<Watch | null> };

/**
 * What is known of an operation, for whoever only wants to know: what this process keeps because it predicts for it, else what it reads
 * anew from the tables, now and then.
 */
export const createReader = ({
  led,
  open,
}: {
  readonly led: (operation: string) => Watch | undefined;
  readonly open: (operation: string, state: OperationState, now: number) => Promise<Watch | null>;
}) => {
  const read = new Map<string, Read>();
  return {
    /** Null where the operation has no network. Times in milliseconds. */
    async watchOn(operation: string, state: OperationState, now: number): Promise<Watch | null> {
      for (const [one, { at }] of read) if (now - at >= FRESH_MS) read.delete(one);
      const kept = led(operation);
      if (kept !== undefined) return kept;
      const known = read.get(operation);
      if (known !== undefined) return known.watch;
      const watch = open(operation, state, now);
      read.set(operation, { at: now, watch });
      // What went wrong is tried again by whoever asks next.
      watch.catch(() => read.delete(operation));
      return watch;
    },
  };
};
