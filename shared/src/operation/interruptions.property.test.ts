import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intersectRanges } from '../network/ranges.ts';
import { allOut } from '../readings/figures-out.ts';
import { INTERRUPTION } from '../rules/interruptions.ts';
import { customersOut, deadSections, figuresAt, NOBODY, totalCustomersOut } from './customers-out.ts';
import { outGroups } from './interruptions/book.ts';
import { overlayOf } from './overlay-of.ts';
import type { OperationState } from './state.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';

type IncidentId = `inc_${string}`;
const ZONES = [
  [7, 3],
  [20, 1],
  [5, 5],
  [11, 2],
] as const;
const NETWORK = ring(ZONES);
const SWITCHES = ['B', 'S1', 'S2', 'S3', 'T'];

/** Who has supply, customer place by customer place, found in another way than by sections: along every line and closed switch. */
const placesWithSupply = (state: OperationState): ReadonlySet<string> => {
  const { opened, closed, cuts, generators } = overlayOf(state);
  const joins: [string, string][] = [];
  const isClosed = (id: string) => (id === 'T' ? closed.includes(id) : !opened.includes(id));
  if (isClosed('B')) joins.push(['SA', 'N1']);
  ZONES.forEach((_, i) => {
    const k = i + 1;
    if (!cuts.includes(`L${k}`)) joins.push([`N${k}`, `A${k}`]);
    if (k < ZONES.length && isClosed(`S${k}`)) joins.push([`A${k}`, `N${k + 1}`]);
  });
  if (isClosed('T')) joins.push([`A${ZONES.length}`, 'SZ']);
  // A generator at a switch feeds the side that it feeds normally; one at a place feeds that place alone.
  const live = new Set([
    'SA',
    'SZ',
    ...generators.map((id) => (id.startsWith('S') ? `N${Number(id[1]) + 1}` : '')).filter(Boolean),
  ]);
  for (let size = -1; size !== live.size; ) {
    size = live.size;
    for (const [a, b] of joins) if (live.has(a) !== live.has(b)) live.add(a).add(b);
  }
  for (const id of generators) live.add(id);
  return live;
};
const PLACES = ZONES.flatMap(([near, far], i) => [
  { id: `N${i + 1}`, customers: near },
  { id: `A${i + 1}`, customers: far },
]);
const dark = (state: OperationState) => PLACES.filter(({ id }) => !placesWithSupply(state).has(id));

/** What a ledger with a page for each place says, without any ranges or groups. */
type Page = { owner: IncidentId; since: number | null; firstLoss: number; restoredAt: number };
class Ledger {
  readonly pages = new Map<string, Page>();
  readonly minutes = new Map<IncidentId, number>();
  read(state: OperationState, named: IncidentId | null, at: number): void {
    const out = new Set(dark(state).map(({ id }) => id));
    for (const { id, customers } of PLACES) {
      const page = this.pages.get(id);
      const isOut = page !== undefined && page.since !== null;
      if (out.has(id) && !isOut) this.lose(id, customers, page, named ?? 'inc_none', at);
      else if (!out.has(id) && isOut) {
        this.add(page.owner, customers * (at - (page.since as number)));
        this.pages.set(id, { ...page, firstLoss: page.since as number, since: null, restoredAt: at });
      }
    }
  }
  private lose(id: string, customers: number, page: Page | undefined, owner: IncidentId, at: number): void {
    const goesOn = page?.owner === owner && at - page.restoredAt <= INTERRUPTION.values.continuousMinutes;
    const since = goesOn ? page.firstLoss : at;
    if (goesOn) this.add(owner, -customers * (page.restoredAt - page.firstLoss));
    this.pages.set(id, { owner, since, firstLoss: since, restoredAt: 0 });
  }
  private add(owner: IncidentId, minutes: number): void {
    this.minutes.set(owner, (this.minutes.get(owner) ?? 0) + minutes);
  }
}

const operation = (actions: readonly string[], elements: readonly string[]) =>
  fc.record({ action: fc.constantFrom(...actions), element: fc.constantFrom(...elements) });
