import { restorationPlansAnswer, traceAnswer } from '@relight/shared/http/network-answers';
import { normalStateAnswer, switchingPlanCheck } from '@relight/shared/http/switching-plans';
import { traceDown } from '@relight/shared/network/energise/trace-down';
import { traceUp } from '@relight/shared/network/energise/trace-up';
import type { Extent, NetworkFacts } from '@relight/shared/network/facts';
import { NORMAL } from '@relight/shared/network/overlay';
import type { KnownFault } from '@relight/shared/network/restore/fault-zone';
import { proposeRestoration } from '@relight/shared/network/restore/restoration-plans';
import { checkPlan } from '@relight/shared/operation/check-plan';
import { deadSections } from '@relight/shared/operation/customers-out';
import { proposeNormalState } from '@relight/shared/operation/normal-state';
import { overlayOf, withoutOpening } from '@relight/shared/operation/overlay-of';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { planUnderWay } from '@relight/shared/operation/switching-plans';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Networks, OpenNetwork } from '../networks/store.ts';
import { networkFound, openIncidentFound, stateFound } from '../operations/found.ts';
import type { Operations } from '../operations/operations.ts';

const TAG = 'Operations';
const MAX_DEVICES_BELOW = 200;

type Dependencies = {
  readonly operations: Pick<Operations, 'state'>;
  readonly networks: Pick<Networks, 'open'>;
};

/** What the network answers under the operation's present switching state. */
export const switchingRoutes = (app: App, { operations, networks }: Dependencies): void => {
  const incidentOf = async (operation: string, id: string) => {
    const state = await stateFound(operations, operation);
    return { state, incident: openIncidentFound(state, id), network: await networkFound(networks, state) };
  };

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/trace',
      tag: TAG,
      summary: 'The way to the source, or everything that an element feeds, as the network is switched now',
      description: 'Of an element that is open or without supply, `down` is what it would feed.',
      query: z.strictObject({
        element: z.string().min(1).max(200).describe('a device, a conductor or a node'),
        direction: z.enum(['up', 'down']),
      }),
      answer: traceAnswer,
      problems: { 404: 'There is no such operation, or its network has no such element.' },
    },
    async ({ query: { element, direction }, part }) => {
      const state = await stateFound(operations, part('id'));
      const network = await networkFound(networks, state);
      if (network === null) throw new HttpProblem(404, 'noNetwork', 'This operation has no network.');
      const { model, facts } = network;
      const overlay = overlayOf(state);
      const up = traceUp(model, overlay, element);
      if (up === undefined) throw notFound(`Element ${element}`);
      const supplied = up.source !== null;
      if (direction === 'up') {
        const sections = [element, ...up.devices].flatMap((id) => facts.element(id)?.section ?? []);
        return {
          element,
          direction,
          extent: plain(facts.extentOf(joined(sections))),
          devices: named(up.devices, facts),
          supplied,
        };
      }
      // What hangs on something that is open or dark is what it would feed: that is what somebody asks who looks at an outage.
      const asked = supplied ? withoutOpening(overlay, element) : NORMAL;
      const down = traceDown(model, asked, element) ?? { ranges: [], devices: [] };
      return {
        element,
        direction,
        extent: plain(facts.extentOf(down.ranges)),
        devices: named(down.devices.slice(0, MAX_DEVICES_BELOW), facts),
        supplied,
      };
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents/{incident}/restoration-plans',
      tag: TAG,
      summary: 'How to bring people back around a located fault, best first',
      description: 'Proposals for a person to judge and to order. Nothing here is sent to any switch.',
      answer: restorationPlansAnswer,
      problems: { 404: 'There is no such operation, or no such open incident.' },
    },
    async ({ part }) => {
      const { state, incident, network } = await incidentOf(part('id'), part('incident'));
      if (network === null) return { plans: [], none: 'noNetwork' as const };
      const fault = faultOf(incident);
      if (fault === null) return { plans: [], none: 'faultUnknown' as const };
      return propose(state, incident, fault, network) as z.input<typeof restorationPlansAnswer>;
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents/{incident}/switching-plan',
      tag: TAG,
      summary: 'Whether the steps still ahead of an adopted plan hold as the network is switched now, and why not',
      description: 'Recording a step judges it once more: `planStep` of the order `recordSwitching` names it.',
      answer: switchingPlanCheck,
      problems: { 404: 'There is no such operation, or no such open incident.' },
    },
    async ({ part }) => {
      const { state, incident, network } = await incidentOf(part('id'), part('incident'));
      const plan = planUnderWay(state, incident.id);
      if (network === null || plan === undefined) return { seq: state.seq, plan: null, premises: [], steps: [] };
      const check = checkPlan(state, network.facts, plan);
      return { seq: state.seq, plan: plan.id, ...check } as z.input<typeof switchingPlanCheck>;
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents/{incident}/normal-state',
      tag: TAG,
      summary: 'The switches of an incident back in their normal position, step by step, once its fault is repaired',
      description: 'A proposal for a person to judge and to adopt. Nothing here is sent to any switch.',
      answer: normalStateAnswer,
      problems: { 404: 'There is no such operation, or no such open incident.' },
    },
    async ({ part }) => {
      const { state, incident, network } = await incidentOf(part('id'), part('incident'));
      return { steps: network === null ? [] : proposeNormalState(state, network.facts, incident) };
    },
  );
};

/** Where somebody found it; else the device that opened, once that is certain. */
const faultOf = ({ fault, status, place }: Incident): KnownFault | null => {
  if (fault !== null) return fault;
  return status === 'predicted' || place.device === null ? null : { device: place.device };
};

const propose = (state: OperationState, incident: Incident, fault: KnownFault, { model }: OpenNetwork) => {
  const others = Object.values(state.incidents).flatMap(({ id, fault: other }) =>
    id === incident.id || other === null || other.repairedAt !== null ? [] : [other.section],
  );
  return proposeRestoration(model, overlayOf(state), fault, {
    forbidden: { tags: Object.values(state.tags), permits: Object.values(state.permits) },
    otherFaults: others,
    within: deadSections(incident),
  });
};

const named = (ids: readonly string[], facts: NetworkFacts) =>
  ids.flatMap((id) => {
    const device = facts.device(id);
    if (device === undefined) return [];
    const { class: deviceClass, name, nameEn, lon, lat } = device;
    return [{ id, class: deviceClass, name, ...(nameEn !== undefined && { nameEn }), lon, lat }];
  });

const plain = ({ ranges, customers, important, area }: Extent) => ({
  ranges: [...ranges],
  customers,
  important: [...important],
  area,
});

/** Single sections as ranges. */
const joined = (sections: readonly number[]): number[] => {
  const ranges: number[] = [];
  for (const section of [...new Set(sections)].sort((a, b) => a - b)) {
    if (ranges.at(-1) === section) ranges[ranges.length - 1] = section + 1;
    else ranges.push(section, section + 1);
  }
  return ranges;
};
