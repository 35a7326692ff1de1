import { describe, expect, test } from 'vitest';
import { totals } from '../readings/totals.ts';
import { customersOut, deadSections, totalCustomersOut } from './customers-out.ts';
import { given, type TestCommand } from './testing/given.ts';
import { crewOne, crewTwo, dispatcher, manager } from './testing/world.ts';

const instant = (minutes: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString();

const reports = (...ids: string[]) => ({ ids, firstAt: instant(0), lastAt: instant(0), hazard: false });
const predict = (incident: `inc_${string}`, device: string, absorbs: `inc_${string}`[] = []): TestCommand => ({
  type: 'predictOutage',
  incident,
  device,
  reports: reports(`r-${incident}`),
  ruling: { rule: 'transformer', evidence: { calls: 2 } },
  absorbs,
});
const confirm = (incident: `inc_${string}`): TestCommand => ({
  type: 'confirmOutage',
  incident,
  reason: 'crewFinding',
});
const duty = (crew: `crew_${string}`): TestCommand => ({ type: 'setCrewDuty', crew, onDuty: true });
const send = (dispatch: `dsp_${string}`, incident: `inc_${string}`, crew: `crew_${string}`): TestCommand => ({
  type: 'dispatchCrew',
  dispatch,
  incident,
  crew,
});
const restore = (incident: `inc_${string}`, step: `stp_${string}`, customers: number | 'all'): TestCommand => ({
  type: 'restoreSupply',
  incident,
  step,
  means: 'repair',
  scope: customers === 'all' ? { type: 'all' } : { type: 'count', customers },
  verification: 'crew',
});

describe('a danger that a crew finds', () => {
  const found = () =>
    given()
      .and(predict('inc_a', 'F3'))
      .and(duty('crew_one'))
      .and(send('dsp_1', 'inc_a', 'crew_one'), { actor: dispatcher })
      .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne })
      .and({ type: 'addNote', incident: 'inc_a', text: 'wire down', hazard: true }, { actor: crewOne });

  test('stands at the incident, and puts it first, at once', () => {
    const before = given().and(predict('inc_a', 'F3')).state.incidents.inc_a;
    expect(before).toMatchObject({ hazard: false, priority: 2 });
    expect(found().state.incidents.inc_a).toMatchObject({ hazard: true, priority: 1, notes: 1 });
  });

  test('said again changes nothing but the notes; gone, it gives the priority back', () => {
    const again = found().when({ type: 'addNote', incident: 'inc_a', text: 'still down', hazard: true });
    expect(again.events).toEqual([{ type: 'noteAdded', incident: 'inc_a', text: 'still down' }]);
    const plain = found().and({ type: 'addNote', incident: 'inc_a', text: 'pole 23' });
    expect(plain.state.incidents.inc_a).toMatchObject({ hazard: true, priority: 1, notes: 2 });
    const safe = plain.and({ type: 'addNote', incident: 'inc_a', text: 'earthed', hazard: false });
    expect(safe.state.incidents.inc_a).toMatchObject({ hazard: false, priority: 2 });
  });
});

