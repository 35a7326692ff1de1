import type { Sql } from '@relight/db/connect';
import { judgeEstimates } from '@relight/shared/etr/accuracy';
import { type EtrAccuracyAnswer, etrAccuracyAnswer } from '@relight/shared/http/network-answers';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { wholeNumber } from '../http/read-query.ts';
import { stateFound } from '../operations/found.ts';
import type { Operations } from '../operations/operations.ts';
import { readJudgedIncidents } from './read-accuracy.ts';
import type { RestorationModels } from './restoration-models.ts';
import { stormMode } from './storm.ts';

type Dependencies = {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'state' | 'now'>;
  readonly restorationModels: RestorationModels;
};

/** How well restoration times have held, and what new ones rest on. */
export const etrRoutes = (app: App, { sql, operations, restorationModels }: Dependencies): void => {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/etr-accuracy',
      tag: 'Operations',
      summary: 'How well estimated restoration times held',
      description:
        'Of the incidents restored in the last `days`, by who had given the estimate. `model` says what automatic estimates rest on now, and why there are none.',
      query: z.strictObject({ days: wholeNumber(1, 366).default(30) }),
      answer: etrAccuracyAnswer,
      problems: { 404: 'There is no such operation.' },
    },
    async ({ query: { days }, part }) => {
      const state = await stateFound(operations, part('id'));
      const now = new Date(operations.now());
      const [judged, mode, model] = await Promise.all([
        readJudgedIncidents(sql, part('id'), { days, now }),
        stormMode(sql, part('id'), now),
        restorationModels.of(part('id'), state.network),
      ]);
      return {
        days,
        restored: judged.length,
        bySource: [...judgeEstimates(judged)],
        model: {
          state: stateOf(state.kind === 'drill', mode.storm, model.enough),
          outages: model.outages,
          incidentsLastHour: mode.lastHour,
          stormLimit: mode.limit,
          factor: model.calibration.factor,
          calibratedBy: model.calibration.outages,
        },
      };
    },
  );
};

const stateOf = (drill: boolean, storm: boolean, enough: boolean): EtrAccuracyAnswer['model']['state'] => {
  if (drill) return 'drill';
  if (storm) return 'storm';
  return enough ? 'learned' : 'defaults';
};
