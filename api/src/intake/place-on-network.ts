import { must } from '@relight/shared/must';
import type { PredictionFacts } from '@relight/shared/network/facts';
import { type CallPlacement, type OpenIncident, placeReports } from '@relight/shared/network/suggest-device';
import { deadSections } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { Placement } from './placement.ts';
import type { PlacedReport, WaitingReport } from './waiting-reports.ts';

export type OnNetwork = {
  readonly placements: readonly Placement[];
  /** Reports that nothing of the network stands for. */
  readonly left: readonly WaitingReport[];
};

/** Asks the rule that explains calls by devices, and puts its answer into the words of the log. */
export const placeOnNetwork = (
  state: OperationState,
  facts: PredictionFacts,
  { waiting, evidence, now }: { waiting: readonly WaitingReport[]; evidence: readonly PlacedReport[]; now: string },
): OnNetwork => {
  const byId = new Map(waiting.map((report) => [report.id, report]));
  const reportsOf = ({ reports }: CallPlacement) => reports.map((id) => must(byId.get(id), 'report of a placement'));
  const placements: Placement[] = [];
  const left: WaitingReport[] = [];
  const decided = placeReports({
    facts,
    incidents: openIncidents(state),
    reports: [...waiting.map((report) => ({ ...report, incident: null })), ...evidence],
    now,
  });
  for (const decision of decided) {
    const reports = reportsOf(decision);
    switch (decision.kind) {
      case 'attach':
        placements.push({ kind: 'attach', incident: decision.incident as IncidentId, reports });
        break;
      case 'predict':
        placements.push({ kind: 'predict', device: decision.device, ruling: rulingOf(decision), absorbs: [], reports });
        break;
      case 'move':
        placements.push({
          kind: 'move',
          incident: decision.incident as IncidentId,
          device: decision.device,
          ruling: rulingOf(decision),
          absorbs: decision.absorbs as readonly IncidentId[],
          reports,
        });
        break;
      case 'unplaced':
        left.push(...reports);
        break;
      default:
        decision satisfies never;
    }
  }
  return { placements, left };
};

const rulingOf = ({
  rule,
  evidence,
}: {
  readonly rule: string;
  readonly evidence: Readonly<Record<string, number>>;
}) => ({
  rule,
  evidence: { ...evidence },
});

/** In the order in which they were opened. */
const openIncidents = (state: OperationState): OpenIncident[] =>
  Object.values(state.incidents)
    .filter(({ status }) => status !== 'restored')
    .sort((a, b) => a.number - b.number)
    .map((incident) => ({
      id: incident.id,
      device: incident.place.device,
      dead: deadSections(incident),
      movable: isMovable(state, incident.id),
    }));

/** What a person has touched stays where it is: by confirming, sending a crew, restoring a part, or saying which device it was. */
export const isMovable = (state: OperationState, id: IncidentId): boolean => {
  const incident = state.incidents[id];
  return (
    incident !== undefined &&
    incident.status === 'predicted' &&
    incident.ruling !== null &&
    incident.steps.length === 0 &&
    !Object.values(state.dispatches).some((dispatch) => dispatch.incident === id)
  );
};
