import type { NetworkModel } from '@relight/shared/network/model';
import type { Ranges } from '@relight/shared/network/ranges';
import type { MultiPolygon } from 'geojson';
import type { Context } from 'hono';
import type { Env } from '../http/env.ts';
import { callerLeft, tryLater } from '../http/problem.ts';
import { LIMITS, type Limits } from '../limits/limits.ts';
import { type AreaDrawing, startAreaDrawing } from './area-drawing.ts';

/** Who asks for an area. */
export type Asking = {
  readonly person: string;
  /** Aborted when they have left. */
  readonly signal: AbortSignal;
};

export const askingOf = (c: Context<Env>): Asking => ({
  person: c.get('who')?.actor.id ?? '',
  signal: c.req.raw.signal,
});

/**
 * Areas already drawn, by version and ranges. A question that is being answered is not begun twice.
 * @throws HttpProblem 429 when that person waits for too many, 503 when everybody together does, and when whoever asked has left
 */
export type AreaCache = (model: NetworkModel, ranges: Ranges, asking: Asking) => Promise<MultiPolygon>;

/** One who waits for an area. */
type Waiter = {
  readonly person: string;
  /** A drawing that failed is told as a promise that rejects. */
  readonly done: (area: MultiPolygon | Promise<never>) => void;
};
type Question = {
  readonly key: string;
  readonly model: NetworkModel;
  readonly ranges: Ranges;
  readonly waiters: Set<Waiter>;
  /** Aborted when the last waiter has left. */
  readonly left: AbortController;
};

/**
 * Areas are drawn one after the other, beside the thread that answers requests: a storm asks for hundreds at once. People take turns, so
 * that one who asks for hundreds delays nobody who asks for one, and what nobody waits for any more is not drawn.
 * @param keep how many areas are kept; one takes about 10 kB
 */
export const areaCache = ({
  drawing: { draw } = startAreaDrawing(),
  keep = 2000,
  limits = LIMITS.areas,
}: {
  drawing?: Pick<AreaDrawing, 'draw'>;
  keep?: number;
  limits?: Limits['areas'];
} = {}): AreaCache => {
  const drawn = new Map<string, MultiPolygon>();
  const questions = new Map<string, Question>();
  /** What each person waits for, whose turn is next first. */
  const turns = new Map<string, Set<Question>>();
  let waiting = 0;
  let drawing = false;

  const keepArea = (key: string, area: MultiPolygon) => {
    drawn.delete(key);
    drawn.set(key, area);
    for (const [oldest] of drawn) if (drawn.size > keep) drawn.delete(oldest);
  };

  const next = (): Question | undefined => {
    for (const [person, theirs] of turns) {
      const [first] = theirs;
      turns.delete(person);
      turns.set(person, theirs);
      return first;
    }
    return undefined;
  };

  const leave = (question: Question, waiter: Waiter) => {
    if (!question.waiters.delete(waiter)) return;
    waiting -= 1;
    if ([...question.waiters].every(({ person }) => person !== waiter.person)) {
      const theirs = turns.get(waiter.person);
      theirs?.delete(question);
      if (theirs?.size === 0) turns.delete(waiter.person);
    }
    if (question.waiters.size > 0) return;
    questions.delete(question.key);
    question.left.abort();
  };

  const settle = (question: Question, area: MultiPolygon | Promise<never>) => {
    for (const waiter of [...question.waiters]) {
      leave(question, waiter);
      waiter.done(area);
    }
  };

  const drawAll = async () => {
    drawing = true;
    for (let question = next(); question !== undefined; question = next()) {
      try {
        const { model, ranges, left } = question;
        const area = await draw({ model, ranges, signal: left.signal });
        if (area === undefined) continue;
        keepArea(question.key, area);
        settle(question, area);
      } catch (error) {
        settle(question, Promise.reject(error));
      }
    }
    drawing = false;
  };

  const ask = (question: Question, { person, signal }: Asking): Promise<MultiPolygon> =>
    new Promise((resolve, reject) => {
      const gone = () => {
        leave(question, waiter);
        reject(callerLeft());
      };
      const waiter: Waiter = {
        person,
        done: (area) => {
          signal.removeEventListener('abort', gone);
          resolve(area);
        },
      };
      signal.addEventListener('abort', gone, { once: true });
      question.waiters.add(waiter);
      waiting += 1;
      const theirs = turns.get(person) ?? new Set();
      turns.set(person, theirs.add(question));
      if (!drawing) void drawAll();
    });

  return async (model, ranges, asking) => {
    if (asking.signal.aborted) throw callerLeft();
    const key = `${model.version} ${ranges.join()}`;
    const area = drawn.get(key);
    if (area !== undefined) {
      keepArea(key, area);
      return area;
    }
    if ((turns.get(asking.person)?.size ?? 0) >= limits.waitingPerPerson) {
      throw tryLater(
        429,
        'tooManyAreas',
        'Too many of your areas are waiting to be drawn. Ask again for fewer at a time.',
        2,
      );
    }
    if (waiting >= limits.waiting) {
      throw tryLater(503, 'overloaded', 'Too many areas are waiting to be drawn. Ask again.', 5);
    }
    const question = questions.get(key) ?? { key, model, ranges, waiters: new Set(), left: new AbortController() };
    questions.set(key, question);
    return ask(question, asking);
  };
};
