import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Evidence } from '@relight/shared/network/predict/predictor';
import { PREDICTION } from '@relight/shared/rules/prediction-thresholds';
import type { WaitingReport } from './waiting-reports.ts';

/** What a report says about the supply of a service point; undefined where none is near. A hazard is called in by who lost supply, too. */
export const evidenceOf = (report: WaitingReport, facts: NetworkFacts, now: number): Evidence | undefined => {
  const servicePoint = servicePointOf(report, facts);
  if (servicePoint === undefined) return undefined;
  return {
    id: report.id,
    kind: report.kind === 'partial' ? 'partial' : 'call',
    servicePoint,
    at: Math.min(Date.parse(report.at), now),
  };
};

const servicePointOf = ({ servicePoint, lon, lat }: WaitingReport, facts: NetworkFacts): string | undefined => {
  if (servicePoint !== null && facts.servicePoint(servicePoint) !== undefined) return servicePoint;
  if (lon === null || lat === null) return undefined;
  return facts.nearestServicePoint(lon, lat, PREDICTION.values.locateM)?.id;
};
