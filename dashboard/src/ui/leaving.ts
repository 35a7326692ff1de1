import { onCleanup } from 'solid-js';

type Question = (leave: () => void) => void;
let question: Question | null = null;

/** The form that is open may ask before it is dropped for something else. */
export const askBeforeLeaving = (ask: Question): void => {
  question = ask;
  onCleanup(() => {
    if (question === ask) question = null;
  });
};

/** Does what would drop the form that is open: at once, or when whoever filled it in has said so. */
export const leaveThen = (leave: () => void): void => (question === null ? leave() : question(leave));
