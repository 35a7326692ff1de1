import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ImportProblem, problem } from '../networks/import/problems.ts';
import { emptyFile, refuseForeignNames } from './foreign-files.ts';
import { BrokenInput, type InputFile } from './input-file.ts';
import { plainFile } from './plain-file.ts';
import { zipEntries } from './zip-entries.ts';

export type Inputs =
  | { readonly ok: true; readonly files: readonly InputFile[]; readonly close: () => void }
  | { readonly ok: false; readonly errors: readonly ImportProblem[] };

/** What a directory or an archive holds besides, such as a reading note, is left alone. */
const READ = /\.(xml|rdf|geojson|json|ndjson|jsonl|csv)(\.gz)?$/i;

/**
 * The files behind what somebody named: files, directories (not what lies deeper) and zip archives; what a file is, is seen from its first
 * bytes. A file that is named itself is taken whatever it is called.
 */
export const openInputs = async (paths: readonly string[]): Promise<Inputs> => {
  const files: InputFile[] = [];
  const errors: ImportProblem[] = [];
  const archives: (() => void)[] = [];
  const close = () => {
    for (const archive of archives) archive();
  };
  for (const path of paths) {
    try {
      files.push(...(await filesAt(path, archives)));
    } catch (error) {
      if (error instanceof BrokenInput) errors.push(error.problem);
      else if (isSystemError(error)) errors.push(unreadable(path, error.code));
      else throw error;
    }
  }
  if (errors.length === 0) return { ok: true, files, close };
  close();
  return { ok: false, errors };
};

type Archives = (() => void)[];

const filesAt = async (path: string, archives: Archives): Promise<readonly InputFile[]> => {
  const found = await stat(path);
  if (!found.isDirectory()) return fileAt(path, found.size, archives);
  const all = await readdir(path);
  const names = all.filter((name) => READ.test(name) || /\.zip$/i.test(name)).sort();
  const files: InputFile[] = [];
  for (const name of names) {
    const inside = await stat(join(path, name));
    if (inside.isFile()) files.push(...(await fileAt(join(path, name), inside.size, archives)));
  }
  if (files.length === 0) {
    refuseForeignNames(all, basename(path));
    throw nothingIn(path);
  }
  return files;
};

const fileAt = async (path: string, size: number, archives: Archives): Promise<readonly InputFile[]> => {
  const start = await firstBytes(path);
  if (start.length === 0) throw emptyFile(basename(path));
  if (startsWith(start, ZIP)) {
    const zip = await zipEntries(path);
    archives.push(zip.close);
    refuseForeignNames(
      zip.files.map(({ name }) => name),
      basename(path),
    );
    const entries = zip.files.filter(({ name }) => !name.includes('__MACOSX/'));
    const nested = entries.find(({ name }) => /\.(zip|gz)$/i.test(name));
    if (nested) throw packedTwice(nested.name);
    const files = entries.filter(({ name }) => READ.test(name));
    if (files.length === 0) throw nothingIn(path);
    return files;
  }
  return [plainFile(path, size, startsWith(start, GZIP))];
};

const ZIP = [0x50, 0x4b];
const GZIP = [0x1f, 0x8b];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte);

const firstBytes = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error;

const unreadable = (path: string, code: string): ImportProblem => {
  if (code === 'ENOENT')
    return problem('unreadable-file', { zh: `没有文件 ${path}。`, en: `There is no file ${path}.` });
  const reason = { EACCES: 'you may not read it', EPERM: 'you may not read it' }[code] ?? code;
  return problem('unreadable-file', {
    zh: `无法读取文件 ${path}（${code}）。`,
    en: `The file ${path} cannot be read: ${reason}.`,
  });
};

const nothingIn = (path: string): BrokenInput =>
  new BrokenInput(
    problem('unreadable-file', {
      zh: `${path} 中没有可导入的文件（.xml、.rdf、.geojson、.json、.ndjson、.csv）。`,
      en: `There is nothing to import in ${path}: no file whose name ends in .xml, .rdf, .geojson, .json, .ndjson or .csv.`,
    }),
  );

const packedTwice = (file: string): BrokenInput =>
  new BrokenInput(
    problem(
      'unreadable-file',
      { zh: '压缩文件中还有压缩文件。请先解压一层。', en: 'is an archive in an archive. Unpack the outer one first.' },
      { file },
    ),
  );