describe('an outage from the first call to the last customer', () => {
  test('is predicted with everyone behind the device, and ranks by the hospital behind it', () => {
    const { events, state } = given().when(predict('inc_a', 'F1'));
    expect(events).toMatchObject([{ type: 'outagePredicted', number: 1, priority: 1, extent: { customers: 1000 } }]);
    expect(totalCustomersOut(state)).toBe(1000);
  });

  test('goes all the way to closed, with the customer-minutes that its steps imply', () => {
    // Ten sections of 100 customers: 400 back after 40 min, 600 after 100 min, counted from the first call.
    const life = given()
      .and(duty('crew_one'))
      .and(predict('inc_a', 'F1'))
      .and(send('dsp_1', 'inc_a', 'crew_one'), { actor: dispatcher })
      .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne })
      .and({ type: 'departForSite', dispatch: 'dsp_1' }, { actor: crewOne })
      .and({ type: 'arriveOnSite', dispatch: 'dsp_1' }, { actor: crewOne })
      .and(confirm('inc_a'), { actor: crewOne })
      .and({ ...restore('inc_a', 'stp_1', 400), occurredAt: instant(40) } as TestCommand, { minutes: 60 })
      .and({ ...restore('inc_a', 'stp_2', 'all'), occurredAt: instant(100) } as TestCommand, { minutes: 60 })
      .and({ type: 'completeFieldWork', dispatch: 'dsp_1' }, { actor: crewOne });
    expect(life.state.incidents.inc_a).toMatchObject({ status: 'restored', customerMinutes: 400 * 40 + 600 * 100 });
    const { events, state } = life.when({ type: 'closeIncident', incident: 'inc_a', cause: 'treeDown' });
    expect(events).toMatchObject([{ type: 'incidentClosed', customersInterrupted: 1000, customerMinutes: 76_000 }]);
    expect(state.incidents).toEqual({});
    expect(state.finished).toMatchObject({ incidents: 1, customerMinutes: 76_000 });
  });

  test('counts the worked example of a partial restoration: 500,000 customer-minutes, not 1,140,000', () => {
    const area: TestCommand = {
      type: 'openIncident',
      incident: 'inc_v',
      site: {
        type: 'area',
        outline: [
          [120, 30],
          [120.1, 30],
          [120.1, 30.1],
          [120, 30],
        ],
        customers: 6000,
        name: '示例',
        area: 'urban',
      },
      since: instant(0),
      reason: 'dispatcherJudgement',
      hazard: false,
    };
    const at = (customers: number | 'all', step: `stp_${string}`, minute: number): TestCommand =>
      ({ ...restore('inc_v', step, customers), occurredAt: instant(minute) }) as TestCommand;
    const end = given()
      .and(area)
      .and(at(3500, 'stp_1', 40), { minutes: 60 })
      .and(at(1000, 'stp_2', 75), { minutes: 60 })
      .and(at(1500, 'stp_3', 190), { minutes: 120 });
    expect(end.state.incidents.inc_v?.customerMinutes).toBe(500_000);
    expect(end.state.incidents.inc_v?.status).toBe('restored');
  });
});

describe('extents', () => {
  test('never overlap: an outage upstream counts only those who are not out already', () => {
    const { state } = given().and(predict('inc_a', 'F1')).and(confirm('inc_a')).when(predict('inc_b', 'R'));
    const [a, b] = [state.incidents.inc_a, state.incidents.inc_b];
    expect(a && customersOut(a)).toBe(1000);
    expect(b && deadSections(b)).toEqual([10, 20]);
    expect(totalCustomersOut(state)).toBe(2000);
  });

  test('roll up: moving upstream absorbs the predictions below, once', () => {
    const { events, state } = given()
      .and(predict('inc_a', 'F1'))
      .and(predict('inc_b', 'F2'))
      .when({
        type: 'moveOutage',
        incident: 'inc_a',
        device: 'R',
        absorbs: ['inc_b'],
        ruling: { rule: 'recloser', evidence: { laterals: 2 } },
        reports: null,
      });
    expect(events.map((event) => event.type)).toEqual(['outageMoved', 'incidentMerged']);
    expect(totalCustomersOut(state)).toBe(2000);
    expect(state.incidents.inc_a?.reports.count).toBe(2);
    expect(state.finished.recent).toMatchObject([{ id: 'inc_b', end: 'merged', mergedInto: 'inc_a' }]);
  });

  test('a rule never moves what a person has confirmed; a person may', () => {
    const confirmed = given().and(predict('inc_a', 'F1')).and(confirm('inc_a'));
    const move = (ruling: { rule: string; evidence: Record<string, number> } | null): TestCommand => ({
      type: 'moveOutage',
      incident: 'inc_a',
      device: 'R',
      absorbs: [],
      ruling,
      reports: null,
    });
    expect(confirmed.when(move({ rule: 'recloser', evidence: {} })).refusal).toBe('incidentNotPredicted');
    expect(confirmed.when(move(null), { actor: dispatcher }).refusal).toBeUndefined();
  });

  test('a device that is wholly dark already cannot go dark again', () => {
    expect(given().and(predict('inc_a', 'R')).when(predict('inc_b', 'F1')).refusal).toBe('alreadyDark');
  });

  test('restoring below a device gives back just that part', () => {
    const { state } = given()
      .and(predict('inc_a', 'R'))
      .and(confirm('inc_a'))
      .when({
        type: 'restoreSupply',
        incident: 'inc_a',
        step: 'stp_1',
        means: 'switching',
        scope: { type: 'below', devices: ['F2'] },
      });
    expect(state.incidents.inc_a).toMatchObject({ status: 'partiallyRestored', restored: { customers: 1000 } });
    expect(state.incidents.inc_a && deadSections(state.incidents.inc_a)).toEqual([0, 10]);
  });
});

