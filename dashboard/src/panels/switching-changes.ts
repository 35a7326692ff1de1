import type { IncidentId } from '@relight/shared/operation/ids';
import type { Alteration, Switching } from '@relight/shared/operation/state';
import type { SwitchingAction } from '@relight/shared/operation/vocabulary';
import { words } from '../words/words.ts';

/** One place where the network is not as it normally is. */
export type SwitchingChange = Alteration & {
  readonly element: string;
  /** The step after which it is as normal again. */
  readonly undoneBy: SwitchingAction;
  readonly what: () => string;
  /** Who says so, and since when. */
  readonly meta: (time: string) => string;
};

/** What differs from normal, newest first: because of one incident, or (null) all of it. */
export const changesOf = (switching: Switching, incident: IncidentId | null): readonly SwitchingChange[] => {
  const text = () => words().network;
  const plain = (time: string) => time;
  const all: SwitchingChange[] = [
    ...Object.entries(switching.devices).map(([element, it]) => ({
      ...it,
      element,
      undoneBy: it.position === 'open' ? ('close' as const) : ('open' as const),
      what: () => words().vocabulary.position[it.position],
      meta: (time: string) => text().trace.source(words().vocabulary.positionSource[it.source], time),
    })),
    ...Object.entries(switching.cuts).map(([element, it]) => ({
      ...it,
      element,
      undoneBy: 'mend' as const,
      what: () => text().safety.cut,
      meta: plain,
    })),
    ...Object.entries(switching.generators).map(([element, it]) => ({
      ...it,
      element,
      undoneBy: 'disconnectGenerator' as const,
      what: () => text().safety.generator,
      meta: plain,
    })),
  ];
  return all
    .filter((change) => incident === null || change.incident === incident)
    .sort((a, b) => (a.at < b.at ? 1 : -1));
};
