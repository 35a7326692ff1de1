import { PREDICTION } from '../rules/prediction-thresholds.ts';
import { callEvidence, distributionTransformer } from './call-evidence.ts';
import type { DeviceFacts, PredictionFacts } from './facts.ts';
import { incidentLookup } from './incident-lookup.ts';
import type { Telemetry, Verdict } from './predict-devices.ts';
import { predictDevices } from './predict-devices.ts';
import type { Ranges } from './ranges.ts';
import { hasSection } from './ranges.ts';

/** A trouble report of the last half hour, placed already or not. */
export type CallReport = {
  readonly id: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly servicePoint: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  /** The incident it belongs to; null for one that is to be placed now. */
  readonly incident: string | null;
};

export type OpenIncident = {
  readonly id: string;
  /** Null where it was drawn by hand. */
  readonly device: string | null;
  /** Sections that are without supply because of it now. */
  readonly dead: Ranges;
  /** May a rule still move or absorb it? Only while predicted, with no crew sent, no step taken and no lock by a dispatcher. */
  readonly movable: boolean;
};

/** What to do with reports. `reports` are ids of those to be placed now; reports placed before are only evidence. */
export type CallPlacement =
  | { readonly kind: 'attach'; readonly incident: string; readonly reports: readonly string[] }
  | ({ readonly kind: 'predict'; readonly device: string; readonly reports: readonly string[] } & Verdict)
  | ({
      readonly kind: 'move';
      readonly incident: string;
      readonly device: string;
      /** Incidents that become part of it. */
      readonly absorbs: readonly string[];
      readonly reports: readonly string[];
    } & Verdict)
  /** For a person to look at: no service point is near, or no protective device stands before it. */
  | { readonly kind: 'unplaced'; readonly reason: 'nowhereNear' | 'noDevice'; readonly reports: readonly string[] };

export type PlaceReports = {
  readonly facts: PredictionFacts;
  /** All reports of the window, also those placed before: the evidence of an incident is never counted in it alone. */
  readonly reports: readonly CallReport[];
  /** In the order in which they were opened. */
  readonly incidents: readonly OpenIncident[];
  /** UTC, ISO 8601. */
  readonly now: string;
  readonly telemetry?: Telemetry;
};

/**
 * Places trouble reports: each joins the outage it is in, or means a new one at the device that best explains all recent calls together.
 * Given again with its own result carried out, it has nothing left to say.
 */
export const placeReports = ({ facts, reports, incidents, now, telemetry }: PlaceReports): readonly CallPlacement[] => {
  const calls = reports.map((report) => locate(facts, report));
  const located = calls.filter((call): call is LocatedCall => call.point !== undefined);
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const { at, inside } = incidentLookup(incidents);
  const attached = new Map<string, string[]>();
  const isNew = ({ report }: Call) => report.incident === null;

  const toExplain: LocatedCall[] = [];
  for (const call of located) {
    const home = at(call.section);
    if (home && !home.movable) {
      if (isNew(call)) push(attached, home.id, call.report.id);
    } else if (isEvidence(call, byId)) toExplain.push(call);
  }

  const oldest = new Date(Date.parse(now) - PREDICTION.values.windowMinutes * 60_000).toISOString();
  const recent = toExplain.filter(({ report }) => report.at >= oldest);
  const groups = groupByDevice(facts, { recent, all: toExplain, telemetry });

  const placements: CallPlacement[] = [];
  for (const { device, verdict, calls: own } of groups) {
    const ids = own.filter(isNew).map(({ report }) => report.id);
    const below = facts.below(device)?.ranges ?? [];
    const rollsUp = verdict.rule !== PREDICTION.values.singleCall;
    const nested = inside(below).filter((incident) => incident.movable);
    const here = nested.find((incident) => incident.device === device);
    const home = at(own[0]?.section ?? -1);
    const isInHome = home !== undefined && !nested.includes(home) && own.every(({ section }) => at(section) === home);
    const first = here ?? nested[0];
    if (here && (!rollsUp || nested.length === 1)) pushAll(attached, here.id, ids);
    else if (isInHome && !here) pushAll(attached, home.id, ids);
    else if (first && rollsUp) {
      const absorbs = nested.filter((incident) => incident !== first).map(({ id }) => id);
      placements.push({ kind: 'move', incident: first.id, device, absorbs, reports: ids, ...verdict });
    } else if (ids.length > 0) placements.push({ kind: 'predict', device, reports: ids, ...verdict });
  }

  const without = (reason: 'nowhereNear' | 'noDevice', lost: readonly Call[]): CallPlacement[] =>
    lost.length === 0 ? [] : [{ kind: 'unplaced', reason, reports: lost.map(({ report }) => report.id) }];
  return [
    ...Array.from(attached, ([incident, ids]): CallPlacement => ({ kind: 'attach', incident, reports: ids })),
    ...placements,
    ...without(
      'nowhereNear',
      calls.filter((call) => call.point === undefined && isNew(call)),
    ),
    ...without(
      'noDevice',
      toExplain.filter((call) => isNew(call) && facts.protectiveAbove(call.point).length === 0),
    ),
  ];
};

