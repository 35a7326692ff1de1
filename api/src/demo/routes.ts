import { demoLife } from '@relight/shared/http/session';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import type { DemoLifeSwitch } from './life-switch.ts';

/** The simulated people of the demo city: whether there are any, and a way to let them rest. */
export const demoRoutes = (app: App, { life }: { life: DemoLifeSwitch }): void => {
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
      body: z.strictObject({ paused: z.boolean() }),
      answer: demoLife,
      problems: { 404: 'There are no simulated people here.' },
    },
    ({ body: { paused } }) => {
      if (!life.now().available) throw notFound('The demo');
      life.setPaused(paused);
      return life.now();
    },
  );
};
