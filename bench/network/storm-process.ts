import { buildNetwork } from '@relight/shared/network/build';
import { createPredictor } from '@relight/shared/network/predict/create-predictor';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { generateNetwork } from './generate.ts';
import { residentMb } from './memory.ts';
import { stormOn } from './storm.ts';

export type StormReport = {
  readonly faults: number;
  readonly calls: number;
  readonly predicted: number;
  readonly createMs: number;
  readonly residentMb: number;
  /** Each of the last calls of the storm, ms. */
  readonly oneMoreCall: readonly number[];
  /** A call after which every feeder is weighed again, ms. */
  readonly allAgain: readonly number[];
  /** Silence weighed on every feeder, and all devices that have failed named, ms. */
  readonly resolve: readonly number[];
};

const START = Date.UTC(2026, 6, 15, 6);
const MOST_MEASURED = 2000;
const RESOLVES = 7;

/** The predictor in a storm, in a process of its own. */
const run = async (servicePoints: number, faults: number): Promise<StormReport> => {
  const model = buildNetwork(generateNetwork(servicePoints));
  const storm = stormOn(model, faults, START);
  const before = await residentMb();
  const createStart = performance.now();
  const predictor = createPredictor(model, { parameters: PREDICTION_PARAMETERS.values });
  const createMs = performance.now() - createStart;
  const held = (await residentMb()) - before;

  const measured = Math.min(MOST_MEASURED, storm.calls.length >> 1);
  const earlier = storm.calls.slice(0, -measured);
  const last = storm.calls.slice(-measured);
  let minute = 0;
  for (const call of earlier) {
    predictor.add(call);
    const at = Math.floor(call.at / 60_000);
    if (at > minute) predictor.refresh(call.at);
    minute = at;
  }
  const timed = (work: () => void): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const oneMoreCall = last.map((call) => timed(() => predictor.add(call)));
  const end = (last.at(-1)?.at ?? START) + 60_000;
  let predicted = 0;
  const resolve = Array.from({ length: RESOLVES }, (_, round) =>
    timed(() => {
      predictor.refresh(end + round * 60_000);
      predicted = predictor.predictions().length;
    }),
  );
  const later = end + RESOLVES * 60_000;
  const allAgain = storm.calls.slice(0, RESOLVES).map((call, round) =>
    timed(() => {
      predictor.add({ ...call, id: `again-${round}`, at: later });
      predictor.refresh(later + round);
    }),
  );
  const { devices, calls } = storm;
  return {
    faults: devices.length,
    calls: calls.length,
    predicted,
    createMs,
    residentMb: held,
    oneMoreCall,
    allAgain,
    resolve,
  };
};

const [servicePoints = '0', faults = '2000'] = process.argv.slice(2);
process.send?.(await run(Number(servicePoints), Number(faults)), () => process.exit(0));
