import { expectedNow, figuresOut, minus, NOBODY, plus, type TwoFigures } from '../operation/customers-out.ts';
import type { RecordedEvent } from '../operation/events.ts';
import { evolve } from '../operation/evolve.ts';
import type { IncidentId } from '../operation/ids.ts';
import { arriveBy } from '../operation/select.ts';
import type { Incident, OperationState } from '../operation/state.ts';
import type { ResponseLevel } from '../operation/vocabulary.ts';
import { allOut } from './figures-out.ts';

/** Something that happens to an incident once, or a change of the response level. */
export type News =
  | { readonly kind: 'confirmed' | 'crewSent' | 'back'; readonly incident: IncidentId; readonly at: string }
  /** `target`: the latest instant by which a crew must have been there. */
  | { readonly kind: 'onSite'; readonly incident: IncidentId; readonly at: string; readonly target: string }
  | { readonly kind: 'level'; readonly level: ResponseLevel | null; readonly at: string };

/** A line of the log that changed who is out, or brought news. */
export type Turn = {
  readonly seq: number;
  readonly at: string;
  /** Customers of the whole operation without supply after it. */
  readonly out: TwoFigures;
  /** Incidents that more customers are out because of than before: new ones, and those that have spread or begun again. */
  readonly grown: readonly { readonly incident: IncidentId; readonly by: number }[];
  readonly news: readonly News[];
};

/** What a stretch of the log means: the state that it leads to, and its turns, oldest first. */
export type Course = { readonly state: OperationState; readonly out: TwoFigures; readonly turns: readonly Turn[] };

/** A course that begins at a state, of which nothing earlier is known. */
export const courseFrom = (state: OperationState): Course => ({ state, out: allOut(state), turns: [] });

/**
 * Follows the log further. Nothing here knows the events: what a line means is read from the states before and after it, so a new kind
 * of event cannot be forgotten.
 */
export const follow = (course: Course, lines: readonly RecordedEvent[]): Course => {
  let { state, out } = course;
  const turns: Turn[] = [];
  for (const line of lines) {
    const after = evolve(state, line);
    const turn = turnOf(state, after, line, out);
    if (turn.grown.length > 0 || turn.news.length > 0 || !same(turn.out, out)) turns.push(turn);
    state = after;
    out = turn.out;
  }
  return { state, out, turns: [...course.turns, ...turns] };
};

const turnOf = (
  before: OperationState,
  after: OperationState,
  { seq, at }: RecordedEvent,
  outBefore: TwoFigures,
): Turn => {
  let out = outBefore;
  const grown: { incident: IncidentId; by: number }[] = [];
  const news: News[] = [];
  if (before.incidents !== after.incidents) {
    for (const is of Object.values(after.incidents)) {
      const was = before.incidents[is.id];
      if (was === is) continue;
      const change = minus(figuresOut(is), was === undefined ? NOBODY : figuresOut(was));
      out = plus(out, change);
      const by = change.confirmed + change.predicted;
      if (by > 0) grown.push({ incident: is.id, by });
      news.push(...newsOf(was, is));
    }
    for (const was of Object.values(before.incidents))
      if (after.incidents[was.id] === undefined) out = minus(out, figuresOut(was));
  }
  if (after.outlook !== null) out = { ...out, predicted: expectedNow(after.outlook).expected };
  if (before.dispatches !== after.dispatches) {
    for (const { id, incident } of Object.values(after.dispatches))
      if (before.dispatches[id] === undefined) news.push({ kind: 'crewSent', incident, at });
  }
  if (before.response !== after.response) news.push({ kind: 'level', level: after.response?.level ?? null, at });
  return { seq, at, out, grown, news };
};

const same = (a: TwoFigures, b: TwoFigures): boolean => a.confirmed === b.confirmed && a.predicted === b.predicted;

const newsOf = (was: Incident | undefined, is: Incident): readonly News[] => {
  const news: News[] = [];
  const incident = is.id;
  if (is.confirmed !== null && (was?.confirmed ?? null) === null)
    news.push({ kind: 'confirmed', incident, at: is.confirmed.at });
  if (is.firstArrivalAt !== null && (was?.firstArrivalAt ?? null) === null)
    news.push({ kind: 'onSite', incident, at: is.firstArrivalAt, target: arriveBy(is) });
  const step = is.steps.at(-1);
  if (step !== undefined && is.steps.length > (was?.steps.length ?? 0))
    news.push({ kind: 'back', incident, at: step.at });
  return news;
};
