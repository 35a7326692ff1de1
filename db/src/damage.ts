/**
 * Whether PostgreSQL found that what is on its disk is not what it wrote there: a page whose checksum is wrong, or an index that
 * contradicts its table. Trying again does not help.
 */
export const isDamage = (error: unknown): boolean => damageIn(error) !== undefined;

/** What the operator can do about it, with PostgreSQL's own words on where it is; undefined for every other error. */
export const describeDamage = (error: unknown): string | undefined => {
  const damage = damageIn(error);
  if (damage === undefined) return undefined;
  return (
    `The database on disk is damaged: ${damage.message}. Nothing was changed. Stop Relight and keep a copy of the data directory as it is, ` +
    'look for a failing disk (dmesg, smartctl), and restore the newest backup. Without a backup, PostgreSQL’s documentation tells how to save ' +
    'what can still be read (pg_amcheck, zero_damaged_pages).'
  );
};

/** Wrapped errors bring it as their cause. */
const damageIn = (error: unknown): { readonly message: string } | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (code === DATA_CORRUPTED || code === INDEX_CORRUPTED) return { message: String(message) };
  return damageIn(cause);
};

const DATA_CORRUPTED = 'XX001';
const INDEX_CORRUPTED = 'XX002';
