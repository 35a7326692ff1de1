import type { Sql } from '@relight/db/connect';
import type { Evidence } from '@relight/shared/network/predict/predictor';
import type { EventOf } from '@relight/shared/operation/events';

type Counts = Omit<EventOf<'outlookSet'>['because'], 'sinceSeconds'>;

const NONE: Counts = { calls: 0, lastGasps: 0, answers: 0, positions: 0 };

const COUNTED: Readonly<Record<Evidence['kind'], keyof Counts>> = {
  call: 'calls',
  partial: 'calls',
  lastGasp: 'lastGasps',
  powerOn: 'answers',
  noResponse: 'answers',
};

/** Counts the evidence that came since the last outlook, so that the next one can say why a figure has moved. */
export const createNews = () => {
  let counts: Counts | null = null;
  const hear = (what: keyof Counts): void => {
    if (counts !== null) counts = { ...counts, [what]: counts[what] + 1 };
  };
  return {
    hear: ({ kind }: Pick<Evidence, 'kind'>): void => hear(COUNTED[kind]),
    hearPosition: (): void => hear('positions'),
    /** From now on what is heard is new; until then it was what was known already, but for this. */
    begin(known: Counts): void {
      counts = known;
    },
    counts: (): Counts => counts ?? NONE,
    told(): void {
      counts = NONE;
    },
  };
};

export type News = ReturnType<typeof createNews>;

/**
 * What had come after the last outlook when a process begins to predict: by when it was received, since what is late has an old time. Of
 * reports those that were placed: the others are heard in a moment.
 */
export const readNews = async (sql: Sql, operation: string, since: string | null): Promise<Counts> => {
  const after = since ?? '-infinity';
  const [counts] = await sql<Counts[]>`
    select
      (select count(*)::int from trouble_reports
       where operation_id = ${operation} and received_at > ${after}::text::timestamptz
         and incident_id is not null and section is not null) as calls,
      count(*) filter (where kind = 'lastGasp')::int as "lastGasps",
      count(*) filter (where kind in ('powerOn', 'noResponse'))::int as answers,
      (select count(*)::int from scada_events
       where operation_id = ${operation} and received_at > ${after}::text::timestamptz) as positions
    from meter_events where operation_id = ${operation} and received_at > ${after}::text::timestamptz`;
  return counts ?? NONE;
};
