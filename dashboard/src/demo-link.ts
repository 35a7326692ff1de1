const KEY = 'relight.demo';

/** Asked for each time: where a browser forbids storage, already the question fails. */
type Kept = () => Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Takes the secret out of the link that the demo's server prints, behind # where no log sees it, and keeps it for this browser, so that
 * reloads and further pages work as well.
 * @returns the address to show instead; null if the link holds none
 */
export const keepDemoToken = (link: string, storage: Kept): string | null => {
  const address = new URL(link);
  const token = new URLSearchParams(address.hash.slice(1)).get('demo');
  if (token === null) return null;
  address.hash = '';
  try {
    storage().setItem(KEY, token);
  } catch {
    // A browser may forbid storage: then there is the form.
  }
  return address.href.replace(/#$/, '');
};

/** What the server wants to see before it shows the demo's people. */
export const demoHeaders = (storage: Kept): Readonly<Record<string, string>> => {
  try {
    const token = storage().getItem(KEY);
    return token === null ? {} : { 'x-relight-demo': token };
  } catch {
    return {};
  }
};
