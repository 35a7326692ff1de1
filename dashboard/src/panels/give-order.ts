import { createSignal, getOwner, onCleanup } from 'solid-js';
import type { Live, Order, Outcome } from '../sync/live.ts';
import type { ButtonState } from '../ui/button.tsx';
import { showToast } from '../ui/toast.tsx';
import { words } from '../words/words.ts';

/** Why an outcome is not what was wanted, in words; null when it is. */
export const problemOf = (outcome: Outcome): string | null => {
  switch (outcome.outcome) {
    case 'accepted':
      return null;
    case 'refused':
      return words().refusals[outcome.code];
    case 'failed':
      return words().common.failedWhy;
    default:
      return outcome satisfies never;
  }
};

export type OrderButton = {
  readonly state: () => ButtonState;
  /** What went wrong the last time, until the next try. */
  readonly problem: () => string | null;
  /** Gives the order and waits for the server's word; true when it was carried out. `name` is how the result is announced. */
  readonly give: (order: Order, name: string) => Promise<boolean>;
};

const DONE_SHOWN_MS = 1500;

/**
 * One control's orders: pending → done or refused. The result is also said aloud by a message of its own, because the control may be gone
 * by then: its order has changed what there is to do.
 */
export const createOrder = (live: Pick<Live, 'submit'>): OrderButton => {
  const [state, setState] = createSignal<ButtonState>('idle');
  const [problem, setProblem] = createSignal<string | null>(null);
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  if (getOwner())
    onCleanup(() => {
      gone = true;
      clearTimeout(timer);
    });
  const give = async (order: Order, name: string): Promise<boolean> => {
    clearTimeout(timer);
    setProblem(null);
    setState('pending');
    const outcome = await live.submit(order);
    const why = problemOf(outcome);
    if (why === null) {
      showToast({ kind: 'done', title: name, text: words().common.done });
      if (!gone) {
        setState('done');
        timer = setTimeout(() => setState('idle'), DONE_SHOWN_MS);
      }
      return true;
    }
    if (gone || outcome.outcome === 'failed') {
      const kind = outcome.outcome === 'failed' ? 'failed' : 'refused';
      showToast({ kind, title: words().common.labelled(words().common[kind], name), text: why });
    }
    if (!gone) {
      setState('refused');
      setProblem(why);
    }
    return false;
  };
  return { state, problem, give };
};
