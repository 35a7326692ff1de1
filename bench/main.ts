import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAttack } from './attack/bench-attack.ts';
import { benchEtr } from './etr.ts';
import { benchFlood } from './flood/bench-flood.ts';
import { benchLive } from './live/bench-live.ts';
import { benchLog } from './log.ts';
import { benchMap } from './map/bench-map.ts';
import { writeCity } from './map/large-city.ts';
import { benchNetwork } from './network/bench-network.ts';
import { benchPrediction } from './prediction/bench-prediction.ts';
import { PARTS, type Part } from './prediction/parts.ts';
import { type BenchResult, printResult, writeResults } from './result.ts';

const OPTIONS = {
  json: { type: 'string' },
  points: { type: 'string' },
  faults: { type: 'string' },
  storms: { type: 'string' },
  part: { type: 'string' },
  full: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  network: { type: 'string', multiple: true },
  seed: { type: 'string' },
  docs: { type: 'boolean' },
  history: { type: 'string', multiple: true },
  write: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const { positionals, values } = readArguments();

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchResult[]>>> = {
  log: benchLog,
  live: benchLive,
  flood: benchFlood,
  attack: benchAttack,
  // With --points N, service points of the generated network.
  network: () => benchNetwork(values.points === undefined ? undefined : Number(values.points)),
  // With --points N, a city of that size alone; with --write FILE too, nothing is measured and the city is a network file to import.
  map: async () => {
    const points = values.points === undefined ? undefined : Number(values.points);
    if (values.write === undefined) return benchMap(points === undefined ? undefined : [points]);
    await writeCity(values.write, points ?? 1_000_000);
    console.log(`  written: npm run import -- network ${values.write}`);
    return [];
  },
  // With --faults N and --storms N of each kind, --network FILE beside the generated ones, --seed N, --part and --only for less, --full for
  // all kinds of fronts, and --docs to write the tables into docs/prediction.md and docs/prediction-fronts.md.
  prediction: () =>
    benchPrediction({
      ...(values.faults === undefined ? {} : { faults: Number(values.faults) }),
      ...(values.storms === undefined ? {} : { storms: Number(values.storms) }),
      ...(values.part === undefined ? {} : { part: partNamed(values.part) }),
      ...(values.only === undefined ? {} : { only: values.only }),
      ...(values.network === undefined ? {} : { networks: values.network }),
      ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
      full: values.full === true,
      docs: values.docs === true,
    }),
  // With --history FILE, a utility's own past outages beside the generated ones.
  etr: () => benchEtr(values.history ?? []),
};

if (values.help) {
  console.log(usage());
  process.exit(0);
}
for (const name of ['points', 'faults', 'storms', 'seed'] as const) {
  const given = values[name];
  if (given !== undefined && !/^\d+$/.test(given)) stop(`--${name} must be a whole number, not "${given}".`);
}
if (values.json !== undefined && !existsSync(dirname(resolve(values.json)))) {
  stop(`There is no directory ${dirname(resolve(values.json))} to write --json into.`);
}

const unknown = positionals.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  stop(`There is no benchmark "${unknown.join('", "')}". There are: ${Object.keys(BENCHES).join(', ')}.`);
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

function partNamed(part: string): Part {
  return PARTS.find((one) => one === part) ?? stop(`--part must be one of ${PARTS.join(', ')}, not "${part}".`);
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return stop((error as Error).message);
  }
}

function usage(): string {
  return [
    `Usage: npm run bench -- [${Object.keys(BENCHES).join('|')}] … [--json FILE]; without a name all of them, one after the other`,
    '  network: --points N service points',
    '  map: --points N service points; --write FILE writes the generated city as a network file to import, and measures nothing',
    '  prediction: --faults N and --storms N of each kind, --network FILE, --seed N; --part faults|fronts for one part alone, --only NETWORK for',
    '    one network alone, by its name or file; --full for all kinds of fronts; --docs to write the tables into docs/prediction*.md',
    '  etr: --history FILE of past outages',
  ].join('\n');
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
