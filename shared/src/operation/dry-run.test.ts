import { describe, expect, test } from 'vitest';
import type { Command } from './commands.ts';
import { dryRun } from './dry-run.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';
import { dispatcher } from './testing/world.ts';

/** What a form is told before anything is sent: it has the record, but neither network nor roster. */
const told = ({ state }: Scenario, command: TestCommand) =>
  dryRun(state, { id: 'try', ...command } as Command, { actor: dispatcher, at: '2026-11-24T09:00:00.000Z' });

const outage = given(
  ring([
    [100, 100],
    [100, 100],
  ]),
).and(
  {
    type: 'openIncident',
    incident: 'inc_1',
    site: { type: 'device', device: 'B' },
    since: '2026-11-24T08:00:00.000Z',
    reason: 'dispatcherJudgement',
    hazard: false,
  },
  { actor: dispatcher },
);
let steps = 0;
const switching = (...words: readonly string[]): TestCommand => {
  steps += 1;
  return {
    type: 'recordSwitching',
    step: `stp_${steps}`,
    incident: 'inc_1',
    operations: words.map((word) => {
      const [action, element] = word.split(' ');
      return { action, element } as { action: 'open'; element: string };
    }),
    verification: 'crew',
  };
};
const tag = (id: `tag_${string}`, device: string): TestCommand => ({
  type: 'placeTag',
  tag: id,
  device,
  incident: 'inc_1',
});

describe('before a switching order is sent, the record tells what cannot have happened', () => {
  const opened = outage.and(switching('open S1'));

  test.each([
    ['what stands open is not opened', opened, ['open S1'], 'alreadyInPosition'],
    ['nor at any later step of the order', opened, ['close T', 'open S1'], 'alreadyInPosition'],
    ['a tagged switch is not closed', opened.and(tag('tag_1', 'S1')), ['close S1'], 'deviceTagged'],
    ['what nobody has cut is not mended', opened, ['mend L1'], 'alreadyInPosition'],
    ['no generator leaves where none is', opened, ['disconnectGenerator N1'], 'nothingConnected'],
  ] as const)('%s', (_, scenario, words, code) => {
    expect(scenario.when(switching(...words), { actor: dispatcher }).refusal).toBe(code);
    expect(told(scenario, switching(...words))).toBe(code);
  });

  test.each([
    ['what it does itself counts from there on', ['close S1', 'open S1', 'close S1']],
    ['what only the network tells is left to the server', ['open B', 'open L1']],
  ] as const)('%s', (_, words) => {
    expect(told(opened, switching(...words))).toBe(null);
  });
});

test('a permit between switches that are not tagged is refused before it is sent, and one that holds is not', () => {
  const permit: TestCommand = {
    type: 'issuePermit',
    permit: 'pmt_1',
    incident: 'inc_1',
    crew: 'crew_one',
    isolation: ['S1'],
    backFeedsIsolated: true,
    groundsConfirmed: true,
  };
  const opened = outage.and(switching('open S1'));
  expect(opened.when(permit, { actor: dispatcher }).refusal).toBe('permitNeedsOpenTagged');
  expect(told(opened, permit)).toBe('permitNeedsOpenTagged');
  expect(told(opened.and(tag('tag_1', 'S1')), permit)).toBe(null);
});
