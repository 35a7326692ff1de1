import { asFigures, figuresOut, importantOut, NOBODY, plus, type TwoFigures } from '../operation/customers-out.ts';
import { openIncidents } from '../operation/open-incidents.ts';
import type { Incident, OperationState } from '../operation/state.ts';

type Incidents = Pick<OperationState, 'incidents'>;

/** Customers without supply now in all of these incidents. They add up: each customer is in one incident only. */
export const sumOut = (incidents: readonly Incident[]): TwoFigures =>
  incidents.reduce((sum, incident) => plus(sum, figuresOut(incident)), NOBODY);

/** Customers of the whole operation who are without supply now. */
export const allOut = (state: Incidents): TwoFigures => sumOut(openIncidents(state));

/** Service points of important customers in one incident without supply now. */
const importantFigures = (incident: Incident): TwoFigures => asFigures(incident, importantOut(incident).length);

/** Service points of important customers in the whole operation without supply now. */
export const allImportantOut = (state: Incidents): TwoFigures =>
  openIncidents(state).reduce((sum, incident) => plus(sum, importantFigures(incident)), NOBODY);

/** Whether anybody is without supply, as far as is known or as is only predicted. */
export const anybodyOut = ({ confirmed, predicted }: TwoFigures): boolean => confirmed + predicted > 0;
