import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import { type Incident, initialState, type OperationState } from '@relight/shared/operation/state';
import { describe, expect, test } from 'vitest';
import { endingOf } from './ending.ts';
import { whyUs } from './why-us.ts';

const at = '2026-11-23T06:27:00.000Z';
const crew = (id: CrewId, lon: number, certificates: CrewOnRoster['certificates']): CrewOnRoster =>
  ({
    id,
    name: { zh: id, en: id },
    kind: 'repair',
    persons: 4,
    certificates,
    base: { name: { zh: '', en: '' }, lon, lat: 30 },
    position: null,
  }) as unknown as CrewOnRoster;

const incident = { place: { deviceClass: 'ACLineSegment', lon: 120, lat: 30 } } as unknown as Incident;
const qualified: CrewOnRoster['certificates'] = ['highVoltage', 'height'];
const onDuty = (...crews: readonly string[]): OperationState => ({
  ...initialState,
  onDuty: Object.fromEntries(crews.map((id) => [id, at])),
});

describe('why this crew', () => {
  test('it is the nearest of those that are free and qualified', () => {
    const roster = [crew('crew_far', 120.2, qualified), crew('crew_us', 120.1, qualified)];
    const why = whyUs(onDuty('crew_us', 'crew_far'), incident, 'crew_us', roster, new Map());
    expect(why).toMatchObject({ rank: 1, free: 2, passedOver: null, onDutySince: at });
  });

  test('a nearer one was passed over because it lacks a certificate', () => {
    const roster = [crew('crew_us', 120.1, qualified), crew('crew_near', 120.01, ['highVoltage'])];
    const why = whyUs(onDuty('crew_us', 'crew_near'), incident, 'crew_us', roster, new Map());
    expect(why?.passedOver).toMatchObject({ because: { kind: 'certificate', certificate: 'height' } });
    expect(why?.rank).toBe(1);
  });

  test('the last position counts, not the base', () => {
    const roster = [crew('crew_us', 120.3, qualified), crew('crew_other', 120.1, qualified)];
    const here = new Map([['crew_us' as CrewId, { lon: 120.001, lat: 30 }]]);
    expect(whyUs(onDuty('crew_us', 'crew_other'), incident, 'crew_us', roster, here)?.rank).toBe(1);
  });

  test('nothing is said while the roster is not known', () => {
    expect(whyUs(onDuty('crew_us'), incident, 'crew_us', [], new Map())).toBeNull();
  });
});

describe('how a dispatch ended', () => {
  const line = (event: RecordedEvent['event']): RecordedEvent => ({
    seq: 9,
    at,
    actor: { id: 'usr_1', role: 'dispatcher' },
    command: 'c',
    event,
  });
  const about = { dispatch: 'dsp_1', incident: 'inc_1', crew: 'crew_us' } as const;

  test('is read from the log, with who and when', () => {
    const log = [line({ type: 'crewRecalled', ...about, reason: 'safety' })];
    expect(endingOf('dsp_1', log)).toEqual({ kind: 'recalled', at, by: log[0]?.actor, reason: 'safety' });
    expect(endingOf('dsp_1', [line({ type: 'dispatchTimedOut', ...about })]).kind).toBe('timedOut');
  });

  test('is not guessed', () => {
    expect(endingOf('dsp_2', [line({ type: 'crewRecalled', ...about, reason: 'safety' })]).kind).toBe('unknown');
    expect(endingOf('dsp_1', [line({ type: 'crewEnRoute', ...about, occurredAt: at })]).kind).toBe('unknown');
  });
});
