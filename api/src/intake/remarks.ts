import type { IntakeRemark } from '@relight/shared/http/reports';
import { EVIDENCE_MEMORY, EVIDENCE_MEMORY_MS } from '@relight/shared/rules/evidence-memory';

/** What is said of a report that is too old to tell of the present. */
export const remarkOnAge = (index: number, { at }: { readonly at: string }, now: number): readonly IntakeRemark[] =>
  Date.parse(at) >= now - EVIDENCE_MEMORY_MS
    ? []
    : [
        {
          index,
          code: 'tooOld',
          message: `at: ${at} is more than ${EVIDENCE_MEMORY.values.hours} hours ago; the report is kept and opens no outage. Past outages are brought in with the outage history`,
        },
      ];

export const remarkOnOrder = (index: number): IntakeRemark => ({
  index,
  code: 'olderThanKnown',
  message: 'a newer position of this device was known; this one is kept and changes nothing',
});
