import { setTimeout as sleep } from 'node:timers/promises';
import type { CrewId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunningProduct } from './product.ts';

/** Against hanging alone. */
const PATIENCE_MS = 120_000;

/** The product's address, by name. */
export const originOf = (product: RunningProduct): string => product.url.replace('127.0.0.1', 'localhost');

/** A browser context of its own in which that person of the demo is signed in; nobody, where no role is given. */
export async function newContext(
  { browser, product }: { browser: Browser; product: RunningProduct },
  role: string | null,
  { viewport, locale = 'en-GB' }: { viewport: { width: number; height: number }; locale?: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE_MS);
  if (role === null) return context;
  const account = product.accounts()[role];
  if (account === undefined) throw new Error(`the demo has no ${role}`);
  const { username, password } = account;
  const origin = originOf(product);
  const answer = await context.request.post(`${origin}/api/session`, {
    data: { username, password },
    headers: { origin },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return context;
}

/** The crew that somebody signed in belongs to. */
export const crewOf = async (context: BrowserContext, origin: string): Promise<CrewId> =>
  (await (await context.request.get(`${origin}/api/session`)).json()).user.crew;

/** What a person does to the demo's operation without a page. */
export const atWork = (context: BrowserContext, origin: string) => {
  const operation = `${origin}/api/operations/binjiang`;
  return {
    /** What the server answers about the operation, at `path`. */
    read: async <Answer>(path: string): Promise<Answer> =>
      (await context.request.get(`${operation}/${path}`)).json() as Promise<Answer>,
    state: async (): Promise<OperationState> =>
      ((await (await context.request.get(`${operation}/state`)).json()) as { state: OperationState }).state,
    give: async (command: object): Promise<void> => {
      const answer = await context.request.post(`${operation}/commands`, { data: command, headers: { origin } });
      expect(answer.status(), await answer.text()).toBe(200);
    },
  };
};

/** Finds a thing of the network in the form that is open, and takes the first that is found. */
export const choose = async (page: Page, label: string, sought: string): Promise<void> => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: label }).fill(sought);
  await dialog.getByRole('option').first().waitFor();
  await dialog.getByRole('combobox', { name: label }).press('Enter');
  await dialog
    .getByRole('list', { name: `Chosen: ${label}` })
    .getByRole('listitem')
    .first()
    .waitFor();
};

/**
 * Lets the simulated people rest as soon as they are there, and calls off what they had begun: from then on everything in the city is of
 * the test's own doing.
 */
export async function emptyCity(dispatcher: BrowserContext, origin: string): Promise<void> {
  const pause = () => dispatcher.request.post(`${origin}/api/demo`, { data: { paused: true }, headers: { origin } });
  // They move in a moment after the product has begun to answer.
  while ((await pause()).status() !== 200) await sleep(100);
  const { state, give } = atWork(dispatcher, origin);
  const { incidents, dispatches } = await state();
  for (const dispatch of Object.keys(dispatches)) {
    await give({ id: `clear-${dispatch}`, type: 'recallCrew', dispatch, reason: 'notNeeded' });
  }
  for (const incident of Object.keys(incidents)) {
    await give({ id: `clear-${incident}`, type: 'cancelIncident', incident, reason: 'other' });
  }
}
