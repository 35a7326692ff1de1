import { createHash } from 'node:crypto';
import type { Command, ReportGroup, Ruling } from '@relight/shared/operation/commands';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Outline } from '@relight/shared/operation/values';
import type { WaitingReport } from './waiting-reports.ts';

/** At a device, or at a service point. */
type AtDevice = { readonly device: string; readonly ruling: Ruling; readonly absorbs: readonly IncidentId[] };

/** What is to be done about an outage, and which waiting reports belong to it. Without reports, meters alone speak of it. */
export type Placement = { readonly reports: readonly WaitingReport[] } & (
  | { readonly kind: 'attach'; readonly incident: IncidentId; readonly ruling?: Ruling }
  | ({
      readonly kind: 'predict';
      /** When supply was lost, where meters know it; the first report's time otherwise. */
      readonly since: string | null;
      /** Milliseconds; the beginning that is taken where nobody called. */
      readonly began: number;
      readonly nestedIn: IncidentId | null;
      /** The incident that stood at this place before, whose number belongs to it. */
      readonly again?: IncidentId | undefined;
      /** Of a withdrawal: the incident among those absorbed that the evidence no longer supports, and what it says of that one's place. */
      readonly withdrawn?: { readonly incident: IncidentId; readonly finding: Ruling };
    } & AtDevice)
  /** It stays where it is, with another sentence, and takes in others. */
  | ({ readonly kind: 'restate'; readonly incident: IncidentId } & AtDevice)
  /** The evidence speaks against what people have touched; null: it no longer does. */
  | { readonly kind: 'doubt'; readonly incident: IncidentId; readonly finding: Ruling | null }
  /** Everybody in what a person holds has supply. */
  | { readonly kind: 'contradict'; readonly incident: IncidentId }
  /** Everybody in it has supply. */
  | { readonly kind: 'cancel'; readonly incident: IncidentId }
  /** Where no network says which device it could be. */
  | { readonly kind: 'open'; readonly incident: IncidentId; readonly outline: Outline; readonly name: string }
);

export type Unattended<Kind extends Placement['kind']> = Omit<Extract<Placement, { kind: Kind }>, 'reports'>;

/** Commands of one placement, to be given in this order, and the incident that its reports then belong to. */
export type Orders = {
  readonly incident: IncidentId;
  readonly commands: readonly Command[];
  readonly reports: readonly WaitingReport[];
};

/** As many as one command may name. */
const GROUP = 1000;

type Unnamed = Command extends infer Each ? (Each extends Command ? Omit<Each, 'id'> : never) : never;

/**
 * The orders for these placements, in their order. Whose reports are counted in an incident that becomes part of another, they are by then
 * counted in that one.
 */
export const ordersForAll = (
  placements: readonly Placement[],
  at: { readonly operation: string; readonly seq: number; readonly now: string },
): readonly Orders[] => {
  const into = new Map<IncidentId, IncidentId>();
  for (const placement of placements) {
    if (placement.kind !== 'predict') continue;
    for (const id of placement.absorbs) into.set(id, incidentOf(placement, at));
  }
  const followed = (report: WaitingReport): WaitingReport => {
    const from = report.from === undefined ? undefined : (into.get(report.from) ?? report.from);
    return from === undefined ? report : { ...report, from };
  };
  return placements.map((placement) => {
    const reports = placement.reports.map(followed);
    if (placement.kind !== 'predict') return ordersFor({ ...placement, reports }, at);
    const again = incidentOf(placement, at);
    const orders = ordersFor({ ...placement, again, reports: reports.filter(({ from }) => from !== again) }, at);
    return { ...orders, reports };
  });
};

/** The id of the incident that a prediction opens: the one that stood at its place before, or a new one that follows from what it says. */
const incidentOf = (
  placement: Extract<Placement, { kind: 'predict' }>,
  { operation, seq }: { readonly operation: string; readonly seq: number },
): IncidentId =>
  placement.again ??
  `inc_${digest([operation, String(seq), placement.device, placement.reports.map(({ id }) => id)]).slice(0, 20)}`;

/**
 * The orders for a placement. Their ids follow from the operation, the state they were decided on and what they say, so that the same
 * decision given twice counts once, while another decision is another order.
 */
