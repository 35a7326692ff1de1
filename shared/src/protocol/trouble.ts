/** Why nothing can be written: the database is away, its disk is full, it is read-only, out of memory, its files cannot be read, or it is too slow. */
export const DATABASE_TROUBLES = ['away', 'full', 'readOnly', 'exhausted', 'failing', 'slow'] as const;
export type DatabaseTrouble = (typeof DATABASE_TROUBLES)[number];
