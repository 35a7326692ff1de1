import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chance, seeded } from '../network/seeded.ts';
import type { Command } from '../operation/commands.ts';
import { figuresAt, NOBODY, totalCustomersOut } from '../operation/customers-out.ts';
import { decide } from '../operation/decide.ts';
import type { RecordedEvent } from '../operation/events.ts';
import { evolve } from '../operation/evolve.ts';
import { initialState, type OperationState } from '../operation/state.ts';
import { system, testContext } from '../operation/testing/world.ts';
import { type Course, courseFrom, follow } from './course.ts';
import { largestEpisode } from './episode.ts';
import { allOut, anybodyOut } from './figures-out.ts';
import { milestonesOf } from './milestones.ts';

const START = Date.parse('2026-11-24T08:00:00.000Z');
const clock = (minute: number) => new Date(START + minute * 60_000).toISOString();
const DEVICES = ['B', 'R', 'F1', 'F2', 'F3'] as const;

type Id = `inc_${string}`;

/** Anything that may happen to an outage, in any order; what the rules refuse does not happen. */
const commandOf = (chance: Chance, n: number, { incidents, finished }: OperationState): Command => {
  const open = Object.keys(incidents) as Id[];
  const any = () => (open.length === 0 ? 'inc_none' : chance.pick(open));
  const id = `cmd_${n}`;
  const incident = any();
  const fresh: Id = `inc_${n}`;
  const device = chance.pick(DEVICES);
  const reports = { ids: [`r${n}`], firstAt: clock(n), lastAt: clock(n), hazard: false };
  const ruling = { rule: 'transformer', evidence: { calls: 2 } };
  const basedOn = 1e6;
  switch (chance.whole(0, 14)) {
    case 0:
    case 1:
      return { id, type: 'predictOutage', incident: fresh, device, reports, ruling, absorbs: [] };
    case 2: {
      const nestedIn = chance.pick([any(), ...finished.recent.map((line) => line.id)]);
      return { id, type: 'predictOutage', incident: fresh, device, reports, ruling, absorbs: [], nestedIn };
    }
    case 3:
      return {
        id,
        type: 'openIncident',
        incident: fresh,
        site: { type: 'device', device },
        since: clock(n),
        reason: chance.pick(['crewFinding', null] as const),
        hazard: false,
      };
    case 4:
    case 5:
      return { id, type: 'confirmOutage', incident, reason: 'crewFinding', basedOn };
    case 6:
      return { id, type: 'moveOutage', incident, device, absorbs: [], ruling, reports: null, basedOn };
    case 7:
      return { id, type: 'mergeIncident', incident, into: any(), basedOn };
    case 8: {
      const from = any();
      const absorbed = incidents[from]?.absorbed[0]?.id ?? incident;
      return { id, type: 'unmergeIncident', incident: absorbed, from, basedOn };
    }
    case 9:
      return { id, type: 'splitIncident', incident, parts: [{ incident: fresh, device }], basedOn };
    case 10:
    case 11: {
      const scope = chance.pick([
        { type: 'all' },
        { type: 'below', devices: [device] },
        { type: 'count', customers: 300 },
      ] as const);
      const what = { incident, step: `stp_${n}`, means: 'repair', verification: 'crew' } as const;
      return {
        id,
        type: 'restoreSupply',
        ...what,
        scope: scope.type === 'below' ? { ...scope, devices: [device] } : scope,
        basedOn,
      };
    }
    case 12:
      return {
        id,
        type: 'reopenIncident',
        incident,
        reason: chance.pick(['stillOut', 'outAgain'] as const),
        scope: { type: 'all' },
        basedOn,
      };
    case 13:
      return { id, type: 'cancelIncident', incident, reason: 'duplicate', basedOn };
    default:
      return { id, type: 'closeIncident', incident, cause: 'unknown', basedOn };
  }
};

test('at every moment of any life the course says how many are out, as the state and the curve do', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const chance = seeded(seed);
      const opened: RecordedEvent['event'] = {
        type: 'operationOpened',
        kind: 'live',
        name: { zh: '试验', en: 'Test' },
        network: 'test-1',
      };
      const first = { seq: 1, at: clock(0), actor: system, command: 'cmd_0', event: opened };
      let state = evolve(initialState, first);
      let course: Course = courseFrom(state);
      const all: RecordedEvent[] = [];
      for (let n = 1; n <= 40; n++) {
        const command = commandOf(chance, n, state);
        const decision = decide(state, command, testContext({ at: clock(n), actor: system }));
        if (!decision.ok) continue;
        const kind = 'nestedIn' in command ? 'nested' : command.type;
        met.set(kind, (met.get(kind) ?? 0) + 1);
        for (const event of decision.events) {
          const line = { seq: state.seq + 1, at: clock(n), actor: system, command: command.id, event };
          state = evolve(state, line);
          course = follow(course, [line]);
          all.push(line);
          const last = state.curve.at(-1);
          expect(course.out).toEqual(allOut(state));
          expect(last === undefined ? NOBODY : figuresAt(last)).toEqual(allOut(state));
          expect(course.out.confirmed + course.out.predicted).toBe(totalCustomersOut(state));
        }
        const episode = largestEpisode(course);
        expect(episode !== null).toBe(anybodyOut(course.out));
        const told = milestonesOf(course.turns, episode?.seq ?? 1).map(({ kind }) => kind);
        if (anybodyOut(course.out)) expect(told).not.toContain('allBack');
        if (episode !== null) expect(told[0]).toBeDefined();
      }
      expect(follow(courseFrom(evolve(initialState, first)), all)).toEqual(course);
    }),
    { numRuns: 150, seed: 20261130 },
  );
  const lived = ['nested', 'splitIncident', 'mergeIncident', 'unmergeIncident', 'reopenIncident', 'moveOutage'];
  expect(lived.filter((kind) => (met.get(kind) ?? 0) <= 5)).toEqual([]);
});
