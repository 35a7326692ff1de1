import type { CommandOf } from '@relight/shared/operation/commands';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Order } from '../sync/live.ts';

/** A person pins the outage to this device: no sentence of the predictor comes with it, but what the person knows it from. */
export const moveOrder = (
  incident: IncidentId,
  device: string,
  basedOn: number,
  said: Pick<CommandOf<'moveOutage'>, 'reason' | 'note'> = {},
): Order => ({
  type: 'moveOutage',
  incident,
  device,
  absorbs: [],
  ruling: null,
  reports: null,
  ...said,
  basedOn,
});
