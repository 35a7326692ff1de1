import type { Sql } from '@relight/db/connect';
import { type IntakeAnswer, MAX_REPORTS, type TroubleReport } from '@relight/shared/http/reports';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { HttpProblem, notFound, tryLater } from '../http/problem.ts';
import type { Operations } from '../operations/operations.ts';
import { checkReport } from './check-report.ts';
import type { Line } from './parse-lines.ts';
import { storeReports } from './store-reports.ts';

/** Reports that may be under way in this process at once; a storm's worth, and still little memory. */
const MAX_UNDER_WAY = 100_000;

type Dependencies = {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'state'>;
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
  /** Called when reports of an operation wait to be placed. */
  readonly waiting: (operation: string) => void;
};

export type Intake = ReturnType<typeof createIntake>;

/** Takes trouble reports in: judges each by itself, stores the good ones, and has them placed. */
export const createIntake = ({ sql, operations, facts, waiting }: Dependencies) => {
  let underWay = 0;

  const take = async (operation: string, lines: readonly Line[]): Promise<IntakeAnswer> => {
    const state = await operations.state(operation);
    if (!state || state.seq === 0) throw notFound('This operation');
    const network = state.network === null ? null : await facts(state.network);
    if (state.network !== null && network === null) {
      throw tryLater(
        503,
        'networkUnavailable',
        'The network model cannot be read at the moment. Send the reports again.',
        5,
      );
    }
    const now = Date.now();
    const good = new Map<string, TroubleReport>();
    const rejected: IntakeAnswer['rejected'] = [];
    let repeated = 0;
    lines.forEach((line, index) => {
      const checked = checkReport(line, { network, now });
      if (!checked.ok) rejected.push({ index, code: checked.code, message: checked.message });
      else if (good.has(checked.report.id)) repeated++;
      else good.set(checked.report.id, checked.report);
    });
    const stored = good.size === 0 ? new Set<string>() : await storeReports(sql, operation, [...good.values()]);
    if (stored.size > 0) waiting(operation);
    return { accepted: stored.size, duplicates: repeated + good.size - stored.size, rejected };
  };

  return {
    /**
     * @returns when the good reports are on disk
     * @throws HttpProblem 404, 413, or 429 when too many are under way
     */
    async take(operation: string, lines: readonly Line[]): Promise<IntakeAnswer> {
      if (lines.length > MAX_REPORTS) {
        throw new HttpProblem(
          413,
          'tooManyReports',
          `At most ${MAX_REPORTS} reports in one request; send them in several.`,
        );
      }
      if (underWay > 0 && underWay + lines.length > MAX_UNDER_WAY) {
        throw tryLater(429, 'busy', 'Too many reports at this moment. Nothing was taken: send them again.', 1);
      }
      underWay += lines.length;
      try {
        return await take(operation, lines);
      } finally {
        underWay -= lines.length;
      }
    },
  };
};
