import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinNodes } from '../join-nodes.ts';
import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import { networkFacts } from '../network-facts.ts';
import type { Overlay } from '../overlay.ts';
import type { PlanStep } from './restoration-plan.ts';
import { restorationPlans } from './restoration-plans.ts';
import { outage } from './testing/random-outages.ts';

const after = (
  overlay: Overlay,
  { action, device }: Pick<PlanStep, 'action' | 'device'>,
  { edges }: NetworkModel,
): Overlay => {
  const normalOpen = edges.normalOpen[edges.ids.indexOf(device)] === 1;
  const without = (ids: readonly string[]) => ids.filter((id) => id !== device);
  const opened = without(overlay.opened);
  const closed = without(overlay.closed);
  if (action === 'open') return { ...overlay, closed, opened: normalOpen ? opened : [...opened, device] };
  return { ...overlay, opened, closed: normalOpen ? [...closed, device] : closed };
};

/** Counted by nodes, with nothing of the plan's own code. */
const groupsUnder = ({ nodes, edges }: NetworkModel, overlay: Overlay) => {
  const opened = new Set([...overlay.opened, ...overlay.cuts]);
  const closed = new Set(overlay.closed);
  const conducts = (edge: number) => {
    const id = edges.ids[edge] as string;
    return !opened.has(id) && (edges.normalOpen[edge] === 0 || closed.has(id));
  };
  const { group, count } = joinNodes(nodes.ids.length, edges, conducts);
  const sources = new Uint32Array(count);
  const loops = new Int32Array(count).fill(1);
  nodes.class.forEach((nodeClass, node) => {
    const own = group[node] as number;
    if (nodeClass === 0) sources[own] = (sources[own] as number) + 1;
    loops[own] = (loops[own] as number) - 1;
  });
  edges.ids.forEach((_, edge) => {
    const own = group[edges.from[edge] as number] as number;
    if (conducts(edge)) loops[own] = (loops[own] as number) + 1;
  });
  return { group, sources, loops };
};

const customersOf = ({ nodes }: NetworkModel, wanted: (node: number) => boolean) =>
  nodes.customers.reduce((sum, customers, node) => sum + (wanted(node) ? customers : 0), 0);

test('every state on the way of every plan is radial, the fault stays dark, nobody loses supply, and the sums are those of the trace', () => {
  let plansSeen = 0;
  let divided = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { model, overlay, section, within } = outage(seed);
      const facts = networkFacts(model);
      const before = groupsUnder(model, overlay);
      const isRadial = ({ sources, loops }: typeof before) =>
        sources.every(
          (count, group) => count <= 1 && ((sources[group] as number) === 0 || (loops[group] as number) <= 0),
        );
      const hadSupply = (node: number) => (before.sources[before.group[node] as number] as number) > 0;
      const faulty = model.nodes.ids
        .map((_, node) => node)
        .filter((node) => sectionOfNode(model, node) === section && !hadSupply(node));
      // A tie from a feeder to itself over closed switches cannot be in a radial start.
      fc.pre(isRadial(before) && faulty.length > 0);

      for (const plan of restorationPlans(model, overlay, { section }, within ? { within } : {})) {
        plansSeen++;
        if (plan.undivided !== null) {
          divided++;
          expect(plan.ranking.overloaded).toBe(false);
          expect(plan.steps.some(({ purpose }) => purpose === 'sectionalise')).toBe(true);
        }
        let at = overlay;
        let lit = hadSupply;
        let regained = 0;
        for (const step of plan.steps) {
          at = after(at, step, model);
          const state = groupsUnder(model, at);
          expect(isRadial(state), `radial after step ${step.number}`).toBe(true);
          const isLit = (node: number) => (state.sources[state.group[node] as number] as number) > 0;
          const litBefore = lit;
          expect(model.nodes.ids.filter((_, node) => litBefore(node) && !isLit(node))).toEqual([]);
          expect(customersOf(model, (node) => isLit(node) && !litBefore(node))).toBe(step.regained.customers);
          expect(faulty.some(isLit)).toBe(false);
          if (step.regained.customers > 0)
            expect(plan.steps.slice(step.number).some(({ action }) => action === 'open')).toBe(false);
          regained += step.regained.customers;
          lit = isLit;
        }
        expect(plan.regained.customers).toBe(regained);
        expect(plan.ranking).toMatchObject({ customersRegained: regained, operations: plan.steps.length });
        expect(plan.customersLeft).toBeGreaterThanOrEqual(0);
        const dark = (overlay: Overlay) => {
          const { ranges, lit } = facts.darkUnder(overlay);
          return facts.extentOf(ranges).customers - lit.reduce((sum, part) => sum + part.customers, 0);
        };
        expect(dark(overlay) - dark(at)).toBe(regained);
      }
    }),
    { numRuns: 400, seed: 20261123 },
  );
  expect(plansSeen).toBeGreaterThan(300);
  expect(divided).toBeGreaterThan(0);
});

test('the same question has the same answer, however the ids of the overlay are ordered', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { model, overlay, section } = outage(seed);
      const turned = { ...overlay, opened: overlay.opened.toReversed(), cuts: overlay.cuts.toReversed() };
      expect(restorationPlans(model, turned, { section })).toEqual(restorationPlans(model, overlay, { section }));
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('plans are few, different, and each no better than the one before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { model, overlay, section } = outage(seed);
      const plans = restorationPlans(model, overlay, { section });
      expect(plans.length).toBeLessThanOrEqual(5);
      expect(new Set(plans.map(({ id }) => id)).size).toBe(plans.length);
      const special = (index: number) =>
        plans[index]?.regained.important.filter((one) => one.class === 'special').length ?? 0;
      for (let index = 1; index < plans.length; index++) expect(special(index)).toBeLessThanOrEqual(special(index - 1));
    }),
    { numRuns: 100, seed: 11 },
  );
});
