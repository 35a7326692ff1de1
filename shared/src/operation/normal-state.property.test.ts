import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkFacts } from '../network/network-facts.ts';
import { restorationPlans } from '../network/restore/restoration-plans.ts';
import { outage } from '../network/restore/testing/random-outages.ts';
import { foresee } from './decide/foresee.ts';
import { normalStateSteps } from './normal-state.ts';
import type { Incident } from './state.ts';
import { initialState } from './state.ts';

const INCIDENT = {
  id: 'inc_a',
  place: { device: null, deviceClass: null },
  holdsOpen: false,
  extent: { ranges: [], customers: 0, important: [], area: 'urban' },
  restored: { ranges: [], customers: 0, important: [] },
  fault: null,
} as unknown as Incident;

test('whatever a restoration plan has switched goes back to normal, and no two sources are joined on the way', () => {
  let followed = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { model, overlay, section } = outage(seed);
      const facts = networkFacts(model);
      const opened = overlay.opened.filter((id) => facts.element(id)?.operable);
      for (const plan of restorationPlans(model, { ...overlay, opened, cuts: [] }, { section })) {
        followed++;
        const here = { name: '-', nameEn: null, lon: 0, lat: 0, at: '', incident: 'inc_a', source: 'crew' } as const;
        const positions = new Map<string, 'open' | 'closed'>(opened.map((id) => [id, 'open']));
        for (const { device, action } of plan.steps) {
          const isNormal = (action === 'open') === facts.element(device)?.normalOpen;
          if (isNormal) positions.delete(device);
          else positions.set(device, action === 'open' ? 'open' : 'closed');
        }
        const state = {
          ...initialState,
          switching: {
            devices: Object.fromEntries([...positions].map(([id, position]) => [id, { ...here, position }])),
            cuts: {},
            generators: {},
          },
          incidents: { inc_a: INCIDENT },
        };
        const { steps, end } = foresee(state, facts, normalStateSteps(state, facts, INCIDENT));
        expect(steps.every((step) => step.possible && !step.closesLoop)).toBe(true);
        expect(end.switching.devices).toEqual({});
      }
    }),
    { numRuns: 150, seed: 20261123 },
  );
  expect(followed).toBeGreaterThan(100);
});
