import type { Incident, OutGroup } from '../state.ts';

/** The members of an event that say who is out in another way than the rest; left out where nobody is. */
export const exceptions = ({ lostLater, partly }: Pick<Incident, 'lostLater' | 'partly'>) => ({
  ...(lostLater.length === 0 ? {} : { lostLater: [...lostLater] }),
  ...(partly.length === 0 ? {} : { partly: partly.map((it) => ({ ...it, out: [...it.out] })) }),
});

/** The member of a step that says when its customers had lost supply; left out where all of them had at the incident's own time. */
export const groupsOf = (groups: readonly OutGroup[], outSince: string): { groups?: OutGroup[] } =>
  groups.length <= 1 && groups.every(({ since }) => since === outSince) ? {} : { groups: [...groups] };
