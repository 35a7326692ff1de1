import type { OperationEvent } from './events.ts';

/** Brings one stored event of a shape that is no longer written to the next shape. */
type Upcaster = (stored: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * By the type the event was stored with; one that changes the type leads to the next upcaster. Every entry has a fixture in
 * `event-fixtures.ts` and stays for ever, like the events it reads.
 */
const UPCASTERS: Readonly<Record<string, Upcaster>> = {};

/**
 * A stored event as the rules of today read it. An event of a type that this version does not know is passed on as it is: `evolve`
 * ignores it, so that an older program can follow a log that a newer one writes.
 * @throws TypeError if it is no event at all
 */
export const upcast = (stored: unknown, upcasters = UPCASTERS): OperationEvent => {
  if (typeof stored !== 'object' || stored === null || !('type' in stored) || typeof stored.type !== 'string') {
    throw new TypeError('a stored event must be an object with a type');
  }
  let current = stored as Readonly<Record<string, unknown>> & { readonly type: string };
  for (let type = ''; type !== current.type && Object.hasOwn(upcasters, current.type); ) {
    type = current.type;
    current = upcasters[type]?.(current) as typeof current;
  }
  return current as unknown as OperationEvent;
};