const ordersFor = (
  placement: Placement,
  { operation, seq, now }: { operation: string; seq: number; now: string },
): Orders => {
  const { reports } = placement;
  const groups = inGroups(reports).map((group) => groupOf(group, now));
  const [first] = groups;
  const named = (commands: readonly Unnamed[]): Command[] =>
    commands.map((command) => ({ ...command, id: `place-${digest([operation, String(seq), command])}` }) as Command);
  const attach = (incident: IncidentId, some: readonly Group[], ruling?: Ruling): Unnamed[] =>
    some.map((group, i) => ({
      type: 'attachReports',
      incident,
      ...group,
      ...(ruling !== undefined && i === some.length - 1 && { ruling }),
    }));

  switch (placement.kind) {
    case 'attach':
      return {
        incident: placement.incident,
        reports,
        commands: named(attach(placement.incident, groups, placement.ruling)),
      };
    case 'predict': {
      const { device, ruling, absorbs, since, nestedIn, withdrawn } = placement;
      const incident = incidentOf(placement, { operation, seq });
      const predict: Unnamed = {
        type: 'predictOutage',
        incident,
        device,
        ...(first ?? { reports: nobodyCalled(placement.began, now) }),
        ruling,
        absorbs: [...absorbs],
        ...(since !== null && { since }),
        ...(nestedIn !== null && { nestedIn }),
        ...(withdrawn !== undefined && { withdrawn }),
      };
      return { incident, reports, commands: named([predict, ...attach(incident, groups.slice(1))]) };
    }
    case 'restate': {
      const { incident, device, ruling, absorbs } = placement;
      const move: Unnamed = { type: 'moveOutage', incident, device, absorbs: [...absorbs], ruling, reports: null };
      // New calls that come with the sentence are told with it.
      if (first !== undefined && first.from === undefined) {
        return {
          incident,
          reports,
          commands: named([{ ...move, reports: first.reports }, ...attach(incident, groups.slice(1))]),
        };
      }
      return { incident, reports, commands: named([move, ...attach(incident, groups)]) };
    }
    case 'doubt': {
      const { incident, finding } = placement;
      return { incident, reports, commands: named([{ type: 'doubtPrediction', incident, finding }]) };
    }
    case 'contradict': {
      const { incident } = placement;
      return { incident, reports, commands: named([{ type: 'contradictHold', incident }]) };
    }
    case 'cancel': {
      const { incident } = placement;
      return { incident, reports, commands: named([{ type: 'cancelIncident', incident, reason: 'powerOn' }]) };
    }
    case 'open': {
      const { incident, outline, name } = placement;
      if (first === undefined) throw new Error('an outage at a place without reports');
      const open: Unnamed = {
        type: 'openIncident',
        incident,
        site: { type: 'area', outline, customers: 1, name, area: 'urban' },
        since: first.reports.firstAt,
        reason: null,
        hazard: first.reports.hazard,
      };
      return { incident, reports, commands: named([open, ...attach(incident, groups)]) };
    }
    default:
      return placement satisfies never;
  }
};

/** What some reports say, and the incident that all of them were counted in until now. */
type Group = { readonly reports: ReportGroup; readonly from?: IncidentId };

/** What a group of reports says, without who called. A sender's clock may be a little ahead: nothing is put into the future. */
const groupOf = (reports: readonly WaitingReport[], now: string): Group => {
  const from = reports[0]?.from;
  const times = reports.map(({ at }) => (at < now ? at : now)).sort();
  return {
    reports: {
      ids: reports.map(({ id }) => id),
      firstAt: times[0] ?? now,
      lastAt: times.at(-1) ?? now,
      hazard: reports.some(({ kind }) => kind === 'hazard'),
    },
    ...(from !== undefined && { from }),
  };
};

const nobodyCalled = (began: number, now: string): ReportGroup => {
  const at = new Date(Math.min(began, Date.parse(now))).toISOString();
  return { ids: [], firstAt: at, lastAt: at, hazard: false };
};

/** New ones first; those that come from one incident together. */
const inGroups = (reports: readonly WaitingReport[]): (readonly WaitingReport[])[] =>
  [...new Set([undefined, ...reports.map(({ from }) => from)])].flatMap((origin) => {
    const some = reports.filter(({ from }) => from === origin);
    return Array.from({ length: Math.ceil(some.length / GROUP) }, (_, i) => some.slice(i * GROUP, (i + 1) * GROUP));
  });

export const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
