/**
 * Invisible signs that turn the direction of writing. One of them in a name turns round what stands beside it: the row of another outage, the
 * number of its customers. Nothing that is said here in Chinese or English needs one.
 */
const SIGNS = /\p{Bidi_Control}/gu;

/** What people wrote, without such signs. For every free text where it enters, and for what was recorded before they were taken out. */
export const withoutBidiControls = (text: string): string => text.replace(SIGNS, '');

/** Of an id nothing may be taken out: it would be another one. */
export const holdsBidiControls = (text: string): boolean => text.search(SIGNS) >= 0;
