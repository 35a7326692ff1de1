import { basename } from 'node:path';
import type { Part } from './parts.ts';

type Run = {
  readonly faults: number;
  readonly storms: number;
  readonly full: boolean;
  readonly seed: number;
  readonly files: readonly string[];
};

/** What stands before the tables of a part: how they came about, and how to read them. */
export const prefaceOf = (part: Part, run: Run): string => PREFACES[part](run);

const PREFACES: Readonly<Record<Part, (run: Run) => string>> = {
  faults: ({ faults, seed, files }) =>
    [
      `Written by \`npm run bench -- prediction --part faults --docs --faults ${faults} --seed ${seed}${given(files)}\`: ${faults} simulated faults of each kind and share of callers, the same for all. ${FLATTERY}`,
      HOW_TO_READ_FAULTS,
    ].join('\n\n'),
  fronts: ({ storms, full, seed, files }) =>
    [
      `Written by \`npm run bench -- prediction --part fronts${full ? ' --full' : ''} --docs --storms ${storms} --seed ${seed}${given(files)}\`: ${storms} simulated fronts of each kind, the same for all. ${FLATTERY}`,
      HOW_TO_READ_FRONTS,
    ].join('\n\n'),
};

const given = (files: readonly string[]): string => files.map((file) => ` --network ${basename(file)}`).join('');

const FLATTERY =
  'Simulated faults flatter whoever shares their assumptions; calibrate on your own history before you trust a probability.';

const HOW_TO_READ_FAULTS = `- A cell reads *threshold rules → scorer (exact posterior)*, percent; *p* is the share of customers without supply who ever call by day (0.4 of it in the third of cases that are at night). *Right*: somebody is shown who is without supply together, neither more nor fewer customers than in truth. *Precision*: of the devices shown, how many are right.
- The exact posterior knows the share of callers, the law of their delays and every rate. Where it is no better than the scorer, what is missing is information. With several faults it judges each alone, which is a bound; it shows from the same probability as the product.
- Truth is drawn by rate: service 0.01 a year, transformer 0.03, fuse 0.04 + 0.12/km, recloser and breaker 0.02 + 0.10/km. Calls: lognormal delays (median 8 min by day, 25 at night), a factor by event (spread 0.4), 0.02 stray calls a customer and year, 2 % of customers on record behind a neighbouring transformer. Meters: 70–95 % of last gasps arrive (20 % in one event of ten), 97 % of pings are answered.
- Verdict: *met* where the figure reaches its target, *missed* where its whole 95 % band (Wilson) does not, *not enough cases* between, and below 30 cases (500 for a mean gap).`;

const HOW_TO_READ_FRONTS = `- A front breaks N places within a minute, drawn by rate, none inside another: anywhere in the network, or on neighbouring feeders alone, five places on each. A cell reads *threshold rules → scorer (exact posterior)*; times count from the first fault. One customer in ten calls, by day, with lognormal delays of the median named; 2 % of customers are on record behind a neighbouring transformer where nothing else is said.
- *Shown*: customers below all that is shown. *Expected*: what the predictor expects to be out. Nobody stated counts as one customer. *Falls*: the headline (the expectation where there is one) drops by more than a fifth, from one look to the next a quarter of a minute later, or below the highest it ever was; nothing is restored. *Places that change*: devices shown that are not shown any more at the next look.
- *Stated probability less how often it held*: over the devices shown, in bins. A device holds where exactly its customers are out together.
- Telemetry *at feeder heads*, or of every breaker and recloser: closed devices say so every minute, an opening is told after three seconds; *late*: after up to three minutes; *stale*: each was heard of once, as closed, 1 to 15 minutes before the front, and never again.
- The exact posterior is that of a tiny feeder on which every set of one to three devices is added up. It knows the share of callers, the law of their delays, every rate, and that a front has passed. Of *N = 1 to 3* it is what nobody can better; of one N alone it is not, for it does not know N.
- Verdict: *met* where the figure reaches its target, *missed* where its whole 95 % band does not, *not enough cases* between, below 30 cases, and below 300 devices shown for a gap.`;
