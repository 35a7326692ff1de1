import { metersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import { must } from '@relight/shared/must';
import { readsCallers } from '@relight/shared/operation/authorize';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { orNoOperation } from '../operations/found.ts';
import type { Prediction } from './service.ts';

/** Which meters to ask: for head ends, which poll it, and for the desk. Nobody is asked by this program itself. */
export const askingRoutes = (app: App, { prediction }: { prediction: Pick<Prediction, 'metersToAsk'> }): void => {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/meters-to-ask',
      tag: 'Intake',
      summary: 'The meters whose answers would tell most about what has failed',
      description:
        'Of each outage that is only predicted, at most six, in the order in which to ask them; at most 200 in all. A head end polls this, asks the ' +
        'meters, and sends what it learns as meter events: `asked` when it has asked one, then `powerOn` or `noResponse`. A meter that was ' +
        'asked, or has spoken, is not named again for ten minutes. Asking changes nothing here. A viewer and a ' +
        'wall are named none: the first meter of a lone call is the caller’s own.',
      query: z.object({ incident: z.string().max(100).optional() }),
      answer: metersToAskAnswer,
      problems: { 404: 'There is no such operation.' },
    },
    async ({ c, part, query }) => {
      const answer = orNoOperation(await prediction.metersToAsk(part('id'), query.incident));
      const { role } = must(c.get('who'), 'who asks meters').actor;
      // A key of the intake is a head end's, which asks them.
      return role === 'intake' || readsCallers(role) ? answer : { ...answer, meters: [], asked: [] };
    },
  );
};
