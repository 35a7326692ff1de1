/** The family of `wght.css`, as its faces are called. */
const FAMILY = 'Noto Sans SC Variable';

/**
 * Fetches the parts of the page's font that nothing has asked for yet, once the page has nothing better to do. A browser fetches a part
 * when the first of its characters is to be shown; on a machine without Chinese fonts a name that comes up later would be boxes until it
 * has come, and for good where the server is away just then.
 */
export const loadWholeFont = (): void => {
  const load = () => {
    for (const face of document.fonts) {
      if (face.family.replaceAll(/["']/g, '') === FAMILY) face.load().catch(() => {});
    }
  };
  // Some browsers know no idle time.
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 5_000 });
  else setTimeout(load, 2_000);
};
