import { setTimeout as sleep } from 'node:timers/promises';
import { demoLife } from '@relight/shared/http/session';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import type { Prediction } from '../prediction/service.ts';
import type { DemoLifeSwitch } from './life-switch.ts';

const LONGEST_WAIT_MS = 10_000;

/** The simulated people of the demo city: whether there are any, and a way to let them rest. */
export const demoRoutes = (
  app: App,
  { life, prediction }: { life: DemoLifeSwitch; prediction: Pick<Prediction, 'idle'> },
): void => {
  endpoint(
    app,
    { method: 'get', path: '/api/demo', tag: 'Demo', summary: 'The simulated people', answer: demoLife },
    () => life.now(),
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/demo',
      tag: 'Demo',
      summary: 'Pause or resume the simulated people',
      description:
        'Pausing answers when what they had begun is done, calls placed included: nothing of theirs comes after it.',
      body: z.strictObject({ paused: z.boolean() }),
      answer: demoLife,
      problems: { 404: 'There are no simulated people here.' },
    },
    async ({ body: { paused } }) => {
      if (!life.now().available) throw notFound('The demo');
      await life.setPaused(paused);
      // In a flood that does not end, others keep it busy.
      if (paused) await Promise.race([prediction.idle(), sleep(LONGEST_WAIT_MS, undefined, { ref: false })]);
      return life.now();
    },
  );
};
