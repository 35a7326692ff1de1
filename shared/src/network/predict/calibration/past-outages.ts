import type { RecordedEvent } from '../../../operation/events.ts';
import type { DeviceKind } from '../../../rules/prediction-parameters.ts';
import type { Statement } from './isotonic.ts';

/** An outage that was confirmed, with the calls about it. Instants are milliseconds since 1970. */
export type PastOutage = {
  readonly device: string | null;
  readonly kind: DeviceKind | null;
  readonly customers: number;
  readonly since: number;
  /** When the last customer had supply back; null where that was never recorded. */
  readonly restoredAt: number | null;
  readonly calls: readonly number[];
};

/** What an operation's log says about outages and predictions. */
export type OutageHistory = {
  readonly from: number;
  readonly to: number;
  readonly confirmed: readonly PastOutage[];
  /** Calls that turned out to be about no outage of the network. */
  readonly strayCalls: number;
  /** The last probability that was stated for an incident before it was confirmed or cancelled, and whether its device was the one. */
  readonly statements: readonly (Statement & { readonly kind: DeviceKind })[];
};

export type PlacedReport = { readonly incident: string; readonly at: number };

/** Reads the history of outages from an operation's log and its trouble reports, which the log only counts. */
export const outageHistory = (
  events: readonly RecordedEvent[],
  reports: readonly PlacedReport[],
  kindOf: (device: string) => DeviceKind | null,
): OutageHistory => {
  const incidents = new Map<string, Story>();
  for (const line of events) tell(incidents, line);
  const of = (id: string): Story | undefined => {
    let story = incidents.get(id);
    for (let i = 0; story?.mergedInto && i < incidents.size; i++) story = incidents.get(story.mergedInto);
    return story;
  };
  for (const { incident, at } of reports) of(incident)?.calls.push(at);

  const confirmed: PastOutage[] = [];
  const statements: (Statement & { kind: DeviceKind })[] = [];
  let strayCalls = 0;
  for (const {
    mergedInto,
    isConfirmed,
    planned,
    cancelled,
    device,
    customers,
    since,
    restoredAt,
    calls,
    stated,
  } of incidents.values()) {
    if (mergedInto !== null || planned) continue;
    if (cancelled === 'powerOn' || cancelled === 'customerSide') strayCalls += calls.length;
    else if (isConfirmed && cancelled === null) {
      const kind = device === null ? null : kindOf(device);
      confirmed.push({ device, kind, customers, since, restoredAt, calls: calls.sort((a, b) => a - b) });
    }
    const isDecided = isConfirmed || cancelled === 'powerOn' || cancelled === 'customerSide';
    const kind = stated && isDecided ? kindOf(stated.device) : null;
    if (stated && kind !== null) {
      const right =
        isConfirmed && cancelled === null && device !== null && [stated.device, ...stated.same].includes(device);
      statements.push({ kind, stated: stated.probability, right });
    }
  }
  return {
    from: Date.parse(events[0]?.at ?? NEVER),
    to: Date.parse(events.at(-1)?.at ?? NEVER),
    confirmed,
    strayCalls,
    statements,
  };
};

const NEVER = '1970-01-01T00:00:00Z';

type Story = {
  device: string | null;
  customers: number;
  since: number;
  restoredAt: number | null;
  isConfirmed: boolean;
  planned: boolean;
  cancelled: string | null;
  mergedInto: string | null;
  stated: { readonly device: string; readonly probability: number; readonly same: readonly string[] } | null;
  readonly calls: number[];
};

const tell = (incidents: Map<string, Story>, { event }: RecordedEvent): void => {
  if (event.type === 'outagePredicted' || event.type === 'incidentOpened') {
    const isOpened = event.type === 'incidentOpened';
    incidents.set(event.incident, {
      device: event.place.device,
      customers: event.extent.customers,
      since: Date.parse(event.since),
      restoredAt: null,
      isConfirmed: isOpened && event.confirmedBy !== null,
      planned: isOpened && event.confirmedBy === 'planned',
      cancelled: null,
      mergedInto: null,
      stated: isOpened ? null : statementOf(event.place.device, event.ruling),
      calls: [],
    });
    return;
  }
  const story = 'incident' in event && event.incident !== null ? incidents.get(event.incident) : undefined;
  if (story === undefined) return;
  switch (event.type) {
    case 'outageMoved':
      story.device = event.place.device;
      story.customers = event.extent.customers;
      if (event.ruling !== null && !story.isConfirmed) story.stated = statementOf(event.place.device, event.ruling);
      break;
    case 'outageConfirmed':
      story.isConfirmed = true;
      story.planned = event.reason === 'planned';
      break;
    case 'incidentCancelled':
      story.cancelled = event.reason;
      break;
    case 'incidentMerged':
      story.mergedInto = event.into;
      break;
    case 'incidentUnmerged':
      story.mergedInto = null;
      break;
    case 'supplyRestored':
      if (event.customersLeft === 0) story.restoredAt = Date.parse(event.occurredAt);
      break;
    case 'incidentReopened':
      story.restoredAt = null;
      break;
  }
};

const statementOf = (
  device: string | null,
  ruling: {
    readonly probability?: number | undefined;
    readonly same?: readonly { readonly device: string }[] | undefined;
  },
): Story['stated'] =>
  device === null || ruling.probability === undefined
    ? null
    : { device, probability: ruling.probability, same: (ruling.same ?? []).map((other) => other.device) };
