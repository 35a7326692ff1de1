import { OpenAPIHono } from '@hono/zod-openapi';
import { switchingPlanCheck } from '@relight/shared/http/switching-plans';
import { buildNetwork } from '@relight/shared/network/build';
import { columnsOf } from '@relight/shared/network/testing/features';
import { given, type Scenario, type TestCommand } from '@relight/shared/operation/testing/given';
import { ringFeatures } from '@relight/shared/operation/testing/ring';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { App } from '../http/endpoint.ts';
import type { Env } from '../http/env.ts';
import { handleError } from '../http/handle-error.ts';
import { openNetwork } from '../networks/store.ts';
import { switchingRoutes } from './routes.ts';

const network = openNetwork(
  buildNetwork(
    columnsOf(
      ringFeatures([
        [50, 50],
        [100, 100],
        [150, 150],
      ]),
    ),
  ),
);

const asking = (life: Scenario) => {
  const app: App = new OpenAPIHono<Env>();
  switchingRoutes(app, {
    operations: { state: async (id) => (id === 'op' ? life.state : undefined) },
    networks: { open: async () => network },
  });
  app.onError(handleError(pino({ level: 'silent' })));
  return async (path: string) => {
    const answer = await app.request(`/api/operations/op/incidents/${path}`);
    return { status: answer.status, body: await answer.json() };
  };
};

const record = (step: `stp_${string}`, action: 'open' | 'close' | 'cut', element: string): TestCommand => ({
  type: 'recordSwitching',
  step,
  incident: 'inc_a',
  operations: [{ action, element }],
  verification: 'crew',
});

/** B tripped; the fault is on line L2, between S1 and S2; the plan feeds the rest from both sides. */
const adopted = () =>
  given(network.facts)
    .and({
      type: 'openIncident',
      incident: 'inc_a',
      site: { type: 'device', device: 'B' },
      since: '2026-11-24T08:00:00.000Z',
      reason: 'telemetry',
      hazard: false,
    })
    .and({ type: 'locateFault', incident: 'inc_a', element: 'L2' })
    .and({
      type: 'adoptSwitchingPlan',
      plan: 'pln_1',
      incident: 'inc_a',
      purpose: 'restoration',
      steps: [
        { action: 'open', device: 'S1', purpose: 'isolate' },
        { action: 'open', device: 'S2', purpose: 'isolate' },
        { action: 'close', device: 'B', purpose: 'reenergise' },
        { action: 'close', device: 'T', purpose: 'backFeed' },
      ],
    });

test('a plan that still fits has no hindrance at any step ahead', async () => {
  const life = adopted().and(record('stp_1', 'open', 'S1'));
  const { body } = await asking(life)('inc_a/switching-plan');
  expect(switchingPlanCheck.parse(body)).toEqual({
    seq: life.state.seq,
    plan: 'pln_1',
    premises: [],
    steps: [
      { number: 2, customers: 0, hindrances: [] },
      { number: 3, customers: 100, hindrances: [] },
      { number: 4, customers: 300, hindrances: [] },
    ],
  });
});

test('what has changed since is said of the step that it breaks', async () => {
  const life = adopted()
    .and({ type: 'placeTag', tag: 'tag_1', device: 'T', incident: 'inc_a' })
    .and(record('stp_1', 'cut', 'L1'));
  const { body } = await asking(life)('inc_a/switching-plan');
  expect(switchingPlanCheck.parse(body).steps).toEqual([
    { number: 1, customers: 0, hindrances: [] },
    { number: 2, customers: 0, hindrances: [] },
    { number: 3, customers: 50, hindrances: [{ why: 'gainsLess', expected: 100, now: 50 }] },
    { number: 4, customers: 300, hindrances: [{ why: 'tag', id: 'tag_1' }] },
  ]);
});

test('a fault that has moved, or has been repaired, makes the plan doubtful as a whole', async () => {
  const premises = async (life: Scenario) =>
    switchingPlanCheck.parse((await asking(life)('inc_a/switching-plan')).body).premises;
  expect(await premises(adopted().and({ type: 'recordRepair', incident: 'inc_a' }))).toEqual(['faultRepaired']);
  const moved = adopted().and({ type: 'locateFault', incident: 'inc_a', element: 'L3' });
  expect(await premises(moved)).toEqual(['faultMoved']);
  const { body } = await asking(moved)('inc_a/switching-plan');
  expect(body.steps[3].hindrances).toContainEqual({ why: 'fault', id: 'inc_a' });
});

test('without a plan under way there is nothing to check, without an incident nobody to ask about', async () => {
  const abandoned = adopted().and({ type: 'abandonSwitchingPlan', plan: 'pln_1', reason: 'mistake' });
  expect((await asking(abandoned)('inc_a/switching-plan')).body).toMatchObject({ plan: null, steps: [] });
  expect((await asking(abandoned)('inc_b/switching-plan')).status).toBe(404);
  expect((await asking(abandoned)('inc_b/normal-state')).status).toBe(404);
});

test('the way back to normal is proposed after the repair', async () => {
  const unrepaired = adopted()
    .and(record('stp_1', 'open', 'S1'))
    .and(record('stp_2', 'open', 'S2'));
  expect((await asking(unrepaired)('inc_a/normal-state')).body).toEqual({ steps: [] });
  const repaired = unrepaired.and({ type: 'recordRepair', incident: 'inc_a' });
  const { body } = await asking(repaired)('inc_a/normal-state');
  expect(body.steps.map((step: { action: string; device: string }) => `${step.action} ${step.device}`)).toEqual([
    'close B',
    'close S1',
    'close S2',
  ]);
});
