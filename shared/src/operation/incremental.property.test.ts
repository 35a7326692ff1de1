import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../network/build.ts';
import { PHASES } from '../network/model.ts';
import { networkFacts } from '../network/network-facts.ts';
import { ABC } from '../network/phases.ts';
import { type Chance, seeded } from '../network/seeded.ts';
import { columnsOf } from '../network/testing/features.ts';
import { randomFeatures } from '../network/testing/random-network.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import type { RecordedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { holdingsOf, incidentsMeeting, openIncidents } from './open-incidents.ts';
import { overlayOf } from './overlay-of.ts';
import { initialState, type OperationState } from './state.ts';
import { system, testContext } from './testing/world.ts';

const START = Date.parse('2026-11-24T08:00:00.000Z');
const { A, B, C } = PHASES;

/** Any small network, some of it with single phases; each call builds another model of it, of which nothing is known yet. */
const networkOf = (seed: number, nodes: number, single: boolean) => {
  const columns = columnsOf(randomFeatures(seed, nodes, 8));
  const chance = seeded(seed + 2);
  const phases = Uint8Array.from(columns.edges.ids, () => (single ? chance.pick([ABC, ABC, A, B, C]) : ABC));
  return () => networkFacts(buildNetwork({ ...columns, edges: { ...columns.edges, phases } }));
};

type Choices = {
  readonly edges: readonly string[];
  readonly switches: readonly string[];
  readonly places: readonly string[];
  readonly open: readonly `inc_${string}`[];
};

const commandOf = (chance: Chance, n: number, { edges, switches, places, open }: Choices): Command => {
  const id = `cmd_${n}`;
  const at = new Date(START + n * 60_000).toISOString();
  const incident = open.length === 0 || chance.unit() < 0.2 ? (`inc_${n}` as const) : chance.pick(open);
  const edge = () => chance.pick(edges);
  switch (chance.whole(-1, 7)) {
    case -1:
    case 0:
      return {
        id,
        type: 'openIncident',
        incident: `inc_${n}`,
        site: { type: 'device', device: edge() },
        since: at,
        reason: 'crewFinding',
        hazard: false,
      };
    case 1:
      return {
        id,
        type: 'recordTelemetry',
        step: `stp_${n}`,
        positions: [
          {
            device: edge(),
            position: chance.pick(['open', 'closed'] as const),
            commanded: false,
            occurredAt: at,
            incident: `inc_t${n}`,
          },
        ],
      };
    case 2:
      return {
        id,
        type: 'splitIncident',
        incident,
        parts: [{ incident: `inc_s${n}`, device: edge() }],
        basedOn: n * 100,
      };
    case 3:
      return { id, type: 'closeIncident', incident, cause: 'unknown', basedOn: n * 100 };
    default: {
      const operations = Array.from({ length: chance.whole(1, 2) }, () => {
        const action = chance.pick([
          'open',
          'open',
          'close',
          'close',
          'cut',
          'mend',
          'connectGenerator',
          'disconnectGenerator',
        ] as const);
        const place = action.endsWith('Generator') && chance.unit() < 0.5;
        const among = place ? places : action === 'open' || action === 'close' ? switches : edges;
        return { action, element: chance.pick(among) };
      });
      return {
        id,
        type: 'recordSwitching',
        step: `stp_${n}`,
        incident: open.length > 0 ? incident : null,
        operations,
        verification: 'crew',
        basedOn: n * 100,
      };
    }
  }
};

const recordedOf = (state: OperationState, command: string, at: string, events: readonly RecordedEvent['event'][]) =>
  events.map((event, i): RecordedEvent => ({ seq: state.seq + 1 + i, at, actor: system, command, event }));

test('a decision on supply that goes on from the last one is the decision on supply traced anew', () => {
  const met = { accepted: 0, switched: 0, partly: 0 };
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 15, max: 40 }), fc.boolean(), (seed, size, single) => {
      const fresh = networkOf(seed, size, single);
      const network = fresh();
      const chance = seeded(seed);
      const { ids: edges } = columnsOf(randomFeatures(seed, size, 8)).edges;
      const places = Array.from({ length: size }, (_, n) => `n${n}`);
      const switches = edges.filter((id) => network.element(id)?.operable);
      if (switches.length === 0) return;
      let state = fold(
        initialState,
        recordedOf(initialState, 'cmd_0', new Date(START).toISOString(), [
          { type: 'operationOpened', kind: 'live', name: { zh: '试验', en: 'Test' }, network: 'test-1' },
        ]),
      );
      for (let n = 1; n <= 25; n++) {
        const command = commandOf(chance, n, {
          ...{ edges, switches, places },
          open: openIncidents(state).map((it) => it.id),
        });
        const at = new Date(START + n * 60_000).toISOString();
        const decision = decide(state, command, testContext({ network, at, actor: system }));
        // Nothing that was remembered of the state or the network is known to these.
        const anew = decide(structuredClone(state), command, testContext({ network: fresh(), at, actor: system }));
        expect(anew).toEqual(decision);
        if (!decision.ok) continue;
        const recorded = recordedOf(state, command.id, at, decision.events);
        const folded = fold(state, recorded);
        const lineByLine = recorded.reduce(evolve, state);
        for (const next of [folded, lineByLine]) {
          expect(openIncidents(next)).toEqual(Object.values(next.incidents));
          const copy = structuredClone(next);
          expect(holdingsOf(next)).toEqual(holdingsOf(copy));
          expect(overlayOf(next)).toEqual(overlayOf(copy));
          expect(incidentsMeeting(next, [2, 9])).toEqual(incidentsMeeting(copy, [2, 9]));
        }
        state = folded;
        met.accepted++;
        if (command.type === 'recordSwitching') met.switched++;
        if (openIncidents(state).some(({ partly }) => partly.length > 0)) met.partly++;
      }
    }),
    { numRuns: 80, seed: 31 },
  );
  expect(met.accepted).toBeGreaterThan(300);
  expect(met.switched).toBeGreaterThan(100);
  expect(met.partly).toBeGreaterThan(20);
});
