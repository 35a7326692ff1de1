import { type Accessor, createEffect, on, onCleanup } from 'solid-js';

/** How many steps of the browser's history lie over the page as it was opened. */
const KEY = 'layersOpen';
const stepsInHistory = (): number => {
  const steps: unknown = history.state?.[KEY];
  return typeof steps === 'number' ? steps : 0;
};

/**
 * What lies over a page (a screen of the phone, a form, a selection) as steps of the browser's history, so that Back closes what is on top
 * instead of leaving the page. `layers` says how many there are; `closeTo` closes those above. The history follows the page and not the
 * page the history: what an event of the operation closes leaves no step behind, and Forward brings nothing back.
 */
export const createBackSteps = (layers: Accessor<number>, closeTo: (left: number) => void): void => {
  // Going back is not done when it has been asked for; until the browser says so, nothing may be added.
  let leaving = false;

  const settle = (): void => {
    if (leaving) return;
    const open = layers();
    let steps = stepsInHistory();
    for (; steps < open; steps++) history.pushState({ ...history.state, [KEY]: steps + 1 }, '');
    if (steps === open) return;
    leaving = true;
    history.go(open - steps);
  };
  const onPop = (): void => {
    if (leaving) leaving = false;
    else if (stepsInHistory() < layers()) closeTo(stepsInHistory());
    settle();
  };

  createEffect(on(layers, settle));
  window.addEventListener('popstate', onPop);
  onCleanup(() => window.removeEventListener('popstate', onPop));
};
