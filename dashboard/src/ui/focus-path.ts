/**
 * What has the focus and what it lies in, innermost first: who asked may be gone with the answer, and then it is its surroundings. A menu
 * lies in what opened it.
 */
export const focusPath = (): readonly HTMLElement[] => {
  const path: HTMLElement[] = [];
  for (let at = document.activeElement; at instanceof HTMLElement && at !== document.body; ) {
    if (at.tabIndex >= 0 || at.hasAttribute('tabindex')) path.push(at);
    at = at.role === 'menu' ? document.getElementById(at.getAttribute('aria-labelledby') ?? '') : at.parentElement;
  }
  return path;
};

/** Puts the focus as near as can be to where it was; whoever has gone on to something else meanwhile is left there. */
export const returnFocus = (path: readonly HTMLElement[]): void => {
  const now = document.activeElement;
  if (now === null || now === document.body)
    path.find((element) => element.isConnected)?.focus({ preventScroll: true });
};
