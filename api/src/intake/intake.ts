import type { Sql } from '@relight/db/connect';
import { MAX_METER_EVENTS } from '@relight/shared/http/meter-events';
import { type IntakeAnswer, type IntakeRemark, MAX_REPORTS } from '@relight/shared/http/reports';
import { MAX_SCADA_EVENTS } from '@relight/shared/http/scada-events';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import type { OperationState } from '@relight/shared/operation/state';
import { notFound, tryLater } from '../http/problem.ts';
import type { Operations } from '../operations/operations.ts';
import { type Admission, createAdmission } from './admission.ts';
import { checkMeterEvent } from './check-meter-event.ts';
import { type CheckedReport, checkReport } from './check-report.ts';
import { checkScadaEvent } from './check-scada-event.ts';
import { judgeLines } from './judge-lines.ts';
import { knownOutages } from './known-outages.ts';
import { type Line, requireAtMost } from './parse-lines.ts';
import { remarkOnAge, remarkOnOrder } from './remarks.ts';
import { storeMeterEvents } from './store-meter-events.ts';
import { storeReports } from './store-reports.ts';
import { storeScadaEvents } from './store-scada-events.ts';

type Dependencies = {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'state' | 'now'>;
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
  /** Called when something new was taken in for an operation. */
  readonly waiting: (operation: string) => void;
  readonly admission?: Admission;
};

/** The id of the service point that a report speaks of; without a network, as it was said. */
const pointOf = (report: CheckedReport, network: NetworkFacts | null): string | null =>
  (network === null ? report.servicePoint : servicePointOf(report, network)?.id) ?? null;

type World = { readonly state: OperationState; readonly network: NetworkFacts | null; readonly now: number };

/** Who sends what no request brings: the demo's callers. */
const OURSELVES = 'system';

export type Intake = ReturnType<typeof createIntake>;

/** Takes in what callers, meters and telemetry say: judges each line by itself, stores the good ones, and has them weighed. */
export const createIntake = ({ sql, operations, facts, waiting, admission = createAdmission() }: Dependencies) => {
  const worldOf = async (operation: string): Promise<World> => {
    const state = await operations.state(operation);
    if (!state || state.seq === 0) throw notFound('This operation');
    const network = state.network === null ? null : await facts(state.network);
    if (state.network !== null && network === null) {
      throw tryLater(503, 'networkUnavailable', 'The network model cannot be read at the moment. Send it again.', 5);
    }
    return { state, network, now: operations.now() };
  };

  /** Within bounds, and only for an operation that exists. */
  const admitted = async (
    operation: string,
    lines: readonly Line[],
    { most, sender }: { most: number; sender: string },
    take: (world: World) => Promise<IntakeAnswer>,
  ): Promise<IntakeAnswer> => {
    requireAtMost(most, lines.length);
    return admission.lines(sender, lines.length, async () => take(await worldOf(operation)));
  };

  const answer = (
    operation: string,
    {
      stored,
      good,
      repeated,
      rejected,
      remarks,
    }: { stored: number; good: number; repeated: number; remarks: readonly IntakeRemark[] } & Pick<
      IntakeAnswer,
      'rejected'
    >,
  ): IntakeAnswer => {
    if (stored > 0) waiting(operation);
    const sorted = [...remarks].sort((a, b) => a.index - b.index);
    return {
      accepted: stored,
      duplicates: repeated + good - stored,
      rejected,
      ...(sorted.length > 0 && { remarks: sorted }),
    };
  };

  return {
    admission,
    /**
     * Trouble reports.
     * @returns when the good ones are on disk
     * @throws HttpProblem 404, 413, 503, or 429 when too many are under way; nothing was taken then
     */
    take: (operation: string, lines: readonly Line[], sender = OURSELVES): Promise<IntakeAnswer> =>
      admitted(operation, lines, { most: MAX_REPORTS, sender }, async (world) => {
        const { good, remarks, ...judged } = await judgeLines(lines, (line) => checkReport(line, world), world.now);
        const reports = [...good.values()];
        const items = reports.map(({ item }) => item);
        const stored =
          items.length === 0 ? 0 : (await admission.statement(() => storeReports(sql, operation, items))).size;
        const known = knownOutages(
          world.state,
          reports.map(({ index, item }) => ({ index, said: { ...item, servicePoint: pointOf(item, world.network) } })),
          new Date(world.now).toISOString(),
        );
        const told = new Set(known.map(({ index }) => index));
        const tooOld = reports.flatMap(({ index, item }) =>
          told.has(index) ? [] : remarkOnAge(index, item, world.now),
        );
        return {
          ...answer(operation, { stored, good: good.size, remarks: [...remarks, ...tooOld], ...judged }),
          ...(known.length > 0 && { known }),
        };
      }),

    /** Meter events; the same promises. */
    takeMeterEvents: (operation: string, lines: readonly Line[], sender = OURSELVES): Promise<IntakeAnswer> =>
      admitted(operation, lines, { most: MAX_METER_EVENTS, sender }, async (world) => {
        const { good, ...judged } = await judgeLines(lines, (line) => checkMeterEvent(line, world), world.now);
        const items = Array.from(good.values(), ({ item }) => item);
        const stored =
          items.length === 0 ? 0 : await admission.statement(() => storeMeterEvents(sql, operation, items));
        return answer(operation, { stored, good: good.size, ...judged });
      }),

    /** Positions that telemetry reports; the same promises. */
    takeScadaEvents: (operation: string, lines: readonly Line[], sender = OURSELVES): Promise<IntakeAnswer> =>
      admitted(operation, lines, { most: MAX_SCADA_EVENTS, sender }, async (world) => {
        const { good, remarks, ...judged } = await judgeLines(lines, (line) => checkScadaEvent(line, world), world.now);
        const positions = [...good.values()];
        const items = positions.map(({ item }) => item);
        if (items.length === 0) return answer(operation, { stored: 0, good: 0, remarks, ...judged });
        const { stored, older } = await admission.statement(() => storeScadaEvents(sql, operation, items));
        const late = positions.filter(({ item }) => older.has(item.id)).map(({ index }) => remarkOnOrder(index));
        return answer(operation, { stored, good: good.size, remarks: [...remarks, ...late], ...judged });
      }),
  };
};
