import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { problem } from '../networks/import/problems.ts';
import { BrokenInput, type InputFile, MAX_RATIO, MAX_UNPACKED_BYTES, SMALL_BYTES } from './input-file.ts';

/** A file on the disk; one that is packed with gzip is unpacked as it is read. */
export const plainFile = (path: string, size: number, packed: boolean): InputFile => {
  const name = basename(path);
  return { name, size, open: (onBytes) => (packed ? unpacked(path, name, onBytes) : read(path, onBytes)) };
};

async function* read(path: string, onBytes?: (more: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}

async function* unpacked(path: string, name: string, onBytes?: (more: number) => void): AsyncGenerator<Uint8Array> {
  const source = createReadStream(path);
  let packed = 0;
  source.on('data', (chunk) => {
    packed += chunk.length;
    onBytes?.(chunk.length);
  });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_UNPACKED_BYTES || (bytes > SMALL_BYTES && bytes > MAX_RATIO * packed)) throw tooMuch(name);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof BrokenInput ? error : damaged(name, (error as Error).message);
  } finally {
    source.destroy();
  }
}

const damaged = (file: string, reason: string): BrokenInput =>
  new BrokenInput(
    problem(
      'damaged-file',
      {
        zh: `gzip 文件已损坏或不完整（${reason.slice(0, 120)}）。请重新传输。`,
        en: `the gzip file is damaged or incomplete (${reason.slice(0, 120)}). Copy it again.`,
      },
      { file },
    ),
  );

const tooMuch = (file: string): BrokenInput =>
  new BrokenInput(
    problem(
      'too-large',
      {
        zh: `解压后过大（上限 ${MAX_UNPACKED_BYTES / 1e9} GB、${MAX_RATIO} 倍）。`,
        en: `unpacks to more than ${MAX_UNPACKED_BYTES / 1e9} GB or ${MAX_RATIO} times its size.`,
      },
      { file },
    ),
  );
