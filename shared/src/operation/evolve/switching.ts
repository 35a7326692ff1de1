import type { EventOf } from '../events.ts';
import type { Evolvers } from '../evolve.ts';
import type { AbnormalPosition, Alteration, OperationState, Switching } from '../state.ts';
import { putIncident } from './incident-record.ts';
import { followPlans } from './plans.ts';

type Recorded = EventOf<'switchingRecorded'>;
type Operation = Recorded['operations'][number];

export const evolveSwitching = {
  switchingRecorded: (state, recorded, line) => {
    const closed = new Set(
      recorded.operations.filter(({ action }) => action === 'close' || action === 'mend').map(({ element }) => element),
    );
    return {
      ...state,
      switching: recorded.operations.reduce((switching, one) => alter(switching, one, recorded), state.switching),
      incidents: letGo(state.incidents, closed),
      plans: followPlans(state.plans, recorded, line),
    };
  },
} satisfies Partial<Evolvers>;

/** The incidents whose devices were closed no longer hold them open. */
const letGo = (incidents: OperationState['incidents'], closed: ReadonlySet<string>): OperationState['incidents'] => {
  if (closed.size === 0) return incidents;
  let all = incidents;
  for (const incident of Object.values(incidents)) {
    const { device } = incident.place;
    if (incident.holdsOpen && device !== null && closed.has(device)) {
      all = putIncident(all, { ...incident, holdsOpen: false });
    }
  }
  return all;
};

/** Only what differs from normal is kept. */
const alter = (switching: Switching, operation: Operation, { source, occurredAt, incident }: Recorded): Switching => {
  const { action, element, name, nameEn, lon, lat, normal } = operation;
  const here: Alteration = { name, nameEn, lon, lat, at: occurredAt, incident };
  switch (action) {
    case 'open':
    case 'close': {
      const position: AbnormalPosition = { ...here, position: action === 'open' ? 'open' : 'closed', source };
      return {
        ...switching,
        devices: normal ? without(switching.devices, element) : { ...switching.devices, [element]: position },
      };
    }
    case 'cut':
      return { ...switching, cuts: { ...switching.cuts, [element]: here } };
    case 'mend':
      return { ...switching, cuts: without(switching.cuts, element) };
    case 'connectGenerator':
      return { ...switching, generators: { ...switching.generators, [element]: here } };
    case 'disconnectGenerator':
      return { ...switching, generators: without(switching.generators, element) };
    default:
      action satisfies never;
      return switching;
  }
};

const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> => {
  const { [key]: _gone, ...others } = record;
  return others;
};
