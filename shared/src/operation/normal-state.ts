import type { ElementFacts, NetworkFacts } from '../network/facts.ts';
import type { CommandOf } from './commands.ts';
import { foresee } from './decide/foresee.ts';
import { isRefusal } from './decide/guards.ts';
import { isHeldOpen, operationOf, recordedPosition } from './decide/operate.ts';
import { after } from './decide/switching.ts';
import { overlayOf } from './overlay-of.ts';
import type { Incident, OperationState } from './state.ts';

type Steps = CommandOf<'adoptSwitchingPlan'>['steps'];

/**
 * The switches of an incident back in their normal position, as steps for a person to judge. Every state on the way is radial: what can be
 * closed without joining two sources is closed first, from the sources outwards; then one tie opens, and what it has fed gets its own
 * supply back in the next step. Break before make: the customers between the two are without supply for so long. Where the ends may be
 * joined for a moment, only a person who knows that can say so.
 *
 * Cuts and generators are not switched back: they are mended and disconnected by people on the spot.
 */
export const normalStateSteps = (state: OperationState, network: NetworkFacts, incident: Incident): Steps => {
  const waiting = new Set(
    abnormalDevices(state, network, incident).toSorted((a, b) => a.section - b.section || (a.id < b.id ? -1 : 1)),
  );
  const steps: Steps[number][] = [];
  let current = state;
  const take = (element: ElementFacts): void => {
    waiting.delete(element);
    const action = element.normalOpen ? 'open' : 'close';
    const operation = operationOf(current, network, { action, element: element.id });
    if (isRefusal(operation)) return;
    steps.push({ action, device: element.id, purpose: 'normalise' });
    current = after(current, [operation]);
  };
  while (waiting.size > 0) {
    const all = [...waiting];
    const overlay = overlayOf(current);
    const joins = (element: ElementFacts) => network.closing(overlay, element.id)?.joins === true;
    const closable = all.find((element) => !element.normalOpen && !joins(element));
    const next = closable ?? all.find(({ normalOpen }) => normalOpen);
    // What only joins sources is left to a person.
    if (next === undefined) break;
    take(next);
  }
  return steps.slice(0, MOST);
};

/** The same with what each step does, once nothing forbids to energise what was faulty; a tag or a permit is said of its step when it is adopted. */
export const proposeNormalState = (state: OperationState, network: NetworkFacts, incident: Incident) => {
  if (incident.fault !== null && incident.fault.repairedAt === null) return [];
  if (incident.fault === null && incident.status !== 'restored') return [];
  const wanted = normalStateSteps(state, network, incident);
  const { steps } = foresee(state, network, wanted);
  return wanted.flatMap(({ purpose, action }, index) => {
    const step = steps[index];
    if (!step?.possible) return [];
    const { element: device, name, nameEn, lon, lat } = step.operation;
    const { customers, customersLost } = step;
    return [{ number: index + 1, action, device, name, nameEn, lon, lat, purpose, customers, customersLost }];
  });
};

const MOST = 50;

/** Switches that stand otherwise than normally because of this incident, and the one that it is taken to hold open. */
const abnormalDevices = (state: OperationState, network: NetworkFacts, { id, place }: Incident): ElementFacts[] => {
  const ids = Object.entries(state.switching.devices)
    .filter(([, { incident }]) => incident === id)
    .map(([device]) => device);
  if (place.device !== null && isHeldOpen(state, place.device)) ids.push(place.device);
  return [...new Set(ids)].flatMap((device) => {
    const element = network.element(device);
    if (element === undefined || element.kind !== 'device') return [];
    const normal = element.normalOpen ? 'open' : 'closed';
    return recordedPosition(state, element) === normal && !isHeldOpen(state, device) ? [] : [element];
  });
};
