import { buildNetwork } from '@relight/shared/network/build';
import { decodeNetwork, encodeNetwork } from '@relight/shared/network/codec';
import { networkFacts } from '@relight/shared/network/network-facts';
import { NORMAL } from '@relight/shared/network/overlay';
import type { Contender, ContenderName } from './contender.ts';
import { generateNetwork } from './generate.ts';
import { graphology } from './graphology.ts';
import { type Answers, type Figures, measure } from './measure.ts';
import { residentMb } from './memory.ts';
import { ngraph } from './ngraph.ts';
import { ours } from './ours.ts';
import { scenarioOf } from './scenario.ts';

export type ContenderReport = {
  readonly figures: Figures;
  readonly answers: Answers;
  readonly nodes: number;
  readonly edges: number;
  /** From columns to a network that can be asked, ms. */
  readonly buildMs: number;
  /** Ours alone: from stored bytes to the answer to the first question about supply, ms. */
  readonly loadMs?: number;
  /** What holding the network adds to the process, MB. */
  readonly residentMb: number;
  readonly arraysMb?: number;
};

/** One contender in a process of its own, so that memory is its own and nobody is timed while another's garbage is collected. */
const run = async (name: ContenderName, servicePoints: number): Promise<ContenderReport> => {
  const columns = generateNetwork(servicePoints);
  const scenario = scenarioOf(columns);
  const size = { nodes: columns.nodes.ids.length, edges: columns.edges.ids.length };
  if (name !== 'ours') {
    const before = await residentMb();
    const start = performance.now();
    const contender = (name === 'graphology' ? graphology : ngraph)(columns, scenario);
    const buildMs = performance.now() - start;
    const held = (await residentMb()) - before;
    return { ...measure(contender, scenario), ...size, buildMs, residentMb: held };
  }
  const start = performance.now();
  const built = buildNetwork(columns);
  const buildMs = performance.now() - start;
  const bytes = encodeNetwork(built);
  const before = await residentMb();
  const loadStart = performance.now();
  const model = decodeNetwork(bytes);
  const facts = networkFacts(model);
  facts.darkUnder({ ...NORMAL, opened: [scenario.breakers[0] as string] });
  const loadMs = performance.now() - loadStart;
  const contender: Contender = ours(model);
  // The columns are views of the stored bytes, which were there before.
  const held = (await residentMb()) - before + bytes.byteLength / 1e6;
  const arraysMb = (contender.arrayBytes?.() ?? 0) / 1e6;
  return { ...measure(contender, scenario), ...size, buildMs, loadMs, residentMb: held, arraysMb };
};

const [name = 'ours', servicePoints = '0'] = process.argv.slice(2);
process.send?.(await run(name as ContenderName, Number(servicePoints)), () => process.exit(0));
