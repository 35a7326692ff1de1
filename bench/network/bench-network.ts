import { fork } from 'node:child_process';
import { type BenchResult, lowerIsBetter, quantile } from '../result.ts';
import type { ContenderName } from './contender.ts';
import type { ContenderReport } from './contender-process.ts';
import type { Timing } from './measure.ts';
import { REPORTS } from './scenario.ts';
import type { StepReport } from './step-process.ts';
import type { StormReport } from './storm-process.ts';

const LIBRARIES = ['graphology', 'ngraph'] as const;

/**
 * The network engine beside two graph libraries on the same generated network, one process after the other. All answers are compared
 * before anything is printed.
 */
export const benchNetwork = async (servicePoints = 1_000_000): Promise<readonly BenchResult[]> => {
  const ours = await inProcess<ContenderReport>('contender-process.ts', ['ours', String(servicePoints)]);
  const settings = { servicePoints, nodes: ours.nodes, edges: ours.edges };
  console.log(
    `${ours.nodes.toLocaleString('en')} nodes, ${ours.edges.toLocaleString('en')} edges; ` +
      `columns of our own network ${Math.round(ours.arraysMb ?? 0)} MB`,
  );
  const results: BenchResult[] = [];
  for (const library of LIBRARIES) {
    const theirs = await inProcess<ContenderReport>('contender-process.ts', [library, String(servicePoints)]);
    assertSameAnswers(library, ours, theirs);
    results.push(...beside(library, ours, theirs, settings));
  }
  results.push(...inStorm(await inProcess<StormReport>('storm-process.ts', [String(servicePoints)]), settings));
  results.push(...oneMoreStep(await inProcess<StepReport>('step-process.ts', [String(servicePoints)]), settings));
  return results;
};

/** What the predictor is asked while everything fails at once. Limits are what a control room needs, not measurements. */
const inStorm = (storm: StormReport, about: BenchResult['settings']): BenchResult[] => {
  const { oneMoreCall, allAgain, resolve } = storm;
  const settings = { ...about, faults: storm.faults, calls: storm.calls, predicted: storm.predicted };
  const calls = { unit: 'ms', samples: oneMoreCall.length, settings };
  const again = { name: 'every feeder weighed again', value: quantile(allAgain, 0.5) };
  return [
    lowerIsBetter({
      ...calls,
      name: `one more call among ${storm.faults} faults, p50`,
      ours: quantile(oneMoreCall, 0.5),
      baseline: again,
    }),
    lowerIsBetter({ ...calls, name: 'the same, p95', ours: quantile(oneMoreCall, 0.95), baseline: again }),
    lowerIsBetter({
      ...calls,
      name: 'the same, p99',
      ours: quantile(oneMoreCall, 0.99),
      baseline: { name: 'limit', value: 1 },
    }),
    lowerIsBetter({
      name: `all ${storm.faults} faults weighed and named again, p50`,
      unit: 'ms',
      ours: quantile(resolve, 0.5),
      baseline: { name: 'limit', value: 500 },
      samples: resolve.length,
      settings,
    }),
  ];
};

/** Decide and evolve for one more step, beside the same rules on a network that is traced from its sources for every question. */
const oneMoreStep = (step: StepReport, about: BenchResult['settings']): BenchResult[] => {
  const settings = { ...about, incidents: step.incidents };
  const row = (name: string, ours: readonly number[], anew: readonly number[], share: number): BenchResult =>
    lowerIsBetter({
      name,
      unit: 'ms',
      ours: quantile(ours, share),
      baseline: { name: 'traced anew', value: quantile(anew, share) },
      samples: ours.length,
      settings,
    });
  return [
    row(`one switching step among ${step.incidents} open incidents, p50`, step.switching, step.switchingAnew, 0.5),
    row('the same, p95', step.switching, step.switchingAnew, 0.95),
    row('a breaker trips among them, p50', step.trip, step.tripAnew, 0.5),
    row('the same, p95', step.trip, step.tripAnew, 0.95),
  ];
};

const beside = (
  library: ContenderName,
  ours: ContenderReport,
  theirs: ContenderReport,
  settings: BenchResult['settings'],
): BenchResult[] => {
  const one = (name: string, unit: string, our: number, their: number, samples: number): BenchResult =>
    lowerIsBetter({ name, unit, ours: our, baseline: { name: library, value: their }, samples, settings });
  const p50 = (name: string, our: Timing, their: Timing): BenchResult =>
    one(name, 'ms', our.p50, their.p50, our.samples);
  const { figures } = ours;
  return [
    one('build from columns', 'ms', ours.buildMs, theirs.buildMs, 1),
    one('load from stored bytes and first answer', 'ms', ours.loadMs ?? Number.NaN, theirs.buildMs, 1),
    one('memory of the network', 'MB', ours.residentMb, theirs.residentMb, 1),
    p50('downstream of one breaker, p50 over feeders', figures.downstream, theirs.figures.downstream),
    p50(`${REPORTS.toLocaleString('en')} reports up to all devices`, figures.reports, theirs.figures.reports),
    p50('the same, from ids as they come in', figures.reportsById, theirs.figures.reportsById),
    p50('energise everything', figures.energise, theirs.figures.energise),
    p50('re-energise after one switch opens, p50', figures.open, theirs.figures.open),
    one('the same, p99', 'ms', figures.open.p99, theirs.figures.open.p99, figures.open.samples),
    p50('customers below every device', figures.customersBelow, theirs.figures.customersBelow),
  ];
};

const assertSameAnswers = (library: string, { answers }: ContenderReport, theirs: ContenderReport): void => {
  for (const [question, answer] of Object.entries(answers)) {
    const other = theirs.answers[question as keyof typeof answers];
    if (other !== answer) throw new Error(`${library} answers "${question}" differently: ${other}, not ${answer}`);
  }
};

/** Runs a file and takes the one message that it sends. */
const inProcess = <Report>(file: string, args: readonly string[]): Promise<Report> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL(file, import.meta.url), args, {
      execArgv: ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'],
    });
    child.once('message', (report) => resolve(report as Report));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ${args.join(' ')} ended with ${code}`)));
  });
