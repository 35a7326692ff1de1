import { grouped } from '../grouped.ts';
import type { Counts, Scored, rulings as zh } from '../zh/rulings.ts';
import { plural } from './plural.ts';

const rollUp = (place: string, { calls, out, of, branches }: Counts) =>
  `${place}: ${plural(calls, 'call')}; ${grouped(out)} of its ${plural(of, 'transformer')} or direct supplies out, on ${plural(branches, 'branch', 'branches')}`;

const scored = ({ place, percent, service, counts, same, otherwise, between }: Scored): string => {
  const grounds: string[] = [];
  // A lone trouble is counted without what lies below a device.
  if (counts.calls > 0 && counts.customers === 0) grounds.push(plural(counts.calls, 'call'));
  else if (counts.calls > 0) {
    const where =
      counts.transformers > 1
        ? ` on ${grouped(counts.callingTransformers)} of its ${grouped(counts.transformers)} transformers`
        : '';
    const beside = counts.beside === 0 ? 'nobody beside it' : `${grouped(counts.beside)} more beside it`;
    const who = `${grouped(counts.calls)} of ${plural(counts.customers, 'customer')}`;
    grounds.push(`${who}${where} called within ${grouped(counts.minutes)} min`, beside);
  }
  if (counts.lastGasps > 0)
    grounds.push(`${grouped(counts.lastGasps)} of ${plural(counts.meters, 'meter')} sent a last gasp`);
  if (counts.pingsOff > 0) grounds.push(`${plural(counts.pingsOff, 'meter')} did not answer`);
  if (counts.pingsOn > 0) grounds.push(`${plural(counts.pingsOn, 'meter')} answered with supply`);
  const because = grounds.length === 0 ? '' : `: ${grounds.join(', ')}`;
  if (service) {
    const { next } = service;
    const then = next === null ? '' : `; then look at ${next.name}${next.percent === null ? '' : ` (${next.percent})`}`;
    return `Nothing above the service point is likely enough, ask its meter first${because}${then}.`;
  }
  const device = [place, ...same].join(' or ');
  const head = percent === null ? device : `${device}, ${percent}`;
  const or = otherwise === null ? '' : `; otherwise ${otherwise.name} (${otherwise.percent})`;
  const range = between === null ? '' : `. Calls alone, no meter or switch confirms it: ${between} customers out`;
  return `${head}${because}${or}${range}.`;
};

export const rulings: typeof zh = {
  byRule: {
    transformer: (place, { calls, servicePoints }) =>
      `${place}: calls from ${grouped(calls)} of its ${plural(servicePoints, 'service point')}`,
    fuse: rollUp,
    recloser: rollUp,
    breaker: rollUp,
    sameCustomers: (place, { calls }) =>
      `${place}: ${plural(calls, 'call')}; the only transformer below is out, and this fuse is the nearer one to operate`,
    singleCallVerifyFirst: (place) => `${place}: a single call, verify first`,
    givenBack: (place) => `${place}: given back by a dispatcher, to be weighed with the next evidence`,
  },
  scored,
  classed: (className, name) => `${className} ${name}`,
  percent: (percent) => `${percent} %`,
  other: (rule, evidence) => (evidence === '' ? `Rule ${rule}` : `Rule ${rule}: ${evidence}`),
  withoutRule: {
    telemetry: 'Telemetry reports the device open',
    crewFinding: 'Found by a crew',
    dispatcherJudgement: 'Placed by hand, not predicted',
    planned: 'Planned outage',
  },
};
