import { createEffect, createMemo, onCleanup } from 'solid-js';
import { words } from '../words/words.ts';

/** A drill is also named as one among the tabs, in a task switcher and in the browser's history; null names none. */
export const createDrillTitle = (drill: () => string | null): void => {
  const name = createMemo(drill);
  createEffect(() => {
    const named = name();
    if (named === null) return;
    const title = document.title;
    document.title = `${words().common.drill.badge} · ${named} · ${title}`;
    onCleanup(() => {
      document.title = title;
    });
  });
};
