import type { DemoLife } from '@relight/shared/http/session';

export type DemoLifeSwitch = ReturnType<typeof createDemoLifeSwitch>;

/**
 * Between those who may pause the simulated people and the program that plays them, which is no part of the server: whoever plays them
 * calls `arrive`, and from then on they can be paused.
 */
export const createDemoLifeSwitch = () => {
  let available = false;
  let paused = false;
  const listeners = new Set<(paused: boolean) => void>();
  return {
    now: (): DemoLife => ({ available, paused }),
    setPaused(next: boolean): void {
      if (next === paused) return;
      paused = next;
      for (const listener of listeners) listener(paused);
    },
    /** @returns how to say that nobody plays them any more */
    arrive(listener: (paused: boolean) => void): () => void {
      available = true;
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        available = listeners.size > 0;
      };
    },
  };
};
