import type { Command } from '@relight/shared/operation/commands';

/** The n-th note about incident `inc_1`: a command that is always accepted. */
export const note = (n: number | string): Command => ({
  id: `note-${n}`,
  type: 'addNote',
  incident: 'inc_1',
  text: `note ${n}`,
});
