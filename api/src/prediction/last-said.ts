import { hasSection, type Ranges } from '@relight/shared/network/ranges';

type Said = { off: number; on: number };

/**
 * The last word of every service point: when it last said that it is out (by a call, a last gasp, or silence), and when its meter last
 * said that it is not. What is older than the memory of the predictor is forgotten.
 */
export const createLastSaid = () => {
  const sections = new Map<number, Map<string, Said>>();
  /** Sections in which a meter has answered since anybody asked. */
  let answered = new Set<number>();

  return {
    hear(section: number, servicePoint: string, word: 'off' | 'on', at: number): void {
      let points = sections.get(section);
      if (points === undefined) {
        points = new Map();
        sections.set(section, points);
      }
      const said = points.get(servicePoint) ?? { off: 0, on: 0 };
      said[word] = Math.max(said[word], at);
      points.set(servicePoint, said);
      if (word === 'on') answered.add(section);
    },
    /** Whether a meter in these sections has answered since `forgetAnswers`. */
    hasAnswer: (ranges: Ranges): boolean => {
      for (const section of answered) if (hasSection(ranges, section)) return true;
      return false;
    },
    /** Everybody in these sections who said to be out since `since` has said the contrary later, and there was somebody. */
    allAnswered(ranges: Ranges, since: number): boolean {
      let some = false;
      for (const [section, points] of sections) {
        if (!hasSection(ranges, section)) continue;
        for (const { off, on } of points.values()) {
          if (off < since) continue;
          if (on <= off) return false;
          some = true;
        }
      }
      return some;
    },
    /** Whether the meter of this service point has said that it has supply since then, and nothing to the contrary afterwards. */
    suppliedSince(section: number, servicePoint: string, since: number): boolean {
      const { on = 0 } = sections.get(section)?.get(servicePoint) ?? {};
      return on > since;
    },
    forgetAnswers(): void {
      answered = new Set();
    },
    forget(before: number): void {
      for (const [section, points] of sections) {
        for (const [id, { off, on }] of points) if (Math.max(off, on) < before) points.delete(id);
        if (points.size === 0) sections.delete(section);
      }
    },
  };
};
