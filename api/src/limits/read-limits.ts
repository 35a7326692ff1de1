import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeBreak, describeIssues, flatten } from '../http/read-body.ts';
import { LIMITS, type Limits, limitsSchema } from './limits.ts';

export const LIMITS_FILE = 'limits.json';

/** The file that sets limits cannot be used; the message says where and why, for whoever runs the server. */
export class BadLimits extends Error {
  override readonly name = 'BadLimits';
}

/**
 * The limits of this installation: what the file in the data directory says, and what is built in for all that it does not say.
 * @throws BadLimits if the file is there and is not what it should be
 */
export const readLimits = async (dataDir: string): Promise<Limits> => {
  const file = join(dataDir, LIMITS_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return LIMITS;
    throw new BadLimits(`${file} cannot be read: ${(error as Error).message}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadLimits(`${file} is not JSON: ${describeBreak(text)}`);
  }
  const parsed = limitsSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error.issues.flatMap(flatten).slice(0, 10));
  throw new BadLimits(`${file} does not hold limits: ${issues}`);
};
