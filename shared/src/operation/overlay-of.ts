import type { Overlay } from '../network/overlay.ts';
import { holdingsOf } from './open-incidents.ts';
import type { OperationState } from './state.ts';

/**
 * What differs from the network's normal switching state, as far as is known: what was switched, cut or supplied, and the devices that
 * open incidents are taken to hold open. An incident at a conductor takes its whole section out of service.
 * @param without incidents that are to be passed over, because they are about to move or to become part of another
 */
export const overlayOf = (state: OperationState, without: Iterable<string> = []): Overlay => {
  const passed = new Set(without);
  if (passed.size > 0) return makeOverlay(state, passed);
  const { incidents, switching } = state;
  const known = overlays.get(incidents);
  if (known?.switching === switching) return known.overlay;
  const overlay = makeOverlay(state, passed);
  overlays.set(incidents, { switching, overlay });
  return overlay;
};

/** A command asks several times for the same; whoever traces it knows it again. */
const overlays = new WeakMap<
  OperationState['incidents'],
  { readonly switching: OperationState['switching']; readonly overlay: Overlay }
>();

const makeOverlay = (state: OperationState, passed: ReadonlySet<string>): Overlay => {
  const recorded = recordedOverlayOf(state);
  const opened = [...recorded.opened];
  const closed = new Set(recorded.closed);
  const isolated = new Set<string>();
  for (const holding of holdingsOf(state)) {
    if (holding === null || (passed.size > 0 && passed.has(holding.id))) continue;
    const { device } = holding;
    if (holding.atConductor) isolated.add(device);
    // A normally open device that was closed and has opened again is as it normally is.
    else if (closed.size === 0 || !closed.delete(device)) opened.push(device);
  }
  return { ...recorded, opened, closed: [...closed], isolated: [...isolated] };
};

/** What was recorded to differ, without what is only inferred from incidents: the only thing that a life may depend on. */
export const recordedOverlayOf = ({ switching }: Pick<OperationState, 'switching'>): Overlay => {
  const known = recordings.get(switching);
  if (known !== undefined) return known;
  const opened: string[] = [];
  const closed: string[] = [];
  for (const [device, { position }] of Object.entries(switching.devices))
    (position === 'open' ? opened : closed).push(device);
  const overlay: Overlay = {
    opened,
    closed,
    cuts: Object.keys(switching.cuts),
    isolated: [],
    generators: Object.keys(switching.generators),
  };
  recordings.set(switching, overlay);
  return overlay;
};

const recordings = new WeakMap<OperationState['switching'], Overlay>();

/** The same, with this element taken to be in service: to ask what its opening does, also when that has been recorded already. */
export const withoutOpening = (overlay: Overlay, element: string): Overlay => ({
  ...overlay,
  opened: overlay.opened.filter((one) => one !== element),
  isolated: overlay.isolated.filter((one) => one !== element),
});