type Call = { readonly report: CallReport; readonly point: string | undefined; readonly section: number };
type LocatedCall = Call & { readonly point: string };
type Group = { readonly device: string; readonly verdict: Verdict; readonly calls: LocatedCall[] };

const locate = (facts: PredictionFacts, report: CallReport): Call => {
  const named = report.servicePoint === null ? undefined : facts.servicePoint(report.servicePoint);
  const { lon, lat } = report;
  const found =
    named ??
    (lon === null || lat === null ? undefined : facts.nearestServicePoint(lon, lat, PREDICTION.values.locateM));
  return { report, point: found?.id, section: found?.section ?? -1 };
};

/** A report placed before counts while its incident may still move and covers it: what a person attached elsewhere is no evidence. */
const isEvidence = ({ report, section }: Call, byId: ReadonlyMap<string, OpenIncident>): boolean => {
  if (report.incident === null) return true;
  const home = byId.get(report.incident);
  return home?.movable === true && hasSection(home.dead, section);
};

/** The highest predicted device above each call; where there is none, its transformer, to be verified first. Predicted devices come first. */
const groupByDevice = (
  facts: PredictionFacts,
  {
    recent,
    all,
    telemetry,
  }: { recent: readonly LocatedCall[]; all: readonly LocatedCall[]; telemetry: Telemetry | undefined },
): readonly Group[] => {
  const evidence = callEvidence(
    facts,
    recent.map(({ point }) => point),
  );
  const verdictOf = predictDevices(facts, evidence, telemetry);
  const groups = new Map<string, Group>();
  for (const call of all) {
    const path = evidence.paths.get(call.point) ?? facts.protectiveAbove(call.point);
    const predicted = path.findLast(({ id }) => verdictOf(id) !== undefined);
    const device = predicted?.id ?? toVerify(facts, path, telemetry);
    if (device === undefined) continue;
    const group = groups.get(device);
    if (group) group.calls.push(call);
    else groups.set(device, { device, verdict: verdictOf(device) ?? SINGLE, calls: [call] });
  }
  const rank = ({ verdict }: Group) => (verdict === SINGLE ? 1 : 0);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

const SINGLE: Verdict = { rule: PREDICTION.values.singleCall, evidence: { calls: 1 } };

const toVerify = (facts: PredictionFacts, path: readonly DeviceFacts[], telemetry?: Telemetry): string | undefined => {
  const possible = path.filter((device) => telemetry?.(device) !== 'closed');
  return distributionTransformer(facts, possible) ?? possible[0]?.id ?? path[0]?.id;
};

const push = (lists: Map<string, string[]>, key: string, value: string) => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};

const pushAll = (lists: Map<string, string[]>, key: string, values: readonly string[]) => {
  for (const value of values) push(lists, key, value);
};
