import { expect, test } from 'vitest';
import type { TestCommand } from '../operation/testing/given.ts';
import { given } from '../operation/testing/given.ts';
import { dispatcher, system } from '../operation/testing/world.ts';

const basis = { group: 'level=HV', outages: 60, p50Minutes: 80, p80Minutes: 140 };
const etr = (time: string, more: object = {}): TestCommand =>
  ({
    type: 'setEtr',
    incident: 'inc_a',
    etr: `2026-11-24T${time}:00.000Z`,
    confidence: 'low',
    reason: 'history',
    ...more,
  }) as TestCommand;
const open = () =>
  given().and({
    type: 'openIncident',
    incident: 'inc_a',
    site: { type: 'device', device: 'F1' },
    since: '2026-11-24T08:00:00.000Z',
    reason: 'dispatcherJudgement',
    hazard: false,
  });
const now = (scenario: ReturnType<typeof given>) => scenario.state.incidents.inc_a?.etr;

test('what a program says is the model’s with its basis, or a default, and never a person’s', () => {
  expect(now(open().and(etr('10:30', { basis }), { actor: system }))).toMatchObject({ source: 'model', basis });
  const promised = open().and(etr('11:45', { reason: 'commitment' }), { actor: system });
  expect(now(promised)).toMatchObject({ source: 'default' });
  expect(now(promised)?.basis).toBeUndefined();
});

test('a person who says the same as the model stands for it from then on', () => {
  const model = open().and(etr('10:30', { basis }), { actor: system });
  expect(model.when(etr('10:30', { basis }), { actor: system }).refusal).toBe('etrUnchanged');
  const person = model.and(etr('10:30', { reason: 'assessed' }), { actor: dispatcher });
  expect(now(person)).toMatchObject({ source: 'dispatcher' });
  expect(now(person)?.basis).toBeUndefined();
  expect(person.when(etr('12:00', { basis }), { actor: system }).refusal).toBe('etrOfPerson');
});
