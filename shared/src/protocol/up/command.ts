import { z } from 'zod';
import { commandSchema } from '../../operation/commands.ts';

/** An order. The same command may be sent again after a reconnection: it counts once, and gets the same answer. */
export const commandMessage = z.strictObject({ kind: z.literal('command'), command: commandSchema });
export type CommandMessage = z.infer<typeof commandMessage>;
