import type { Overlay } from '../network/overlay.ts';
import { openIncidents } from './open-incidents.ts';
import type { Incident, OperationState } from './state.ts';

/**
 * What differs from the network's normal switching state, as far as is known: what was switched, cut or supplied, and the devices that
 * open incidents are taken to hold open. An incident at a conductor takes its whole section out of service.
 * @param without incidents that are to be passed over, because they are about to move or to become part of another
 */
export const overlayOf = (state: OperationState, without: Iterable<string> = []): Overlay => {
  const passed = new Set(without);
  const opened: string[] = [];
  const closed = new Set<string>();
  const isolated = new Set<string>();
  for (const [device, { position }] of Object.entries(state.switching.devices)) {
    if (position === 'open') opened.push(device);
    else closed.add(device);
  }
  for (const incident of openIncidents(state)) {
    const { device } = incident.place;
    if (device === null || !incident.holdsOpen || passed.has(incident.id)) continue;
    if (isAtConductor(incident)) isolated.add(device);
    // A normally open device that was closed and has opened again is as it normally is.
    else if (!closed.delete(device)) opened.push(device);
  }
  return {
    opened,
    closed: [...closed],
    cuts: Object.keys(state.switching.cuts),
    isolated: [...isolated],
    generators: Object.keys(state.switching.generators),
  };
};

/** What was recorded to differ, without what is only inferred from incidents: the only thing that a life may depend on. */
export const recordedOverlayOf = ({ switching }: Pick<OperationState, 'switching'>): Overlay => {
  const at = (position: 'open' | 'closed') =>
    Object.entries(switching.devices)
      .filter(([, it]) => it.position === position)
      .map(([device]) => device);
  return {
    opened: at('open'),
    closed: at('closed'),
    cuts: Object.keys(switching.cuts),
    isolated: [],
    generators: Object.keys(switching.generators),
  };
};

/** Whether the incident is at a conductor, which cannot be opened: it is out of service as a whole section. */
export const isAtConductor = ({ place }: Pick<Incident, 'place'>): boolean =>
  place.deviceClass === 'ACLineSegment' || place.deviceClass === 'Jumper';

/** The same, with this element taken to be in service: to ask what its opening does, also when that has been recorded already. */
export const withoutOpening = (overlay: Overlay, element: string): Overlay => ({
  ...overlay,
  opened: overlay.opened.filter((one) => one !== element),
  isolated: overlay.isolated.filter((one) => one !== element),
});
