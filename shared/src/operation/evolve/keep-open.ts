import type { IncidentId } from '../ids.ts';
import { isAtConductor } from '../open-incidents.ts';
import type { Incident, OperationState } from '../state.ts';

/**
 * An incident leaves the state while its device was never recorded as closed: the device stays open, and from now on says so itself. An
 * incident that is no outage after all (cancelled), or a mere prediction, leaves nothing behind.
 */
export const keepOpen = (
  state: OperationState,
  it: Incident,
  incident: IncidentId | null,
  at: string,
): OperationState => {
  const { device, name, nameEn, lon, lat } = it.place;
  if (device === null || !it.holdsOpen) return state;
  const { devices, cuts } = state.switching;
  const here = { name, nameEn, lon, lat, at, incident };
  // Of a conductor it is not known where it is parted; as a cut it can be mended.
  if (isAtConductor(it)) {
    return { ...state, switching: { ...state.switching, cuts: { [device]: here, ...cuts } } };
  }
  const open = { ...here, position: 'open', source: 'dispatcher' } as const;
  return { ...state, switching: { ...state.switching, devices: { [device]: open, ...devices } } };
};
