import { createHash } from 'node:crypto';
import type { NetworkWarning } from '@relight/shared/http/networks';
import { networkCollector } from '../collect-network.ts';
import type { ImportOptions, ImportResult } from '../import-network.ts';
import type { ImportProblem } from '../problems.ts';
import { inFile, problem } from '../problems.ts';
import { statsOf } from '../stats.ts';
import { warningsOf } from '../warnings.ts';
import { buildFeatures, CIM_NAMES, type MadeUp } from './build-features.ts';
import { checkSet, missingModels } from './check-set.ts';
import type { CimModel, KeptObject } from './model.ts';
import { cimModel, textOf } from './model.ts';
import { isNeeded } from './model-header.ts';
import { cimParser } from './parse-cim.ts';
import { problemOf } from './read-values.ts';

/** One file of a model. The name is for messages; undefined where there is only one. */
export type CimFile = { readonly name: string | undefined; readonly chunks: AsyncIterable<Uint8Array | string> };

/** One file that holds a whole model; see importCimSet. */
export const importCim = (source: AsyncIterable<Uint8Array | string>, options?: ImportOptions): Promise<ImportResult> =>
  importCimSet([{ name: undefined, chunks: source }], options);

/**
 * Reads a distribution model in CIM RDF/XML (IEC 61970-301 and 61968-11; CIM16, CIM17, CIM100) from the files of a set (IEC 61970-600-1), in any
 * order, each as a stream and once. Held are the objects that a network needs, never the text. It goes through the same checks as a GeoJSON
 * file and is taken whole or not at all.
 */
export const importCimSet = async (
  files: readonly CimFile[],
  { onProgress, maxFeatures = 20_000_000 }: ImportOptions = {},
): Promise<ImportResult> => {
  const network = networkCollector((property) => CIM_NAMES[property] ?? property);
  const model = cimModel();
  const hashes: string[] = [];
  const notNeeded: string[] = [];
  let bytes = 0;
  /** @returns whether the file has been read to its end, or as far as it is needed */
  const read = async ({ name, chunks }: CimFile): Promise<boolean> => {
    model.startFile(name);
    let isEnough = false;
    const parser = cimParser((object) => {
      const found = model.add(object);
      if (found) network.report(found);
      const header = model.header();
      isEnough = header !== undefined && !isNeeded(header);
      return isEnough ? 'enough' : undefined;
    });
    const hash = createHash('sha256');
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const fail = (...found: readonly ImportProblem[]): false => {
      network.report(...found.map((one) => inFile(one, name)));
      return false;
    };
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        const stopped = parser.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
        if (stopped) return fail(stopped);
        if (model.count() > maxFeatures) return fail(tooMany(maxFeatures));
        onProgress?.({ bytes, features: model.count() });
        if (isEnough) {
          if (name !== undefined) notNeeded.push(name);
          return true;
        }
      }
      const stopped = parser.push(decoder.decode()) ?? parser.end();
      if (stopped) return fail(stopped);
    } catch (error) {
      if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
        return fail(notUtf8());
      throw error;
    }
    hashes.push(hash.digest('hex'));
    return true;
  };
  for (const file of files) if (!(await read(file))) return refused(network.problems());

  const unmatched = checkSet(model.headers(), files.length);
  network.report(...unmatched);
  // Without any equipment there is nothing that a state could be of.
  if (!unmatched.some(({ code }) => code === 'missing-profile')) {
    for (const object of model.undefinedObjects()) network.report(undefinedObject(object));
    network.report(...missingParts(model));
  }
  if (!network.isSound()) return refused(network.problems());
  const madeUp = buildFeatures(model, network);
  network.close();
  if (!network.isSound()) return refused(withMissingModels(network.problems(), model));
  const version = `sha256-${versionOf(hashes).slice(0, 16)}`;
  const source = model.headers().find(({ authority }) => authority !== undefined)?.authority ?? '';
  const columns = network.columns({ version, name: nameOf(model) ?? version, source });
  return {
    ok: true,
    columns,
    names: {},
    stats: statsOf(columns, { features: model.count(), bytes }),
    warnings: [...cimWarnings(model, madeUp, notNeeded), ...warningsOf(columns)],
  };
};

