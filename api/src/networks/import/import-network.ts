import { createHash } from 'node:crypto';
import type { NetworkStats, NetworkWarning } from '@relight/shared/http/networks';
import type { NetworkColumns } from '@relight/shared/network/model';
import type { FeatureCollection } from 'geojson';
import { networkCollector } from './collect-network.ts';
import type { LocalNames } from './members.ts';
import { checkSystem, readBase, readNames, readText } from './members.ts';
import type { ImportProblem, Place } from './problems.ts';
import { problem, quoted } from './problems.ts';
import { notACollection, splitCollection } from './split-collection.ts';
import { statsOf } from './stats.ts';
import { warningsOf } from './warnings.ts';

export type ImportedNetwork = {
  readonly ok: true;
  readonly columns: NetworkColumns;
  /** Names in both languages by id of a node, an edge, a feeder or a substation. */
  readonly names: LocalNames;
  /** What to draw under the network, if the file brings it. */
  readonly base?: FeatureCollection;
  readonly stats: NetworkStats;
  readonly warnings: readonly NetworkWarning[];
};

export type ImportResult = ImportedNetwork | { readonly ok: false; readonly errors: readonly ImportProblem[] };

export type ImportProgress = { readonly bytes: number; readonly features: number };

export type ImportOptions = {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly maxFeatures?: number;
};

/**
 * Reads a network file (docs: network GeoJSON) from a stream, once, holding only its columns. A file is taken whole or not at all; what is
 * wrong is collected by cause to the end of the file, or to the first place where the text itself is broken.
 */
export const importNetwork = async (
  source: AsyncIterable<Uint8Array | string>,
  { onProgress, maxFeatures = 20_000_000 }: ImportOptions = {},
): Promise<ImportResult> => {
  const network = networkCollector();
  const members = new Map<string, unknown>();
  let features = 0;
  let bytes = 0;

  const feature = (text: string, line: number): ImportProblem | undefined => {
    const place = { line, index: features++ };
    if (features > maxFeatures) return tooMany(maxFeatures);
    const value = parseJson(text);
    if (value === undefined) return notJson(place);
    network.take(value, place);
    return undefined;
  };

  const member = (name: string, text: string, line: number): ImportProblem | undefined => {
    if (!KEPT_MEMBERS.includes(name)) return undefined;
    const value = parseJson(text);
    if (value === undefined) return notJson({ line, property: name });
    if (name === 'type' && value !== 'FeatureCollection') return notACollection();
    if (name === 'features') return wrongFeatures(line, value);
    members.set(name, value);
    if (name === 'crs') checkSystem(value, network.report);
    return undefined;
  };
  const broken = (stopped: ImportProblem): ImportResult => {
    // What has neither a type nor a feature was never meant to be a collection.
    network.report(stopped.code === 'not-json' && !members.has('type') && features === 0 ? notACollection() : stopped);
    return refused(network.problems());
  };

  const splitter = splitCollection({ feature, member }, { featureChars: 1_000_000, memberChars: 128_000_000 });
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      const stopped = splitter.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
      if (stopped) return broken(stopped);
      onProgress?.({ bytes, features });
    }
    const stopped = splitter.push(decoder.decode()) ?? splitter.end();
    if (stopped) return broken(stopped);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return refused([notUtf8()]);
    throw error;
  }

  if (!members.has('type')) return refused([notACollection()]);
  network.close();
  const { report } = network;
  const version = readText(members, 'version', report) ?? `sha256-${hash.digest('hex').slice(0, 16)}`;
  const name = readText(members, 'name', report) ?? version;
  const about = { version, name, source: readText(members, 'source', report) ?? '' };
  const names = readNames(members.get('names'), report);
  const base = readBase(members.get('base'), report);
  if (!network.isSound()) return refused(network.problems());

  for (const [id, local] of Object.entries(names)) network.nameIfNone(id, local);
  const columns = network.columns(about);
  return {
    ok: true,
    columns,
    names,
    ...(base ? { base } : {}),
    stats: statsOf(columns, { features, bytes }),
    warnings: warningsOf(columns),
  };
};

const KEPT_MEMBERS = ['type', 'features', 'name', 'version', 'source', 'names', 'base', 'crs'];

const refused = (errors: readonly ImportProblem[]): ImportResult => ({ ok: false, errors });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const notJson = (place: Place): ImportProblem =>
  problem(
    'not-json',
    { zh: '此处文本不是有效的 JSON，请重新导出。', en: 'the text here is not valid JSON. Export the file again.' },
    place,
  );

const notUtf8 = (): ImportProblem =>
  problem('not-utf8', {
    zh: '文件不是 UTF-8 编码。请以 UTF-8 重新保存（GBK 编码的中文名称会出现此问题）。',
    en: 'the file is not encoded as UTF-8. Save it again as UTF-8.',
  });

const tooMany = (limit: number): ImportProblem =>
  problem('too-large', {
    zh: `要素超过 ${limit} 个的上限。`,
    en: `the file has more than the limit of ${limit} features.`,
  });

const wrongFeatures = (line: number, value: unknown): ImportProblem =>
  problem(
    'not-a-feature-collection',
    { zh: `features 应为数组，实为 ${quoted(value)}。`, en: `features must be an array, not ${quoted(value)}.` },
    { line },
  );