describe('guards of the life', () => {
  const predicted = () => given().and(duty('crew_one')).and(predict('inc_a', 'F1'));
  const confirmed = () => predicted().and(confirm('inc_a'));
  const restored = () => confirmed().and(restore('inc_a', 'stp_1', 'all'), { minutes: 30 });

  test('nothing is restored before it is confirmed, nor twice', () => {
    expect(predicted().when(restore('inc_a', 'stp_1', 'all')).refusal).toBe('incidentNotConfirmed');
    expect(restored().when(restore('inc_a', 'stp_2', 'all')).refusal).toBe('nothingToRestore');
    const partly = confirmed().and(restore('inc_a', 'stp_1', 100));
    expect(partly.when(restore('inc_a', 'stp_1', 100)).refusal).toBe('stepExists');
    expect(partly.when(restore('inc_a', 'stp_2', 901)).refusal).toBe('tooManyCustomers');
  });

  test('the last customer back needs a verification', () => {
    const { verification: _none, ...unverified } = restore('inc_a', 'stp_1', 'all') as Extract<
      TestCommand,
      { type: 'restoreSupply' }
    >;
    expect(confirmed().when(unverified).refusal).toBe('verificationMissing');
  });

  test('closing needs restoration and released crews', () => {
    const close: TestCommand = { type: 'closeIncident', incident: 'inc_a', cause: 'unknown' };
    expect(confirmed().when(close).refusal).toBe('incidentNotRestored');
    expect(
      restored()
        .and(send('dsp_1', 'inc_a', 'crew_one'))
        .when(close).refusal,
    ).toBe('incidentHasCrews');
    expect(restored().when(close).refusal).toBeUndefined();
  });

  test('what was judged on an older picture is refused as stale', () => {
    const before = predicted();
    const seen = before.state.incidents.inc_a?.changedSeq ?? 0;
    const later = before.and(confirm('inc_a'));
    expect(later.when({ type: 'cancelIncident', incident: 'inc_a', reason: 'powerOn', basedOn: seen }).refusal).toBe(
      'stale',
    );
    expect(
      before.when({ type: 'cancelIncident', incident: 'inc_a', reason: 'powerOn', basedOn: seen }).refusal,
    ).toBeUndefined();
  });

  test('a reopening for customers still out takes their minutes back and runs on from the start', () => {
    const life = restored();
    const counted = life.state.incidents.inc_a?.customerMinutes ?? 0;
    const reopened = life.and({
      type: 'reopenIncident',
      incident: 'inc_a',
      reason: 'stillOut',
      scope: { type: 'count', customers: 300 },
    });
    expect(reopened.state.incidents.inc_a).toMatchObject({
      status: 'partiallyRestored',
      customerMinutes: counted * 0.7,
    });
    const again = reopened.and(restore('inc_a', 'stp_2', 'all'), { minutes: 9 });
    const total = again.state.incidents.inc_a?.customerMinutes ?? 0;
    expect(total).toBeCloseTo(counted * 0.7 + 300 * (counted / 1000 + 10), 6);
  });

  test('a reopening for customers out again starts a new interruption', () => {
    const life = restored();
    const counted = life.state.incidents.inc_a?.customerMinutes ?? 0;
    const again = life
      .and({ type: 'reopenIncident', incident: 'inc_a', reason: 'outAgain', scope: { type: 'all' } }, { minutes: 60 })
      .and(restore('inc_a', 'stp_2', 'all'), { minutes: 5 });
    expect(again.state.incidents.inc_a?.customerMinutes).toBeCloseTo(counted + 1000 * 5, 6);
  });

  test('an estimate is never in the past, nor unchanged', () => {
    const etr = (minutes: number): TestCommand => ({
      type: 'setEtr',
      incident: 'inc_a',
      etr: instant(minutes),
      confidence: 'low',
      reason: 'assessed',
    });
    expect(predicted().when(etr(-5)).refusal).toBe('etrInPast');
    expect(predicted().when(etr(60 * 24 * 20)).refusal).toBe('etrTooFar');
    expect(predicted().and(etr(90)).when(etr(90)).refusal).toBe('etrUnchanged');
  });

  test('no phone number, identity number or address gets into the log', () => {
    for (const text of [
      'call 138 1234 5678',
      '身份证11010119900307123X',
      'mail me: a.b@example.com',
      '0571-88881234',
    ]) {
      expect(predicted().when({ type: 'addNote', incident: 'inc_a', text }).refusal, text).toBe('personalData');
    }
    expect(
      predicted().when({ type: 'addNote', incident: 'inc_a', text: '23# 杆断线, 10 kV, 2 poles' }).refusal,
    ).toBeUndefined();
  });
});

