import type { RecordedEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { type Incident, initialState } from '../state.ts';

const at = '2026-11-24T08:00:00.000Z';

const ENTERED: RecordedEvent = {
  seq: 1,
  at,
  actor: { id: 'usr_dispatcher', role: 'dispatcher' },
  command: 'enter',
  event: {
    type: 'incidentOpened',
    incident: 'inc_1',
    number: 1,
    place: {
      device: 'F1',
      deviceClass: 'Fuse',
      name: 'F1',
      nameEn: null,
      feeder: 'FD',
      substation: 'SS',
      lon: 120,
      lat: 30,
    },
    outline: null,
    extent: { ranges: [0, 10], customers: 100, important: [], area: 'urban' },
    since: at,
    hazard: false,
    confirmedBy: 'crewFinding',
    priority: 3,
    note: null,
  },
};

/** A confirmed incident as the product itself begins one, with what the test says of it. */
export const incidentLike = (more: Partial<Incident>): Incident => {
  const begun = evolve(initialState, ENTERED).incidents.inc_1;
  if (begun === undefined) throw new Error('an incident that was entered is not there');
  return { ...begun, ...more };
};
