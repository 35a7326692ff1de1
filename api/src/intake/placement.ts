import { createHash } from 'node:crypto';
import type { Command, ReportGroup, Ruling } from '@relight/shared/operation/commands';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Outline } from '@relight/shared/operation/values';
import type { WaitingReport } from './waiting-reports.ts';

/** What is to be done about some reports. */
export type Placement = { readonly reports: readonly WaitingReport[] } & (
  | { readonly kind: 'attach'; readonly incident: IncidentId }
  | {
      readonly kind: 'predict';
      readonly device: string;
      readonly ruling: Ruling;
      readonly absorbs: readonly IncidentId[];
    }
  | {
      readonly kind: 'move';
      readonly incident: IncidentId;
      readonly device: string;
      readonly ruling: Ruling;
      readonly absorbs: readonly IncidentId[];
    }
  /** Where no network says which device it could be. */
  | { readonly kind: 'open'; readonly incident: IncidentId; readonly outline: Outline; readonly name: string }
);

/** Commands of one placement, to be given in this order, and the incident that its reports then belong to. */
export type Orders = {
  readonly incident: IncidentId;
  readonly commands: readonly Command[];
  readonly reports: readonly WaitingReport[];
};

/** As many as one command may name. */
const GROUP = 1000;

/**
 * The orders for a placement. Their ids follow from the operation, the state they were decided on and the reports, so that the same
 * decision given twice counts once, while another decision about the same reports is another order.
 */
export const ordersFor = (
  placement: Placement,
  { operation, seq, now }: { operation: string; seq: number; now: string },
): Orders => {
  const name = (what: string) => digest([operation, String(seq), what, ...placement.reports.map(({ id }) => id)]);
  const [first, ...rest] = inGroups(placement.reports).map((reports) => groupOf(reports, now));
  if (first === undefined) throw new Error('a placement without reports');
  const attachAll = (incident: IncidentId, groups: readonly ReportGroup[]): Command[] =>
    groups.map((reports, index) => ({
      id: `place-${name(`attach ${index}`)}`,
      type: 'attachReports',
      incident,
      reports,
    }));
  const { reports } = placement;

  switch (placement.kind) {
    case 'attach':
      return { incident: placement.incident, reports, commands: attachAll(placement.incident, [first, ...rest]) };
    case 'predict': {
      const { device, ruling, absorbs } = placement;
      const incident: IncidentId = `inc_${name('incident').slice(0, 20)}`;
      const predict: Command = {
        id: `place-${name('predict')}`,
        type: 'predictOutage',
        incident,
        device,
        reports: first,
        ruling,
        absorbs: [...absorbs],
      };
      return { incident, reports, commands: [predict, ...attachAll(incident, rest)] };
    }
    case 'move': {
      const { incident, device, ruling, absorbs } = placement;
      const move: Command = {
        id: `place-${name('move')}`,
        type: 'moveOutage',
        incident,
        device,
        absorbs: [...absorbs],
        ruling,
        reports: first,
      };
      return { incident, reports, commands: [move, ...attachAll(incident, rest)] };
    }
    case 'open': {
      const { incident, outline, name: place } = placement;
      const open: Command = {
        id: `place-${name('open')}`,
        type: 'openIncident',
        incident,
        site: { type: 'area', outline, customers: 1, name: place, area: 'urban' },
        since: first.firstAt,
        reason: null,
        hazard: first.hazard,
      };
      return { incident, reports, commands: [open, ...attachAll(incident, [first, ...rest])] };
    }
    default:
      return placement satisfies never;
  }
};

/** What a group of reports says, without who called. A sender's clock may be a little ahead: nothing is put into the future. */
const groupOf = (reports: readonly WaitingReport[], now: string): ReportGroup => {
  const times = reports.map(({ at }) => (at < now ? at : now)).sort();
  return {
    ids: reports.map(({ id }) => id),
    firstAt: times[0] ?? now,
    lastAt: times.at(-1) ?? now,
    hazard: reports.some(({ kind }) => kind === 'hazard'),
  };
};

const inGroups = (reports: readonly WaitingReport[]): (readonly WaitingReport[])[] =>
  Array.from({ length: Math.ceil(reports.length / GROUP) }, (_, i) => reports.slice(i * GROUP, (i + 1) * GROUP));

export const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
