import { buildNetwork } from '@relight/shared/network/build';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { sectionFedBy, sectionOfEdge } from '@relight/shared/network/model';
import { networkFacts } from '@relight/shared/network/network-facts';
import { networkIds } from '@relight/shared/network/network-ids';
import type { Overlay } from '@relight/shared/network/overlay';
import { subtractRanges } from '@relight/shared/network/ranges';
import { seeded } from '@relight/shared/network/seeded';
import { sectionsLost } from '@relight/shared/network/trace';
import type { Command } from '@relight/shared/operation/commands';
import type { Context } from '@relight/shared/operation/context';
import { decide } from '@relight/shared/operation/decide';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { generateNetwork } from './generate.ts';
import { stormOn } from './storm.ts';

export type StepReport = {
  readonly incidents: number;
  /** Each step, ms: supply goes on from the answer before. */
  readonly switching: readonly number[];
  readonly trip: readonly number[];
  /** The same with every answer traced anew. */
  readonly switchingAnew: readonly number[];
  readonly tripAnew: readonly number[];
};

const STEPS = 200;
const ANEW = 20;
const WARM_UPS = 20;
const START = Date.UTC(2026, 6, 15, 6);

/** One more step of switching while thousands of incidents are open: what a server does for it, and every screen again. */
const run = (servicePoints: number, faults: number): StepReport => {
  const model = buildNetwork(generateNetwork(servicePoints));
  const facts = networkFacts(model);
  const { devices } = stormOn(model, faults, START);
  let state = after(initialState, facts, OPEN_OPERATION);
  for (const [n, device] of devices.entries()) state = after(state, facts, incidentAt(n, device));

  const chance = seeded(61968);
  const all = trunkSwitches(model);
  const switches = Array.from({ length: WARM_UPS + STEPS }, () => chance.pick(all));
  const measure = (network: NetworkFacts, kind: 'switching' | 'trip', count: number) => {
    const samples: number[] = [];
    const ends: string[] = [];
    for (const device of switches.slice(0, count)) {
      const before = state;
      const began = performance.now();
      const next = after(before, network, kind === 'switching' ? opening(device) : tripOf(device));
      samples.push(performance.now() - began);
      ends.push(JSON.stringify([next.curve.at(-1), Object.values(next.incidents).length]));
    }
    return { samples: samples.slice(WARM_UPS), ends };
  };
  const anew = tracedAnew(model, facts);
  const reports = (['switching', 'trip'] as const).map((kind) => {
    const ours = measure(facts, kind, WARM_UPS + STEPS);
    const theirs = measure(anew, kind, WARM_UPS + ANEW);
    for (const [i, end] of theirs.ends.entries())
      if (ours.ends[i] !== end)
        throw new Error(`${kind} of ${switches[i]} ends with ${ours.ends[i]}, traced anew ${end}`);
    return [ours.samples, theirs.samples] as const;
  });
  const [[switching, switchingAnew], [trip, tripAnew]] = reports as [(typeof reports)[0], (typeof reports)[0]];
  return { incidents: Object.keys(state.incidents).length, switching, trip, switchingAnew, tripAnew };
};

/** Decides, and takes the facts into the state. */
const after = (state: OperationState, network: NetworkFacts, command: Command): OperationState => {
  const at = new Date(START + state.seq * 100).toISOString();
  const context: Context = { actor: ACTOR, at, network, crew: () => undefined, position: () => undefined };
  const decision = decide(state, command, context);
  if (!decision.ok) throw new Error(`${command.type}: ${decision.code} ${JSON.stringify(decision.details)}`);
  const recorded = decision.events.map(
    (event, i): RecordedEvent => ({ seq: state.seq + 1 + i, at, actor: ACTOR, command: command.id, event }),
  );
  return fold(state, recorded);
};

/** The same questions answered by a trace from all sources each time. */
const tracedAnew = (model: NetworkModel, facts: NetworkFacts): NetworkFacts => {
  const { edge: edgeOf } = networkIds(model);
  const edgesOf = (ids: readonly string[]) => new Set(ids.map((id) => edgeOf(id) as number));
  const darkUnder = ({ opened, closed, isolated }: Overlay) => ({
    ranges: sectionsLost(
      model,
      { opened: edgesOf(opened), closed: edgesOf(closed) },
      new Set(isolated.map((id) => sectionOfEdge(model, edgeOf(id) as number))),
    ),
    lit: [],
  });
  return {
    ...facts,
    darkUnder,
    belowUnder: (overlay, device) =>
      facts.extentOf(
        subtractRanges(
          darkUnder({ ...overlay, opened: [...overlay.opened, device] }).ranges,
          darkUnder(overlay).ranges,
        ),
      ),
  };
};

/** Switches on trunks behind which there is somebody. */
const trunkSwitches = (model: NetworkModel): string[] =>
  model.edges.ids.filter((id, edge) => /-SW\d+$/.test(id) && sectionFedBy(model, edge) >= 0);

const ACTOR = { id: 'usr_bench', role: 'system' } as const;
const OPEN_OPERATION = {
  id: 'cmd_open',
  type: 'openOperation',
  kind: 'live',
  name: { zh: '风暴', en: 'Storm' },
  network: 'generated',
} satisfies Command;

const incidentAt = (n: number, device: string): Command => ({
  id: `cmd_${n}`,
  type: 'openIncident',
  incident: `inc_${n}`,
  site: { type: 'device', device },
  since: new Date(START).toISOString(),
  reason: 'dispatcherJudgement',
  hazard: false,
});

const opening = (element: string): Command => ({
  id: 'cmd_step',
  type: 'recordSwitching',
  step: 'stp_step',
  incident: 'inc_0',
  operations: [{ action: 'open', element }],
});

const tripOf = (device: string): Command => ({
  id: 'cmd_trip',
  type: 'recordTelemetry',
  step: 'stp_trip',
  positions: [
    { device, position: 'open', commanded: false, occurredAt: new Date(START).toISOString(), incident: 'inc_trip' },
  ],
});

const [servicePoints = '0', faults = '2400'] = process.argv.slice(2);
process.send?.(run(Number(servicePoints), Number(faults)), () => process.exit(0));
