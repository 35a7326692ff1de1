import { type Accessor, createEffect, createSignal, on } from 'solid-js';

/** What the server said, how far that can be had, and the last that is known while it is asked again. */
export type Answer<Value> = {
  readonly status: 'none' | 'loading' | 'ready' | 'unavailable';
  readonly value: Value | null;
};

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
  let asked = 0;
  createEffect(
    on([subject, occasion], async ([about], before) => {
      const mine = ++asked;
      if (about === null) {
        setAnswer(NONE);
        return;
      }
      setAnswer((known) => ({ status: 'loading', value: about === before?.[0] ? known.value : null }));
      const next = await ask(about).then(
        (value) => ({ status: 'ready', value }) as const,
        () => ({ status: 'unavailable', value: null }) as const,
      );
      if (mine === asked) setAnswer(next);
    }),
  );
  return answer;
};
