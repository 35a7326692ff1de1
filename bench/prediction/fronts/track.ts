import type { Answer, Engine } from '../answer.ts';
import { type Fault, sameCustomers } from '../faults.ts';
import { customersAt, type World } from '../world.ts';
import type { Outlook } from './outlook.ts';

/** A device that was shown, and whether exactly its customers are out together. */
export type Place = Pick<Answer, 'from' | 'to' | 'probability'> & { readonly right: boolean };

/** What an engine said at one look at a storm, beside the truth. */
export type Look = {
  readonly minute: number;
  /** Customers out in truth, and below all that is shown. */
  readonly out: number;
  readonly shown: number;
  readonly outlook: Outlook | undefined;
  readonly places: readonly Place[];
};

/** One storm as one engine told it. */
export type Track = { readonly engine: string; readonly looks: readonly Look[] };

/** What the headline says: the expectation where there is one, otherwise what is shown. */
export const headline = ({ outlook, shown }: Look): number => outlook?.expected ?? shown;

export const follow = (
  engine: Engine,
  {
    world,
    faults,
    minutes,
  }: { readonly world: World; readonly faults: readonly Fault[]; readonly minutes: readonly number[] },
): Track => ({
  engine: engine.name,
  looks: minutes.map((minute) => {
    const answers = engine.answersAt(minute);
    const out = faults.filter(({ at }) => at <= minute);
    return {
      minute,
      out: out.reduce((sum, { site }) => sum + site.customers, 0),
      shown: customersBelow(world, answers),
      outlook: engine.outlook?.(),
      places: answers
        .filter(({ level }) => level === 'device')
        .map(({ from, to, probability }) => ({
          from,
          to,
          probability,
          right: out.some(({ site }) => sameCustomers(site, { from, to })),
        })),
    };
  }),
});

/** Each customer once, however many answers name it. */
const customersBelow = (world: World, answers: readonly Answer[]): number => {
  let customers = 0;
  let covered = 0;
  for (const { from, to } of [...answers].sort((a, b) => a.from - b.from)) {
    const first = Math.max(from, covered);
    if (first < to) customers += customersAt(world, first, to);
    covered = Math.max(covered, to);
  }
  return customers;
};
