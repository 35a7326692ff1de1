import { parseArgs } from 'node:util';
import { benchEtr } from './etr.ts';
import { benchFlood } from './flood/bench-flood.ts';
import { benchLive } from './live/bench-live.ts';
import { benchLog } from './log.ts';
import { benchNetwork } from './network/bench-network.ts';
import { benchPrediction } from './prediction/bench-prediction.ts';
import { type BenchResult, printResult, writeResults } from './result.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    points: { type: 'string' },
    faults: { type: 'string' },
    network: { type: 'string', multiple: true },
    seed: { type: 'string' },
    docs: { type: 'boolean' },
    history: { type: 'string', multiple: true },
  },
});

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  log: benchLog,
  live: benchLive,
  flood: benchFlood,
  // With --points N, service points of the generated network.
  network: () => benchNetwork(values.points === undefined ? undefined : Number(values.points)),
  // With --faults N of each kind, --network FILE beside the two cities, --seed N, and --docs to write the tables into docs/prediction.md.
  prediction: () =>
    benchPrediction({
      ...(values.faults === undefined ? {} : { faults: Number(values.faults) }),
      ...(values.network === undefined ? {} : { networks: values.network }),
      ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
      docs: values.docs === true,
    }),
  // With --history FILE, a utility's own past outages beside the generated ones.
  etr: () => benchEtr(values.history ?? []),
};

const unknown = positionals.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const results: BenchResult[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  console.log(`\n${name}`);
  for (const result of (await BENCHES[name]?.()) ?? []) {
    printResult(result);
    results.push(result);
  }
}
if (values.json !== undefined) writeResults(values.json, results);
process.exit(0);
