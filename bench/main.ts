import { parseArgs } from 'node:util';
import { benchLive } from './live/bench-live.ts';
import { benchLog } from './log.ts';
import { benchNetwork } from './network/bench-network.ts';
import { type BenchResult, printResult, writeResults } from './result.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, points: { type: 'string' } },
});

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  log: benchLog,
  live: benchLive,
  // With --points N, service points of the generated network.
  network: () => benchNetwork(values.points === undefined ? undefined : Number(values.points)),
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
