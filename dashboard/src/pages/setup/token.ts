/** The one-time token of the link: behind #, where no server log or referrer sees it, as bare text or as token=…; ?token= also works. */
export const setupToken = (address: { readonly hash: string; readonly search: string }): string | null => {
  const hash = address.hash.replace(/^#/, '');
  const named = new URLSearchParams(hash).get('token') ?? new URLSearchParams(address.search).get('token');
  if (named !== null && named !== '') return named;
  return /^[\w-]+$/.test(hash) ? hash : null;
};
