import { nameInARoom } from '@relight/shared/operation/place-in-a-room';
import type { FinishedIncident, OperationState } from '@relight/shared/operation/state';
import type { Milestone } from '@relight/shared/readings/milestones';
import { formatCount } from '../../words/format.ts';
import { forecastsOf } from './forecasts.ts';
import { mostTelling } from './most-telling.ts';
import type { Text } from './said.tsx';
import { dueText } from './times.ts';

/** Places on the line: the past fills its own from the left, the line for now never moves. */
export const PAST_PLACES = 6;
export const AHEAD_PLACES = 3;

/** One point of the line, ready to be drawn. */
export type Point = {
  readonly key: string;
  readonly time: string;
  readonly what: Text;
  /** A limit, a count, or what else there is to say. */
  readonly note: Text | null;
  readonly lateMinutes: number;
  readonly level: Milestone['level'];
};

export const pastPoints = (milestones: readonly Milestone[], nowMs: number): readonly Point[] =>
  mostTelling(milestones, PAST_PLACES).map((milestone) => {
    const { kind, at, level, target } = milestone;
    const late = target === undefined ? 0 : Math.floor((Date.parse(at) - Date.parse(target)) / 60_000);
    return {
      key: `${kind} ${milestone.seq}`,
      time: dueText(at, nowMs),
      what: (w) =>
        kind !== 'level'
          ? w.wall.milestone[kind]
          : level === null || level === undefined
            ? w.wall.levelEnded
            : w.wall.levelSet(level),
      note: target === undefined ? null : (w) => w.wall.target(dueText(target, nowMs)),
      lateMinutes: Math.max(0, late),
      level: kind === 'level' ? level : undefined,
    };
  });

export const aheadPoints = (state: OperationState, nowMs: number): readonly Point[] =>
  forecastsOf(state, new Date(nowMs).toISOString()).map(({ at, percent }) => ({
    key: at,
    time: dueText(at, nowMs),
    what: (w) => (percent === 100 ? w.wall.milestone.allBack : w.wall.forecast(`${percent}%`)),
    note: (w) => w.wall.estimated,
    lateMinutes: 0,
    level: undefined,
  }));

/** While all is calm: what was restored last. */
export const calmPoints = (recent: readonly FinishedIncident[], nowMs: number): readonly Point[] =>
  recent
    .filter((line) => line.end === 'closed' && line.restoredAt !== null)
    .slice(-PAST_PLACES)
    .map((line) => ({
      key: line.id,
      time: dueText(line.restoredAt ?? line.at, nowMs),
      what: (_, language) => {
        const { name, nameEn } = nameInARoom(line.place);
        return language === 'en' ? (nameEn ?? name) : name;
      },
      note: (w) => w.wall.customersBack(formatCount(line.customers)),
      lateMinutes: 0,
      level: undefined,
    }));
