import { z } from 'zod';
import { TOLD_STANDINGS } from '../operation/etr-standing.ts';
import { foreignId } from '../operation/ids.ts';
import { instant, latitude, longitude } from '../operation/values.ts';
import { REPORT_CHANNELS, REPORT_KINDS } from '../operation/vocabulary.ts';
import { withoutBidiControls } from '../text/bidi.ts';

/** What is older is history: nobody waits for a crew any more. */
export const OLDEST_LINE_MS = 7 * 24 * 3_600_000;

/** One trouble report, as a call centre, an app or the dispatcher's form sends it. Where: a service point, or a position. */
export const troubleReport = z
  .strictObject({
    id: foreignId,
    at: instant,
    channel: z.enum(REPORT_CHANNELS),
    servicePoint: foreignId.optional(),
    lon: longitude.optional(),
    lat: latitude.optional(),
    kind: z.enum(REPORT_KINDS).default('outage'),
    /** What the caller said. Kept in a table that can forget, never in the log. */
    note: z.string().overwrite(withoutBidiControls).max(1000).optional(),
  })
  .refine((report) => report.servicePoint !== undefined || (report.lon !== undefined && report.lat !== undefined), {
    error: 'say where: servicePoint, or lon and lat',
  });
export type TroubleReport = z.infer<typeof troubleReport>;

/** The answer of every intake: what was new, what was known already, and what could not be taken, by index. */
export const intakeAnswer = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.array(z.object({ index: z.number().int(), code: z.string(), message: z.string() })),
  /** For callers inside an outage that is known already: what to tell them. */
  known: z
    .array(
      z.object({
        index: z.number().int(),
        incident: z.string(),
        /** As it is called everywhere: OUT-0042. */
        label: z.string(),
        planned: z.boolean(),
        /** When supply is expected: null as well where that time has passed, which `etrStanding` says. */
        etr: z.string().nullable(),
        etrStanding: z.enum(TOLD_STANDINGS),
        /** Of an outage that is over: when supply came back. The report was made before that, and opens nothing new. */
        restoredAt: z.string().optional(),
      }),
    )
    .optional(),
  /** Of lines that were taken: what their sender should know. */
  remarks: z
    .array(
      z.object({
        index: z.number().int(),
        /** `aheadOfClock`: counted as of now. `olderThanKnown`: kept, and changes nothing. `tooOld`: kept, and opens no outage. */
        code: z.enum(['aheadOfClock', 'olderThanKnown', 'tooOld']),
        message: z.string(),
      }),
    )
    .optional(),
});
export type IntakeAnswer = z.infer<typeof intakeAnswer>;
export type IntakeRemark = NonNullable<IntakeAnswer['remarks']>[number];

/** At most this many reports in one request; more come as several requests. */
export const MAX_REPORTS = 20_000;