describe('the dispatch', () => {
  const ready = () =>
    given().and(duty('crew_one')).and(duty('crew_two')).and(predict('inc_a', 'F1')).and(predict('inc_b', 'F2'));

  test('goes only to a crew that is on duty, free and qualified', () => {
    const all = ready().and(duty('crew_low')).and(duty('crew_alone'));
    expect(
      given()
        .and(predict('inc_a', 'F1'))
        .when(send('dsp_1', 'inc_a', 'crew_one')).refusal,
    ).toBe('crewOffDuty');
    expect(all.and(send('dsp_1', 'inc_a', 'crew_one')).when(send('dsp_2', 'inc_b', 'crew_one')).refusal).toBe(
      'crewBusy',
    );
    expect(all.when(send('dsp_1', 'inc_a', 'crew_low')).refusal).toBe('crewNotQualified');
    expect(all.when(send('dsp_1', 'inc_a', 'crew_alone')).refusal).toBe('crewNotQualified');
    expect(all.when(send('dsp_1', 'inc_a', 'crew_ghost')).refusal).toBe('crewUnknown');
  });

  test('records how far the crew was and when it must answer', () => {
    const { events } = ready().when(send('dsp_1', 'inc_a', 'crew_one'));
    expect(events[0]).toMatchObject({ type: 'crewDispatched', distanceM: 4815, answerBy: instant(9) });
  });

  test('is answered by the crew it was offered to, in order, and by nobody else', () => {
    const offered = ready().and(send('dsp_1', 'inc_a', 'crew_one'));
    const accept: TestCommand = { type: 'acceptDispatch', dispatch: 'dsp_1' };
    expect(offered.when(accept, { actor: crewTwo }).refusal).toBe('notYourDispatch');
    expect(offered.when({ type: 'arriveOnSite', dispatch: 'dsp_1' }, { actor: crewOne }).refusal).toBe(
      'dispatchNotEnRoute',
    );
    expect(offered.and(accept, { actor: crewOne }).when(accept, { actor: crewOne }).refusal).toBe('dispatchNotOffered');
  });

  test('times out only after its time, and never once it has been answered', () => {
    const offered = ready().and(send('dsp_1', 'inc_a', 'crew_one'));
    const expire: TestCommand = { type: 'expireDispatch', dispatch: 'dsp_1' };
    expect(offered.when(expire).refusal).toBe('answerStillDue');
    expect(offered.when(expire, { minutes: 4 }).events).toMatchObject([{ type: 'dispatchTimedOut' }]);
    const accepted = offered.and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne });
    expect(accepted.when(expire, { minutes: 10 }).refusal).toBe('dispatchNotOffered');
  });

  test('an entry made late keeps its own time, within reason', () => {
    const offered = ready().and(send('dsp_1', 'inc_a', 'crew_one'));
    const at = (minutes: number): TestCommand => ({
      type: 'acceptDispatch',
      dispatch: 'dsp_1',
      occurredAt: instant(minutes),
    });
    expect(offered.when(at(7), { actor: crewOne, minutes: 20 }).events).toMatchObject([{ occurredAt: instant(7) }]);
    expect(offered.when(at(90), { actor: crewOne }).refusal).toBe('timeInFuture');
    expect(offered.when(at(1), { actor: crewOne }).refusal).toBe('timeTooEarly');
  });

  test('a crew reports only on the incident it was sent to', () => {
    const sent = ready()
      .and(send('dsp_1', 'inc_a', 'crew_one'))
      .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne });
    const note = (incident: `inc_${string}`): TestCommand => ({ type: 'addNote', incident, text: 'pole down' });
    expect(sent.when(note('inc_b'), { actor: crewOne }).refusal).toBe('notYourDispatch');
    expect(sent.when(note('inc_a'), { actor: crewOne }).refusal).toBeUndefined();
  });

  test('a crew warns of danger at any incident, and calls the warning off only where it was sent', () => {
    const warning = (hazard: boolean): TestCommand => ({
      type: 'addNote',
      incident: 'inc_b',
      text: 'wire down',
      hazard,
    });
    const warned = ready().and(warning(true), { actor: crewOne });
    expect(warned.state.incidents.inc_b?.hazard).toBe(true);
    expect(warned.when(warning(false), { actor: crewOne }).refusal).toBe('notYourDispatch');
  });
});

