import { expect, test } from 'vitest';
import { etrStanding, toldEtr } from './etr-standing.ts';
import { given, type TestCommand } from './testing/given.ts';
import { crewOne, dispatcher, system } from './testing/world.ts';

const instant = (minutes: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString();
const opened = (more: object = {}): TestCommand =>
  ({
    type: 'openIncident',
    incident: 'inc_a',
    site: { type: 'device', device: 'F1' },
    since: instant(0),
    reason: 'dispatcherJudgement',
    hazard: false,
    ...more,
  }) as TestCommand;
const etr = (minutes: number, more: object = {}): TestCommand =>
  ({
    type: 'setEtr',
    incident: 'inc_a',
    etr: instant(minutes),
    confidence: 'low',
    reason: 'assessed',
    ...more,
  }) as TestCommand;
const basis = { group: 'fuse, urban', outages: 40, p50Minutes: 70, p80Minutes: 130 };

test('an estimate of the model says so, and what it rests on', () => {
  const { events } = given()
    .and(opened())
    .when(etr(90, { reason: 'history', basis }), { actor: system });
  expect(events).toMatchObject([{ source: 'model', reason: 'history', basis }]);
});

test('the model never speaks over a person whose estimate holds, and may once it has passed', () => {
  const said = given().and(opened()).and(etr(60), { actor: dispatcher });
  expect(said.when(etr(90), { actor: system }).refusal).toBe('etrOfPerson');
  expect(said.when(etr(90), { actor: dispatcher }).refusal).toBeUndefined();
  expect(said.when(etr(90), { actor: system, minutes: 70 }).refusal).toBeUndefined();
  const model = given().and(opened()).and(etr(60), { actor: system });
  expect(model.when(etr(90), { actor: system }).refusal).toBeUndefined();
  expect(model.when(etr(1), { actor: system }).refusal).toBe('etrInPast');
});

test('a crew’s estimate is the crew’s', () => {
  const sent = given()
    .and(opened())
    .and({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true })
    .and({ type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_a', crew: 'crew_one' })
    .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne });
  expect(sent.when(etr(60, { basis }), { actor: crewOne }).events).toEqual([
    expect.not.objectContaining({ basis: expect.anything() }),
  ]);
  expect(sent.and(etr(60), { actor: crewOne }).state.incidents.inc_a?.etr?.source).toBe('crew');
});

test('a planned outage has its end as its estimate', () => {
  const planned = given().when(opened({ reason: 'planned', plannedUntil: instant(120) }), { actor: dispatcher });
  expect(planned.events).toMatchObject([
    { type: 'incidentOpened', confirmedBy: 'planned' },
    { type: 'etrSet', source: 'planned', reason: 'plan', etr: instant(120) },
  ]);
  expect(given().when(opened({ reason: 'planned', plannedUntil: instant(0) })).refusal).toBe('etrInPast');
});

test('an estimate is due for renewal from 15 minutes before it', () => {
  const incident = given().and(opened()).and(etr(60)).state.incidents.inc_a;
  if (incident === undefined) throw new Error('no incident');
  expect(etrStanding({ ...incident, etr: null }, instant(0))).toBe('none');
  expect(etrStanding(incident, instant(44))).toBe('valid');
  expect(etrStanding(incident, instant(45))).toBe('dueSoon');
  expect(etrStanding(incident, instant(60))).toBe('overdue');
  expect(etrStanding({ ...incident, status: 'restored' }, instant(70))).toBe('none');
});

test('an estimate that has passed is told as overdue, without its time', () => {
  const incident = given().and(opened()).and(etr(60)).state.incidents.inc_a;
  if (incident === undefined) throw new Error('no incident');
  expect(toldEtr({ ...incident, etr: null }, instant(0))).toEqual({ etr: null, etrStanding: 'none' });
  expect(toldEtr(incident, instant(59))).toEqual({ etr: instant(60), etrStanding: 'due' });
  expect(toldEtr(incident, instant(60))).toEqual({ etr: null, etrStanding: 'overdue' });
  expect(toldEtr({ ...incident, status: 'restored' }, instant(30))).toEqual({ etr: null, etrStanding: 'none' });
});
