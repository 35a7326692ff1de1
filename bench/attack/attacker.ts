import { areas } from './floods/areas.ts';
import { forbiddenOrders } from './floods/forbidden-orders.ts';
import { nonsense } from './floods/nonsense.ts';
import { signIns } from './floods/sign-ins.ts';
import { silentConnections } from './floods/silent-connections.ts';
import { slowBodies } from './floods/slow-bodies.ts';
import type { AttackerNews, AttackerOrder, FloodName, Target } from './messages.ts';

/**
 * A flood begins when called and stops by itself after `seconds`, or at a number of messages or connections of its own.
 * @returns what was done, in figures
 */
export type Flood = (target: Target, begun: () => void) => Promise<Record<string, number>>;

/** One attacker, in a process of its own so that what it does takes nothing from whoever is measured. Ends with its flood. */
const FLOODS: Readonly<Record<FloodName, Flood>> = {
  'forbidden orders': forbiddenOrders,
  nonsense,
  areas,
  'slow bodies': slowBodies,
  'sign-ins': signIns,
  'silent connections': silentConnections,
};

const say = (news: AttackerNews) => process.send?.(news);

process.on('message', async ({ flood, target }: AttackerOrder) => {
  const did = await FLOODS[flood](target, () => say({ kind: 'begun' }));
  process.send?.({ kind: 'over', did } satisfies AttackerNews, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
