import { refuse } from '../../decider.ts';
import { hasSection, intersectRanges, type Ranges } from '../../network/ranges.ts';
import { openIncidents } from '../open-incidents.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { OperationState } from '../state.ts';

/** What forbids to energise something: a tag on the device, a permit for people who work there, a fault that is not repaired. */
export type Interlock = { readonly by: 'tag' | 'permit' | 'fault'; readonly id: string };

const CODES = { tag: 'deviceTagged', permit: 'permitInForce', fault: 'faultNotRepaired' } as const satisfies Record<
  Interlock['by'],
  RefusalCode
>;

/**
 * Everything that forbids to energise these sections by these devices ("tagged equipment is not allowed to be operated": IEC 61968-3
 * clearances; GB 26859-2011 for permits to work). Nothing here ever ends by time.
 */
export const interlocks = (
  state: Pick<OperationState, 'tags' | 'permits' | 'incidents'>,
  devices: readonly string[],
  energised: Ranges,
): readonly Interlock[] => [
  ...Object.values(state.tags)
    .filter(({ device }) => devices.includes(device))
    .map(({ id }) => ({ by: 'tag', id }) as const),
  ...Object.values(state.permits)
    .filter(({ ranges }) => intersectRanges(ranges, energised).length > 0)
    .map(({ id }) => ({ by: 'permit', id }) as const),
  ...openIncidents(state)
    .filter(({ fault }) => fault !== null && fault.repairedAt === null && hasSection(energised, fault.section))
    .map(({ id }) => ({ by: 'fault', id }) as const),
];

/** The first of them as a refusal, or null where nothing forbids it. */
export const refuseInterlocked = (found: readonly Interlock[]): Refusal | null => {
  const [first] = found;
  return first === undefined
    ? null
    : refuse(CODES[first.by], { [first.by === 'fault' ? 'incident' : first.by]: first.id });
};
