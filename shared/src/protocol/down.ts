import { z } from 'zod';
import { answer } from './down/answer.ts';
import { bye } from './down/bye.ts';
import { events } from './down/events.ts';
import { heartbeat } from './down/heartbeat.ts';
import { positions } from './down/positions.ts';
import { snapshot } from './down/snapshot.ts';
import { welcome } from './down/welcome.ts';

/** Everything the server may say. */
export const down = z.discriminatedUnion('kind', [welcome, snapshot, events, answer, heartbeat, positions, bye]);
export type Down = z.infer<typeof down>;
