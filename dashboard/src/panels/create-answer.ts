import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { RequestFailed } from '../http/request.ts';

/** What the server said, how far that can be had, and the last that is known while it is asked again. */
export type Answer<Value> = {
  readonly status: 'none' | 'loading' | 'ready' | 'unavailable';
  readonly value: Value | null;
};

/** A server that is busy or out of reach is asked again after this. */
const AGAIN_MS = 15_000;

const NONE = { status: 'none', value: null } as const;

/**
 * Asks about a subject whenever that or the occasion changes; null asks nothing. An answer that comes late, about something else by then,
 * is dropped. A route that is not there is no error: what it would have told is unavailable.
 */
export const createAnswer = <Value>(
  subject: Accessor<string | null>,
  occasion: Accessor<unknown>,
  ask: (subject: string) => Promise<Value>,
): Accessor<Answer<Value>> => {
  const [answer, setAnswer] = createSignal<Answer<Value>>(NONE);
  const [attempt, setAttempt] = createSignal(0);
  let asked = 0;
  createEffect(
    on([subject, occasion, attempt], async ([about], before) => {
      const mine = ++asked;
      let timer: ReturnType<typeof setTimeout> | undefined;
      onCleanup(() => clearTimeout(timer));
      if (about === null) {
        setAnswer(NONE);
        return;
      }
      setAnswer((known) => ({ status: 'loading', value: about === before?.[0] ? known.value : null }));
      const next = await ask(about).then(
        (value) => ({ status: 'ready', value }) as const,
        (reason: unknown) => {
          if (mine === asked && mayPass(reason)) timer = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS);
          return { status: 'unavailable', value: null } as const;
        },
      );
      if (mine === asked) setAnswer(next);
    }),
  );
  return answer;
};

const mayPass = (reason: unknown): boolean =>
  reason instanceof RequestFailed && (reason.status === 0 || reason.status >= 500);
