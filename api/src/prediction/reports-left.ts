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
    takeFor: ({ evidence, below, servicePoint }: Hypothesis): readonly WaitingReport[] => {
      const isWithin = (report: WaitingReport) =>
        servicePoint === null
          ? report.section !== null && hasSection(below, report.section)
          : report.servicePoint === servicePoint;
      return [...left.values()].filter((report) => evidence.has(report.id) || isWithin(report)).flatMap(take);
    },
  };
};
