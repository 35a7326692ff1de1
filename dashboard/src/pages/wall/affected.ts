import { customersOut, figuresOut, isDangerAlone, type TwoFigures } from '@relight/shared/operation/customers-out';
import { etrStanding } from '@relight/shared/operation/etr-standing';
import { type Lateness, lateness } from '@relight/shared/operation/select';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { sumOut } from '@relight/shared/readings/figures-out';

/** When supply is due back: an estimate ahead, one that wants renewal soon, one that has passed, or none yet. */
export type Due =
  | { readonly kind: 'etr' | 'soon'; readonly at: string }
  | { readonly kind: 'overdue'; readonly minutes: number }
  | { readonly kind: 'none' };

export type AffectedArea = {
  /** Of its row: the same on its tag on the map. A letter, because a digit in a badge is a priority. */
  readonly letter: string;
  readonly incident: Incident;
  readonly out: TwoFigures;
  readonly due: Due;
  /** How long the first crew on site is overdue; 0 if it is not. */
  readonly crewLateMinutes: number;
};

export type AffectedAreas = {
  readonly shown: readonly AffectedArea[];
  readonly more: { readonly areas: number; readonly out: TwoFigures };
};

/**
 * Places without supply, and dangers before all: then the most customers first. Every customer is in exactly one line, so list and rest add
 * up to the headline.
 */
export const affectedAreas = (state: OperationState, now: string, limit: number): AffectedAreas => {
  const out = Object.values(state.incidents)
    .filter((incident) => customersOut(incident) > 0 || isDangerAlone(incident))
    .sort((a, b) => Number(b.hazard) - Number(a.hazard) || customersOut(b) - customersOut(a) || a.number - b.number);
  const rest = out.slice(limit);
  return {
    shown: out.slice(0, limit).map((incident, index) => {
      const late = lateness(incident, now);
      return {
        incident,
        out: figuresOut(incident),
        letter: rowLetter(index),
        due: dueOf(incident, late, now),
        crewLateMinutes: late?.kind === 'arrival' ? late.minutes : 0,
      };
    }),
    more: { areas: rest.length, out: sumOut(rest) },
  };
};

/** A to Z; nobody looks for the twenty-seventh row from across a room. */
const rowLetter = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : '');

const dueOf = (incident: Incident, late: Lateness | null, now: string): Due => {
  if (incident.etr === null) return { kind: 'none' };
  if (late?.kind === 'etr') return { kind: 'overdue', minutes: late.minutes };
  return { kind: etrStanding(incident, now) === 'dueSoon' ? 'soon' : 'etr', at: incident.etr.at };
};
