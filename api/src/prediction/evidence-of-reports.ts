import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Evidence } from '@relight/shared/network/predict/predictor';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import type { WaitingReport } from './waiting-reports.ts';

/** What a report says about the supply of a service point; undefined where none is near. A hazard is called in by who lost supply, too. */
export const evidenceOf = (report: WaitingReport, facts: NetworkFacts, now: number): Evidence | undefined => {
  const point = servicePointOf(report, facts);
  if (point === undefined) return undefined;
  return {
    id: report.id,
    kind: report.kind === 'partial' ? 'partial' : 'call',
    servicePoint: point.id,
    at: Math.min(Date.parse(report.at), now),
  };
};
