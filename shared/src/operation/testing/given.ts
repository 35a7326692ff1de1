import type { NetworkFacts } from '../../network/facts.ts';
import type { Command } from '../commands.ts';
import type { Context } from '../context.ts';
import { decide } from '../decide.ts';
import type { Actor, OperationEvent, RecordedEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { RefusalCode } from '../refusals.ts';
import { initialState, type OperationState } from '../state.ts';
import { testContext, testNetwork } from './world.ts';

type WithoutId<One> = One extends Command ? Omit<One, 'id'> : never;
export type TestCommand = WithoutId<Command>;

export type Scenario = {
  /** Carries out a command that must be accepted, `minutes` after the one before it. */
  and(command: TestCommand, options?: Partial<Context> & { minutes?: number; actor?: Actor }): Scenario;
  /** Gives the command that is tested. */
  when(command: TestCommand, options?: Partial<Context> & { minutes?: number; actor?: Actor }): Verdict;
  readonly state: OperationState;
  readonly at: string;
};

export type Verdict = {
  readonly refusal: RefusalCode | undefined;
  readonly events: readonly OperationEvent[];
  readonly state: OperationState;
};

/** Starts a scenario: an open operation on the test network or another, 24 November 2026, 08:00 UTC. */
export const given = (network: NetworkFacts = testNetwork): Scenario =>
  scenario(initialState, Date.parse('2026-11-24T08:00:00.000Z'), 1, network).and({
    type: 'openOperation',
    kind: 'live',
    name: { zh: '试验', en: 'Test' },
    network: 'test-1',
  });

const scenario = (state: OperationState, clock: number, count: number, network: NetworkFacts): Scenario => {
  const judge = (command: TestCommand, options: Partial<Context> & { minutes?: number }) => {
    const at = clock + (options.minutes ?? 1) * 60_000;
    const context = testContext({ network, ...options, at: new Date(at).toISOString() });
    const decision = decide(state, { ...command, id: `cmd-${count}` } as Command, context);
    const events = decision.ok ? decision.events : [];
    const next = events.reduce(
      (current, event) =>
        evolve(current, {
          seq: current.seq + 1,
          at: context.at,
          actor: context.actor,
          command: `cmd-${count}`,
          event,
        } satisfies RecordedEvent),
      state,
    );
    return { at, decision, events, next };
  };
  return {
    state,
    at: new Date(clock).toISOString(),
    and(command, options = {}) {
      const { at, decision, next } = judge(command, options);
      if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.code}`);
      return scenario(next, at, count + 1, network);
    },
    when(command, options = {}) {
      const { decision, events, next } = judge(command, options);
      return { refusal: decision.ok ? undefined : decision.code, events, state: next };
    },
  };
};
