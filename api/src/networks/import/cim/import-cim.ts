import { createHash } from 'node:crypto';
import type { NetworkWarning } from '@relight/shared/http/networks';
import { networkCollector } from '../collect-network.ts';
import type { ImportOptions, ImportResult } from '../import-network.ts';
import type { ImportProblem } from '../problems.ts';
import { MAX_PROBLEMS, problem } from '../problems.ts';
import { statsOf } from '../stats.ts';
import { warningsOf } from '../warnings.ts';
import { buildFeatures, CIM_NAMES } from './build-features.ts';
import type { CimModel } from './model.ts';
import { cimModel, textOf } from './model.ts';
import { cimParser } from './parse-cim.ts';

/**
 * Reads a distribution model in CIM RDF/XML (IEC 61970-301 and 61968-11; CIM16, CIM17) from a stream, once. Held are the objects that
 * a network needs, never the text. It goes through the same checks as a GeoJSON file and is taken whole or not at all.
 */
export const importCim = async (
  source: AsyncIterable<Uint8Array | string>,
  { onProgress, maxFeatures = 20_000_000 }: ImportOptions = {},
): Promise<ImportResult> => {
  const network = networkCollector((property) => CIM_NAMES[property] ?? property);
  const model = cimModel();
  const parser = cimParser((object) => {
    const found = model.add(object);
    if (found) network.report(found);
  });
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      const stopped = parser.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      if (stopped) return refused([...network.problems, stopped]);
      if (network.isFull()) return refused(network.problems);
      if (model.count() > maxFeatures) return refused([tooMany(maxFeatures)]);
      onProgress?.({ bytes, features: model.count() });
    }
    const stopped = parser.push(decoder.decode()) ?? parser.end();
    if (stopped) return refused([...network.problems, stopped]);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return refused([notUtf8()]);
    throw error;
  }

  const { derived } = buildFeatures(model, network);
  network.close();
  if (network.problems.length > 0) return refused(network.problems);
  const version = `sha256-${hash.digest('hex').slice(0, 16)}`;
  const columns = network.columns({ version, name: nameOf(model) ?? version, source: model.about().authority ?? '' });
  return {
    ok: true,
    columns,
    names: {},
    stats: statsOf(columns, { features: model.count(), bytes }),
    warnings: [...cimWarnings(model, derived), ...warningsOf(columns)],
  };
};

/** What was left out, and what was made up for. */
const cimWarnings = (model: CimModel, derived: readonly string[]): NetworkWarning[] => {
  const skipped = model.skipped();
  const [example] = derived;
  return [
    ...(skipped.count > 0 ? [{ code: 'skipped-objects', ...skipped } as const] : []),
    ...(example === undefined ? [] : [{ code: 'derived-positions', count: derived.length, example } as const]),
  ];
};

/** What the header calls the model, else the only feeder or substation. */
const nameOf = (model: CimModel): string | undefined => {
  const { description } = model.about();
  if (description) return description.slice(0, 200);
  for (const name of ['Feeder', 'Substation']) {
    const [only, ...more] = model.ofClass(name);
    if (only && more.length === 0) return textOf(only, 'IdentifiedObject.name')?.slice(0, 200);
  }
  return undefined;
};

const refused = (errors: readonly ImportProblem[]): ImportResult => ({
  ok: false,
  errors: errors.slice(0, MAX_PROBLEMS),
});

const notUtf8 = (): ImportProblem =>
  problem('not-utf8', {
    zh: '文件不是 UTF-8 编码。请以 UTF-8 重新导出。',
    en: 'the file is not encoded as UTF-8. Export it again as UTF-8.',
  });

const tooMany = (limit: number): ImportProblem =>
  problem('too-large', {
    zh: `对象超过 ${limit} 个的上限。`,
    en: `the file has more than the limit of ${limit} objects.`,
  });
