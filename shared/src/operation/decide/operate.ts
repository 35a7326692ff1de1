import { refuse } from '../../decider.ts';
import type { ElementFacts, NetworkFacts } from '../../network/facts.ts';
import { hasSection } from '../../network/ranges.ts';
import type { CommandOf } from '../commands.ts';
import type { EventOf } from '../events.ts';
import { holdingsOf } from '../open-incidents.ts';
import { overlayOf, recordedOverlayOf } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import type { SwitchingAction } from '../vocabulary.ts';

export type Operation = EventOf<'switchingRecorded'>['operations'][number];

const ENERGISING: readonly SwitchingAction[] = ['close', 'mend', 'connectGenerator'];
export const isEnergising = (action: SwitchingAction): boolean => ENERGISING.includes(action);

/** One operation as it goes into the log, or why it cannot have happened in this state. */
export const operationOf = (
  state: OperationState,
  network: NetworkFacts,
  { action, element: id }: CommandOf<'recordSwitching'>['operations'][number],
): Operation | Refusal => {
  const element = network.element(id);
  if (element === undefined) return refuse('elementUnknown', { element: id });
  const refusal = impossible(state, network, action, element);
  if (refusal !== null) return refusal;
  const normal = action === 'open' ? element.normalOpen : action === 'close' ? !element.normalOpen : UNDOES[action];
  return { action, ...named(element), normal };
};

const UNDOES = { cut: false, mend: true, connectGenerator: false, disconnectGenerator: true } as const;

export const named = ({ id, name, nameEn, lon, lat }: ElementFacts) => ({
  element: id,
  name: name.slice(0, 200),
  nameEn: nameEn?.slice(0, 200) ?? null,
  lon,
  lat,
});

const impossible = (
  state: OperationState,
  network: NetworkFacts,
  action: SwitchingAction,
  element: ElementFacts,
): Refusal | null => {
  const { id } = element;
  const notOperable = refuse('notOperable', { element: id });
  const notAConductor = refuse('notAConductor', { element: id });
  const already = refuseByRecord(state, action, id, recordedPosition(state, element));
  switch (action) {
    case 'open':
      return element.operable ? already : notOperable;
    case 'close':
      // The fuse of a transformer is no switch, but whoever has replaced it has closed it.
      return element.operable || (isHeldOpen(state, id) && element.kind === 'device') ? already : notOperable;
    case 'cut':
    case 'mend':
      return element.kind === 'conductor' ? already : notAConductor;
    case 'connectGenerator':
      if (element.kind === 'conductor' || (element.kind === 'node' && element.class !== 'EnergyConsumer'))
        return notOperable;
      return already ?? backFeed(state, network, element);
    case 'disconnectGenerator':
      return already;
    default:
      return action satisfies never;
  }
};

/**
 * Why an operation cannot have happened by what is recorded of its element: it is so already. `position` is where the element stands; without
 * a network it is known only where it is not the normal one.
 */
export const refuseByRecord = (
  state: OperationState,
  action: SwitchingAction,
  id: string,
  position = state.switching.devices[id]?.position,
): Refusal | null => {
  const { cuts, generators } = state.switching;
  const inPosition = refuse('alreadyInPosition', { element: id });
  switch (action) {
    case 'open':
      return position === 'open' ? inPosition : null;
    case 'close':
      return position === 'closed' && !isHeldOpen(state, id) ? inPosition : null;
    case 'cut':
      return cuts[id] === undefined ? null : inPosition;
    case 'mend':
      return cuts[id] === undefined && !isHeldOpen(state, id) ? inPosition : null;
    case 'connectGenerator':
      return generators[id] === undefined ? null : inPosition;
    case 'disconnectGenerator':
      return generators[id] === undefined ? refuse('nothingConnected', { element: id }) : null;
    default:
      return action satisfies never;
  }
};

/** A device's position as it was recorded; what an incident supposes is not asked. */
export const recordedPosition = (
  state: Pick<OperationState, 'switching'>,
  { id, normalOpen }: Pick<ElementFacts, 'id' | 'normalOpen'>,
): 'open' | 'closed' => state.switching.devices[id]?.position ?? (normalOpen ? 'open' : 'closed');

/** Whether an open incident supposes this device to be open (a conductor: to be out of service). */
export const isHeldOpen = (state: OperationState, id: string): boolean =>
  holdingsOf(state).some((holding) => holding?.device === id);

/**
 * A generator may feed a section only where recorded openings part it from the network: what an incident merely supposes to be open
 * could be closed. A single service point has a transfer switch of its own; it must only be without supply.
 */
const backFeed = (state: OperationState, network: NetworkFacts, element: ElementFacts): Refusal | null => {
  const { id, section } = element;
  const refusal = refuse('wouldFeedBack', { element: id });
  if (element.kind === 'device') {
    const { ranges, lit } = network.darkUnder(recordedOverlayOf(state));
    return hasSection(ranges, section) && !lit.some((it) => it.section === section) ? null : refusal;
  }
  const overlay = overlayOf(state);
  const litIn = (generators: readonly string[]) => {
    const { ranges, lit } = network.darkUnder({ ...overlay, generators });
    return hasSection(ranges, section) ? (lit.find((it) => it.section === section)?.customers ?? 0) : null;
  };
  const before = litIn(overlay.generators);
  const after = litIn([...overlay.generators, id]);
  return before !== null && (after === null || after > before) ? null : refusal;
};

/**
 * A generator that feeds a section would run against the network after this, or against another generator, which is no better where the
 * two are not synchronised: one has to be disconnected first.
 */
export const meetsGenerator = (
  before: OperationState,
  after: OperationState,
  network: NetworkFacts,
): Refusal | null => {
  const devices = Object.keys(before.switching.generators).filter((id) => network.element(id)?.kind === 'device');
  if (devices.length === 0) return null;
  const fedBy = (state: OperationState, generators: readonly string[]) => ({ ...recordedOverlayOf(state), generators });
  const meets = (id: string, generators: readonly string[]) =>
    !network.isLive(fedBy(before, generators), id) && network.isLive(fedBy(after, generators), id);
  const met = devices.find((id) => meets(id, []) || devices.some((other) => other !== id && meets(id, [other])));
  return met === undefined ? null : refuse('wouldFeedBack', { element: met });
};