const switching = operation(['open', 'close'], SWITCHES);
const anything = fc.oneof(
  { weight: 6, arbitrary: switching },
  { weight: 2, arbitrary: operation(['cut', 'mend'], ['L1', 'L2', 'L3', 'L4']) },
  { weight: 2, arbitrary: operation(['connectGenerator', 'disconnectGenerator'], ['S1', 'S2', 'A1', 'N3', 'A4']) },
);
const stepsOf = (one: typeof switching) =>
  fc.array(
    fc.record({
      operations: fc.array(one, { minLength: 1, maxLength: 3 }),
      incident: fc.constantFrom('inc_a', 'inc_b'),
      pause: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 25 },
  );

/** Two outages, one at each end of the ring, both at minute 0. */
const start = (): Scenario => {
  const open = (incident: IncidentId, device: string): TestCommand => ({
    type: 'openIncident',
    incident,
    site: { type: 'device', device },
    since: '2026-11-24T08:00:00.000Z',
    reason: 'crewFinding',
    hazard: false,
  });
  return given(NETWORK).and(open('inc_b', 'S3'), { minutes: 0 }).and(open('inc_a', 'S1'), { minutes: 0 });
};

const run = (
  steps: readonly { operations: readonly object[]; incident: string; pause: number }[],
  look: (scenario: Scenario, named: IncidentId, minute: number) => void,
): number => {
  let scenario = start();
  const zero = Date.parse('2026-11-24T08:00:00.000Z');
  let accepted = 0;
  steps.forEach(({ operations, incident, pause }, index) => {
    const command = {
      type: 'recordSwitching',
      step: `stp_${index}`,
      incident,
      operations,
      verification: 'crew',
    } as TestCommand;
    // What is refused changes nothing; time passes all the same.
    if (scenario.when(command, { minutes: pause }).refusal !== undefined) return;
    scenario = scenario.and(command, { minutes: pause });
    accepted += 1;
    look(scenario, incident as IncidentId, (Date.parse(scenario.at) - zero) / 60_000);
  });
  return accepted;
};

const soundly = (state: OperationState): void => {
  const incidents = Object.values(state.incidents);
  for (const incident of incidents) {
    expect(customersOut(incident)).toBeGreaterThanOrEqual(0);
    expect(incident.customerMinutes).toBeGreaterThanOrEqual(0);
    expect(outGroups(incident).reduce((sum, { customers }) => sum + customers, 0)).toBe(customersOut(incident));
    // Nobody is interrupted who is not there.
    expect(incident.extent.customers).toBeLessThanOrEqual(NETWORK.extentOf(incident.extent.ranges).customers);
    for (const { section, interrupted } of incident.partly) {
      expect(interrupted).toBeLessThanOrEqual(NETWORK.extentOf([section, section + 1]).customers);
    }
    const over = customersOut(incident) === 0 && incident.temporary === 0;
    expect(incident.status === 'restored').toBe(over);
    for (const other of incidents) {
      if (other !== incident) expect(intersectRanges(deadSections(incident), deadSections(other))).toEqual([]);
    }
  }
  const last = state.curve.at(-1);
  expect(last === undefined ? NOBODY : figuresAt(last)).toEqual(allOut(state));
};

test('whatever is switched, the minutes of each incident are those of a ledger with a page for each place', () => {
  let accepted = 0;
  fc.assert(
    fc.property(stepsOf(switching), (steps) => {
      const ledger = new Ledger();
      const before = start();
      // At the beginning zone 4 belongs to inc_b, zones 2 and 3 to inc_a.
      for (const { id, customers } of dark(before.state)) {
        const owner = id.endsWith('4') ? 'inc_b' : 'inc_a';
        if (customers >= 0) ledger.pages.set(id, { owner, since: 0, firstLoss: 0, restoredAt: 0 });
      }
      accepted += run(steps, ({ state }, named, minute) => {
        ledger.read(state, named, minute);
        soundly(state);
        for (const incident of Object.values(state.incidents)) {
          expect(incident.customerMinutes).toBe(ledger.minutes.get(incident.id) ?? 0);
          const places = PLACES.filter(({ id }) => {
            const page = ledger.pages.get(id);
            return page !== undefined && page.owner === incident.id && page.since !== null;
          });
          expect(customersOut(incident)).toBe(places.reduce((sum, { customers }) => sum + customers, 0));
        }
      });
    }),
    { numRuns: 80, seed: 20261124 },
  );
  expect(accepted).toBeGreaterThan(100);
});

test('with cuts and generators too, everyone without supply is counted once and nobody else', () => {
  let accepted = 0;
  fc.assert(
    fc.property(stepsOf(anything), (steps) => {
      accepted += run(steps, ({ state }) => {
        soundly(state);
        expect(totalCustomersOut(state)).toBe(dark(state).reduce((sum, { customers }) => sum + customers, 0));
      });
    }),
    { numRuns: 80, seed: 20261125 },
  );
  expect(accepted).toBeGreaterThan(100);
});
