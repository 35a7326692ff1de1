import { asUtf8, isBlank } from '../../import-files/as-utf8.ts';
import { emptyFile } from '../../import-files/foreign-files.ts';
import { BrokenInput, type InputFile } from '../../import-files/input-file.ts';
import { importCim, importCimSet } from './cim/import-cim.ts';
import type { ImportOptions, ImportResult } from './import-network.ts';
import { importNetwork } from './import-network.ts';
import { inFile, problem } from './problems.ts';

/** Reads a network file of either format, told apart by what it begins with: CIM RDF/XML with an angle bracket, anything else is GeoJSON. */
export const importNetworkFile = async (
  source: AsyncIterable<Uint8Array>,
  options?: ImportOptions,
): Promise<ImportResult> => {
  try {
    const { isXml, isBlank, chunks } = await begun(asUtf8(source));
    if (isBlank) throw emptyFile();
    return await (isXml ? importCim(chunks, options) : importNetwork(chunks, options));
  } catch (error) {
    return refusedBy(error);
  }
};

/**
 * Reads a network from one file of either format, or from the files of a CIM set, in any order.
 * @param options.onProgress is told of bytes as they lie in the files, of which `size` is the sum
 */
export const importNetworkFiles = async (
  files: readonly InputFile[],
  options: ImportOptions = {},
): Promise<ImportResult> => {
  const [only, ...more] = files;
  let bytes = 0;
  let features = 0;
  const onBytes = (read: number) => {
    bytes += read;
    options.onProgress?.({ bytes, features });
  };
  const counted: ImportOptions = {
    ...options,
    onProgress: (progress) => {
      features = progress.features;
    },
  };
  if (only && more.length === 0) return importNetworkFile(only.open(onBytes), counted);
  try {
    const other = await firstNotXml(files);
    if (other) return { ok: false, errors: [mixed(other)] };
    const set = files.map((file) => ({ name: file.name, chunks: told(file, onBytes) }));
    return await importCimSet(set, counted);
  } catch (error) {
    return refusedBy(error);
  }
};

const refusedBy = (error: unknown): ImportResult => {
  if (error instanceof BrokenInput) return { ok: false, errors: [error.problem] };
  throw error;
};

/** The text of one file; what is wrong with it names the file. */
async function* told(file: InputFile, onBytes: (more: number) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* asUtf8(file.open(onBytes));
  } catch (error) {
    throw error instanceof BrokenInput ? new BrokenInput(inFile(error.problem, file.name)) : error;
  }
}

const firstNotXml = async (files: readonly InputFile[]): Promise<InputFile | undefined> => {
  for (const file of files) {
    const text = told(file, () => {});
    const { isXml } = await begun(text);
    await text.return(undefined);
    if (!isXml) return file;
  }
  return undefined;
};

/** Whether a text begins with an angle bracket, whether there is anything in it, and the whole of it. */
const begun = async (chunks: AsyncGenerator<Uint8Array>) => {
  const held: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const { value, done } = await chunks.next();
    if (done) break;
    held.push(value);
    first = value.find((byte: number) => !isBlank(byte));
  }
  const whole = (async function* () {
    yield* held;
    yield* chunks;
  })();
  return { isXml: first === ANGLE_BRACKET, isBlank: first === undefined, chunks: whole };
};

const ANGLE_BRACKET = 0x3c;

const mixed = (file: InputFile) =>
  problem(
    'mixed-files',
    {
      zh: '不是 CIM RDF/XML。只有 CIM 模型可以由多个文件组成；GeoJSON 须为一个文件。',
      en: 'is not CIM RDF/XML. Only a CIM model comes in several files; a GeoJSON network is one file, given alone.',
    },
    { file: file.name },
  );
