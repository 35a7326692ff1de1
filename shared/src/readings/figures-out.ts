import type { Expected } from '../network/predict/outlook.ts';
import {
  asFigures,
  expectedNow,
  figuresOut,
  importantOut,
  NOBODY,
  plus,
  type TwoFigures,
} from '../operation/customers-out.ts';
import { openIncidents } from '../operation/open-incidents.ts';
import type { Incident, OperationState } from '../operation/state.ts';

type Incidents = Pick<OperationState, 'incidents'>;
type Predicting = Pick<OperationState, 'incidents' | 'outlook'>;

/** Customers without supply now in all of these incidents. They add up: each customer is in one incident only. */
export const sumOut = (incidents: readonly Incident[]): TwoFigures =>
  incidents.reduce((sum, incident) => plus(sum, figuresOut(incident)), NOBODY);

/** Customers of the whole operation who are without supply now: what is confirmed, and what prediction expects beyond it. */
export const allOut = (state: Predicting): TwoFigures => {
  const stated = sumOut(openIncidents(state));
  return state.outlook === null ? stated : { ...stated, predicted: expectedNow(state.outlook).expected };
};

/** What is predicted of the whole operation, with its central 80 %; without an outlook what incidents state, taken as it stands. */
export const allExpected = (state: Predicting): Expected => {
  if (state.outlook !== null) return expectedNow(state.outlook);
  const { predicted } = sumOut(openIncidents(state));
  return { expected: predicted, low: predicted, high: predicted };
};

/** Service points of important customers in one incident without supply now. */
const importantFigures = (incident: Incident): TwoFigures => asFigures(incident, importantOut(incident).length);

/** Service points of important customers in the whole operation without supply now. */
export const allImportantOut = (state: Incidents): TwoFigures =>
  openIncidents(state).reduce((sum, incident) => plus(sum, importantFigures(incident)), NOBODY);

/** Whether anybody is without supply, as far as is known or as is only predicted. */
export const anybodyOut = ({ confirmed, predicted }: TwoFigures): boolean => confirmed + predicted > 0;
