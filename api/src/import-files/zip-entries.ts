import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { problem } from '../networks/import/problems.ts';
import { BrokenInput, type InputFile, MAX_RATIO, MAX_UNPACKED_BYTES, SMALL_BYTES } from './input-file.ts';

const MAX_ENTRIES = 2_000;

/**
 * The files in a zip archive, without unpacking any: each is unpacked as a stream when it is opened, and its length and checksum are compared
 * with the archive's directory. Names are labels alone, nothing is written to a disk.
 * @throws BrokenInput if it is no archive, encrypted, or would unpack to more than is reasonable
 */
export const zipEntries = async (
  path: string,
): Promise<{ readonly files: readonly InputFile[]; readonly close: () => void }> => {
  const archive = basename(path);
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => {
    throw damaged(archive, error.message);
  });
  try {
    return { files: await entriesOf(zip, archive), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
};

const entriesOf = async (zip: ZipFile, archive: string): Promise<readonly InputFile[]> => {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (entries.push(entry) > MAX_ENTRIES) throw tooMuch(archive);
    }
  } catch (error) {
    throw error instanceof BrokenInput ? error : damaged(archive, (error as Error).message);
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (unpacked > MAX_UNPACKED_BYTES) throw tooMuch(archive);
  if (unpacked > SMALL_BYTES && unpacked > MAX_RATIO * zip.fileSize) throw tooMuch(archive);
  return entries.map((entry) => {
    const name = `${archive}/${entry.fileName}`;
    return {
      name,
      size: entry.uncompressedSize,
      open: (onBytes) => read(zip, entry, name, onBytes),
    };
  });
};

async function* read(
  zip: ZipFile,
  entry: Entry,
  name: string,
  onBytes?: (more: number) => void,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw encrypted(name);
  if (!entry.canDecodeFileData()) throw unknownMethod(name);
  let checksum = 0;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      checksum = crc32(chunk, checksum);
      onBytes?.(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw damaged(name, (error as Error).message);
  }
  if (checksum !== entry.crc32) throw damaged(name, 'its checksum is another one');
}

const damaged = (file: string, reason: string): BrokenInput =>
  new BrokenInput(
    problem(
      'damaged-file',
      {
        zh: `压缩文件已损坏或不完整（${reason.slice(0, 120)}）。请重新传输或重新打包。`,
        en: `the archive is damaged or incomplete (${reason.slice(0, 120)}). Copy it again, or pack it again.`,
      },
      { file },
    ),
  );

const encrypted = (file: string): BrokenInput =>
  new BrokenInput(
    problem(
      'encrypted-file',
      {
        zh: '文件已加密。请解密后再导入。',
        en: 'is encrypted. Unpack it with its password, and import what is in it.',
      },
      { file },
    ),
  );

const unknownMethod = (file: string): BrokenInput =>
  new BrokenInput(
    problem(
      'damaged-file',
      {
        zh: '压缩方式不是 deflate，无法读取。请用普通 zip 重新打包。',
        en: 'is packed by a method that is not read. Pack it again as an ordinary zip (deflate).',
      },
      { file },
    ),
  );

const tooMuch = (file: string): BrokenInput =>
  new BrokenInput(
    problem(
      'too-large',
      {
        zh: `解压后过大或文件过多（上限 ${MAX_UNPACKED_BYTES / 1e9} GB、${MAX_RATIO} 倍、${MAX_ENTRIES} 个文件）。请解压后检查。`,
        en: `unpacks to too much: at most ${MAX_UNPACKED_BYTES / 1e9} GB, ${MAX_RATIO} times its size and ${MAX_ENTRIES} files. Unpack it and look at what is in it.`,
      },
      { file },
    ),
  );
