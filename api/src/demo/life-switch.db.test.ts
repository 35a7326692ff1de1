import { createTestDatabase } from '@relight/db/testing';
import { expect, onTestFinished, test } from 'vitest';
import { createDemoLifeSwitch } from './life-switch.ts';

test('who pauses the simulated people finds them paused after a restart, and at work after one once they were resumed', async () => {
  const { tables, drop } = await createTestDatabase();
  onTestFinished(drop);
  const told: boolean[] = [];
  const life = await createDemoLifeSwitch(tables);
  expect(life.now()).toEqual({ available: false, paused: false });
  life.arrive(async (paused) => void told.push(paused));
  await life.setPaused(true);
  expect((await createDemoLifeSwitch(tables)).now().paused).toBe(true);
  await life.setPaused(false);
  expect((await createDemoLifeSwitch(tables)).now().paused).toBe(false);
  expect(told).toEqual([true, false]);
});