describe('who may do what', () => {
  test('viewers and walls may order nothing, and only managers set the response level', () => {
    const level: TestCommand = {
      type: 'setResponseLevel',
      level: 'III',
      matters: '台风',
      expectedUntil: null,
      measures: '全员到岗',
    };
    for (const role of ['viewer', 'wall', 'intake'] as const) {
      expect(given().when(predict('inc_a', 'F1'), { actor: { id: 'u', role } }).refusal).toBe('notPermitted');
      expect(given().when(level, { actor: { id: 'u', role } }).refusal).toBe('notPermitted');
    }
    expect(given().when(level, { actor: dispatcher }).refusal).toBe('notPermitted');
    expect(given().when(level, { actor: manager }).events).toMatchObject([{ type: 'responseLevelSet', level: 'III' }]);
  });
});

describe('headline figures', () => {
  test('add up', () => {
    const { state, at } = given()
      .and(predict('inc_a', 'F1'))
      .and(confirm('inc_a'))
      .and(predict('inc_b', 'F3'))
      .and(restore('inc_a', 'stp_1', 400), { minutes: 10 });
    expect(totals(state, at)).toMatchObject({
      incidentsOpen: 2,
      out: { confirmed: 600, predicted: 1000 },
      customersRestored: 400,
      important: { confirmed: 1, predicted: 0 },
      overdue: 0,
    });
    expect(state.curve.at(-1)).toMatchObject({ customersOut: 600, customersPredicted: 1000 });
  });
});
