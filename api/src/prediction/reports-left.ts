import { hasSection } from '@relight/shared/network/ranges';
import type { Hypothesis } from './hypotheses.ts';
import type { WaitingReport } from './waiting-reports.ts';

/** Waiting reports that have no place yet, in their order; each is taken once. */
export const reportsLeft = (waiting: readonly WaitingReport[]) => {
  const left = new Map(waiting.map((report) => [report.id, report]));
  const take = (report: WaitingReport): readonly WaitingReport[] => (left.delete(report.id) ? [report] : []);
  return {
    all: (): readonly WaitingReport[] => [...left.values()],
    take,
    /** Those that a hypothesis explains, and further calls from within what it puts in the dark. */
    takeFor: ({ evidence, below }: Hypothesis): readonly WaitingReport[] =>
      [...left.values()]
        .filter(({ id, section }) => evidence.has(id) || (section !== null && hasSection(below, section)))
        .flatMap(take),
  };
};
