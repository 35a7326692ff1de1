import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const BYTES = 32;

export const browserKeyFile = (dataDir: string): string => join(dataDir, 'known-browsers.key');

/** The key with which this installation signs that somebody has signed in in a browser before; made at the first start. */
export const readBrowserKey = async (dataDir: string): Promise<Buffer> => {
  const file = browserKeyFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  try {
    const key = randomBytes(BYTES);
    await writeFile(file, key.toString('base64'), { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64');
  if (key.length !== BYTES) throw new Error(`${file} does not hold a key: remove it, and a new one is made.`);
  return key;
};
