import { z } from 'zod';
import { commandMessage } from './up/command.ts';
import { positionMessage } from './up/position.ts';
import { resumeMessage } from './up/resume.ts';

/** Everything a client may say. */
export const up = z.discriminatedUnion('kind', [commandMessage, resumeMessage, positionMessage]);
export type Up = z.infer<typeof up>;

/** A message longer than this is not read. */
export const MAX_UP_BYTES = 256 * 1024;
