import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkFacts } from '../network/network-facts.ts';
import { hasSection } from '../network/ranges.ts';
import { restorationPlans } from '../network/restore/restoration-plans.ts';
import { outage } from '../network/restore/testing/random-outages.ts';
import { foresee } from './decide/foresee.ts';
import type { Incident, OperationState } from './state.ts';
import { initialState } from './state.ts';

const INCIDENT = {
  id: 'inc_a',
  place: { device: null, deviceClass: null },
  holdsOpen: false,
  extent: { ranges: [], customers: 0, important: [], area: 'urban' },
  restored: { ranges: [], customers: 0, important: [] },
  nestedIn: null,
} as unknown as Incident;

/** An operation in which these devices are recorded as open, and the fault is known. */
const stateOf = (opened: readonly string[], section: number): OperationState => {
  const here = { name: '-', nameEn: null, lon: 0, lat: 0, at: '', incident: null };
  const open = { ...here, position: 'open', source: 'dispatcher' } as const;
  const fault = { element: '-', name: '-', nameEn: null, section, lon: 0, lat: 0, repairedAt: null };
  return {
    ...initialState,
    switching: { devices: Object.fromEntries(opened.map((id) => [id, open])), cuts: {}, generators: {} },
    incidents: { inc_a: { ...INCIDENT, fault } },
  };
};

test('every proposed plan can be adopted: each step is possible, closes no loop, energises no fault, and gains what was promised', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { model, overlay, section } = outage(seed);
      const opened = [...new Set(overlay.opened)];
      const facts = networkFacts(model);
      const now = { ...overlay, opened, cuts: [] };
      // A fault that still has supply is first taken out of service: that takes it from others too.
      fc.pre(hasSection(facts.darkUnder(now).ranges, section));
      for (const plan of restorationPlans(model, now, { section })) {
        const foreseen = foresee(stateOf(opened, section), facts, plan.steps).steps;
        plan.steps.forEach((step, index) => {
          steps++;
          expect(foreseen[index]).toMatchObject({
            possible: true,
            customers: step.regained.customers,
            important: step.regained.important.length,
            customersLost: 0,
            closesLoop: false,
            feedsBack: false,
            interlocks: [],
          });
        });
      }
    }),
    { numRuns: 200, seed: 20261123 },
  );
  expect(steps).toBeGreaterThan(200);
});
