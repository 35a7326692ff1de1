import { z } from 'zod';

/** "I have everything up to `from`": sent when a client finds a gap or a differing state hash (`from: null` asks for a snapshot). */
export const resumeMessage = z.strictObject({ kind: z.literal('resume'), from: z.number().int().min(0).nullable() });
export type ResumeMessage = z.infer<typeof resumeMessage>;
