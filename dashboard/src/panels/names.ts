import type { IncidentId } from '@relight/shared/operation/ids';
import { incidentLabel } from '@relight/shared/operation/select';
import type { OperationScope } from '../operation.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import type { Names } from '../words/names.ts';
import { inWords, words } from '../words/words.ts';

/** What the sentences of the log call things, in this operation and for this person. */
export const makeNames = (scope: OperationScope): Names => ({
  crew: scope.crewName,
  incident: (id) => labelOf(scope, id),
  actor: (actor) => {
    if (actor.id === scope.user.id) return inWords(scope.user.name);
    if (actor.crew !== undefined) return scope.crewName(actor.crew);
    return words().vocabulary.role[actor.role];
  },
  count: formatCount,
  time: (instant) => formatMoment(instant, scope.live.now()),
});

/** OUT-0042, also of one that has ended not long ago. */
export const labelOf = ({ live }: OperationScope, id: IncidentId): string => {
  const state = live.state();
  const known = state.incidents[id] ?? state.finished.recent.find((line) => line.id === id);
  return known === undefined ? '…' : incidentLabel(known.number);
};
