import { incidentLabel } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import { type Accessor, createSignal, untrack } from 'solid-js';
import { placeName } from '../place-name.ts';

/** What every form about one incident is given. */
export type IncidentFormProps = { readonly incident: Incident; readonly onClose: () => void };

export const aboutIncident = (incident: Incident): string =>
  `${incidentLabel(incident.number)} ${placeName(incident.place)}`;

/**
 * What the form is about, as this person saw it when the form was opened. An order carries it, so that it is refused if something has changed
 * since; after such a refusal the person has been told, and what they see then counts.
 */
export const createSeen = (subject: Accessor<{ readonly changedSeq: number }>) => {
  const [basedOn, setBasedOn] = createSignal(untrack(() => subject().changedSeq));
  return { basedOn, lookAgain: () => setBasedOn(subject().changedSeq) };
};
