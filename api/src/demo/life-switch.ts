import type { DemoLife } from '@relight/shared/http/session';

type Listener = (paused: boolean) => Promise<void>;

export type DemoLifeSwitch = ReturnType<typeof createDemoLifeSwitch>;

/**
 * Between those who may pause the simulated people and the program that plays them, which is no part of the server: whoever plays them
 * calls `arrive`, and from then on they can be paused.
 */
export const createDemoLifeSwitch = () => {
  let available = false;
  let paused = false;
  const listeners = new Set<Listener>();
  return {
    now: (): DemoLife => ({ available, paused }),
    /** Settles when they have finished what they had begun. */
    async setPaused(next: boolean): Promise<void> {
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