/** What no file has any of is said once, and not of every object. */
const missingParts = (model: CimModel): readonly ImportProblem[] => {
  const terminals = model.ofClass('Terminal');
  const hasNodes =
    terminals.length === 0 || terminals.some((one) => textOf(one, 'Terminal.ConnectivityNode') !== undefined);
  const hasPositions = terminals.length === 0 || model.ofClass('PositionPoint').length > 0;
  return [...(hasNodes ? [] : [busBranch()]), ...(hasPositions ? [] : [nowhere()])];
};

const busBranch = (): ImportProblem =>
  problem(
    'missing',
    {
      zh: '没有一个端子连到 ConnectivityNode：这是母线—支路（bus-branch）模型，其中没有开关两侧的节点。请按节点—开关（node-breaker）模型导出 EQ。',
      en: 'no terminal is at a ConnectivityNode: this is a bus-branch model, which does not have what lies between switches. Export the node-breaker model (EQ with operation).',
    },
    { property: 'Terminal.ConnectivityNode' },
  );

const nowhere = (): ImportProblem =>
  problem(
    'missing',
    {
      zh: '没有任何位置。请一并给出 Location 与 PositionPoint（GL 文件）。',
      en: 'nothing has a position. Give Location and PositionPoint (the GL file) as well.',
    },
    { property: 'PowerSystemResource.Location' },
  );

/** What is in the files, in whatever order they were given. */
const versionOf = (hashes: readonly string[]): string =>
  hashes.length === 1 ? (hashes[0] as string) : createHash('sha256').update(hashes.toSorted().join()).digest('hex');

/** Where something is not in the files, models that were not given are the likeliest reason and come first. */
const withMissingModels = (problems: readonly ImportProblem[], model: CimModel): readonly ImportProblem[] =>
  problems.some(({ code }) => code === 'unknown-reference' || code === 'unknown-node')
    ? [...missingModels(model.headers()), ...problems]
    : problems;

/** What was left out, and what was made up for. */
const cimWarnings = (model: CimModel, madeUp: MadeUp, notNeeded: readonly string[]): NetworkWarning[] => {
  const skipped = model.skipped();
  const warning = (code: NetworkWarning['code'], found: readonly string[]): NetworkWarning[] =>
    found[0] === undefined ? [] : [{ code, count: found.length, example: found[0] }];
  return [
    ...warning('skipped-files', notNeeded),
    ...(skipped.count > 0 ? [{ code: 'skipped-objects', ...skipped } as const] : []),
    ...warning('unconnected-nodes', madeUp.unconnected),
    ...warning('derived-positions', madeUp.derived),
    ...warning('normal-as-exported', madeUp.asExported),
    ...warning('not-in-normal-position', madeUp.switched),
  ];
};

/** What the header calls the model, else the only feeder or substation. */
const nameOf = (model: CimModel): string | undefined => {
  const description = model
    .headers()
    .find((header) => header.profiles.size === 0 || header.profiles.has('EQ'))?.description;
  if (description) return description.slice(0, 200);
  for (const name of ['Feeder', 'Substation']) {
    const [only, ...more] = model.ofClass(name);
    if (only && more.length === 0) return textOf(only, 'IdentifiedObject.name')?.slice(0, 200);
  }
  return undefined;
};

const refused = (errors: readonly ImportProblem[]): ImportResult => ({ ok: false, errors });

const undefinedObject = (object: KeptObject): ImportProblem =>
  problemOf('undefined-object', object, 'rdf:about', {
    zh: `${object.class} 在所给的设备（EQ）文件中没有定义。请给出同一次导出的 EQ 文件。`,
    en: `no equipment file begins this ${object.class}. Give the EQ file of the same export.`,
  });

const notUtf8 = (): ImportProblem =>
  problem('not-utf8', {
    zh: '文件不是 UTF-8 编码，或未在 XML 声明中注明编码（中文系统常为 GBK）。请以 UTF-8 重新导出。',
    en: 'the file is not encoded as UTF-8, and its XML declaration names no other encoding. Export it again as UTF-8.',
  });

const tooMany = (limit: number): ImportProblem =>
  problem('too-large', {
    zh: `对象超过 ${limit} 个的上限。`,
    en: `the file has more than the limit of ${limit} objects.`,
  });
