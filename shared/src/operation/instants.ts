/** Instants are UTC texts of one form, so that the order of texts is the order of time. */
export const earlier = (a: string, b: string): string => (a < b ? a : b);
export const later = (a: string, b: string): string => (a > b ? a : b);
