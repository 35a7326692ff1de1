import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 random bits: nobody guesses it, so a plain fast hash of it is enough to store. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Takes the same time wherever the two differ. */
export const isSameToken = (given: string, token: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(token)));

/** An id that names something and opens nothing. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(10).toString('hex')}`;
