import { METER_ASKING } from '@relight/shared/rules/meter-asking';

/** A meter that was asked, times in milliseconds. */
export type Question = { readonly servicePoint: string; readonly section: number; readonly at: number };

/**
 * Which meters were asked and have not answered, and which are to be left alone for now. It depends on what was said and when, not on the
 * order in which that arrives.
 */
export const createQuestions = ({ values } = METER_ASKING) => {
  const answerMs = values.answerMinutes * 60_000;
  const againMs = values.againMinutes * 60_000;
  /** Of each meter, oldest first. */
  const waiting = new Map<string, readonly Question[]>();
  const heardAt = new Map<string, number>();
  const askedAt = new Map<string, number>();
  const later = (map: Map<string, number>, servicePoint: string, at: number) =>
    map.set(servicePoint, Math.max(at, map.get(servicePoint) ?? at));
  const keep = (servicePoint: string, questions: readonly Question[]) => {
    if (questions.length > 0) waiting.set(servicePoint, questions);
    else waiting.delete(servicePoint);
  };

  return {
    ask(question: Question): void {
      const { servicePoint, at } = question;
      later(askedAt, servicePoint, at);
      if ((heardAt.get(servicePoint) ?? Number.NEGATIVE_INFINITY) >= at) return;
      keep(
        servicePoint,
        [...(waiting.get(servicePoint) ?? []), question].sort((a, b) => a.at - b.at),
      );
    },
    /** The meter has said something, whatever it was: that answers what it was asked before. */
    heard(servicePoint: string, at: number): void {
      later(heardAt, servicePoint, at);
      const questions = waiting.get(servicePoint);
      if (questions !== undefined)
        keep(
          servicePoint,
          questions.filter((one) => one.at > at),
        );
    },
    /** Those whose time to answer is over by now, each meter once; asking again gave it no more time. */
    unanswered(now: number): readonly Question[] {
      const over: Question[] = [];
      for (const [servicePoint, questions] of waiting) {
        const [first] = questions;
        if (first === undefined || now - first.at < answerMs) continue;
        over.push(first);
        keep(
          servicePoint,
          questions.filter(({ at }) => now - at < answerMs),
        );
      }
      return over;
    },
    answerMs,
    /** Those that may still answer. */
    open: (): readonly Question[] => [...waiting.values()].flatMap(([first]) => first ?? []),
    mayAsk(servicePoint: string, now: number): boolean {
      const last = Math.max(heardAt.get(servicePoint) ?? 0, askedAt.get(servicePoint) ?? 0);
      return !waiting.has(servicePoint) && now - last >= againMs;
    },
    forget(before: number): void {
      for (const map of [heardAt, askedAt]) for (const [id, at] of map) if (at < before) map.delete(id);
    },
  };
};
