import type { Tables } from '@relight/db/connect';
import { installation } from '@relight/db/schema/installation';
import type { DemoLife } from '@relight/shared/http/session';
import { eq } from 'drizzle-orm';

type Listener = (paused: boolean) => Promise<void>;

export type DemoLifeSwitch = Awaited<ReturnType<typeof createDemoLifeSwitch>>;

/** The row of `installation` that remembers a pause: whoever ordered it expects it after a restart too. */
const ROW = 'demoLife';

/**
 * Between those who may pause the simulated people and the program that plays them, which is no part of the server: whoever plays them
 * calls `arrive`, and from then on they can be paused.
 */
export const createDemoLifeSwitch = async (tables: Tables) => {
  const [kept] = await tables.select().from(installation).where(eq(installation.name, ROW));
  let available = false;
  let paused = kept?.value.paused === true;
  const listeners = new Set<Listener>();
  return {
    now: (): DemoLife => ({ available, paused }),
    /** Settles when they have finished what they had begun. */
    async setPaused(next: boolean): Promise<void> {
      const row = { value: { paused: next }, updatedAt: new Date() };
      await tables
        .insert(installation)
        .values({ name: ROW, ...row })
        .onConflictDoUpdate({ target: installation.name, set: row });
      paused = next;
      await Promise.all(Array.from(listeners, (listener) => listener(next)));
    },
    /** @returns how to say that nobody plays them any more */
    arrive(listener: Listener): () => void {
      available = true;
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        available = listeners.size > 0;
      };
    },
  };
};
