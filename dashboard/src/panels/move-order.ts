import type { IncidentId } from '@relight/shared/operation/ids';
import type { Order } from '../sync/live.ts';

/** A person says that the outage is at this device: nothing is absorbed, and no sentence of the predictor comes with it. */
export const moveOrder = (incident: IncidentId, device: string, basedOn: number): Order => ({
  type: 'moveOutage',
  incident,
  device,
  absorbs: [],
  ruling: null,
  reports: null,
  basedOn,
});
