/** The course of one past outage; instants in milliseconds. */
export type OutageCourse = {
  readonly startedAt: number;
  /** Null: not restored as far as is known. */
  readonly restoredAt: number | null;
  /** Customers interrupted at the peak, as stated. */
  readonly metersAffected: number;
  /** Customers still out from `at` on, oldest first. */
  readonly steps: readonly { readonly at: number; readonly metersAffected: number }[];
};

export type OutageFigures = {
  readonly customersInterrupted: number;
  /** Null while the outage is open, here and below. */
  readonly customerMinutes: number | null;
  readonly durationMinutes: number | null;
  readonly kind: 'momentary' | 'sustained' | 'open';
};

/** IEEE 1366: an interruption of at most five minutes is momentary. Other statistics draw the line elsewhere. */
export const MOMENTARY_MINUTES = 5;

/**
 * What an outage counts for in reliability statistics (IEEE 1366, step restoration): each count of customers holds until the next step,
 * the first from the beginning, whenever it was noted; the restoration ends the last. Momentary or sustained is decided by the whole
 * duration.
 */
export const figuresOf = (course: OutageCourse, momentaryMinutes = MOMENTARY_MINUTES): OutageFigures => {
  const { startedAt, restoredAt, metersAffected, steps } = course;
  const customersInterrupted = steps.reduce((most, step) => Math.max(most, step.metersAffected), metersAffected);
  if (restoredAt === null) return { customersInterrupted, customerMinutes: null, durationMinutes: null, kind: 'open' };
  const durationMinutes = minutes(restoredAt - startedAt);
  return {
    customersInterrupted,
    customerMinutes: customerMinutes(course, restoredAt),
    durationMinutes,
    kind: durationMinutes <= momentaryMinutes ? 'momentary' : 'sustained',
  };
};

const customerMinutes = ({ startedAt, metersAffected, steps }: OutageCourse, end: number): number => {
  const [first] = steps;
  // A first step with nobody out tells only of the end.
  let out = first === undefined || first.metersAffected === 0 ? metersAffected : first.metersAffected;
  let from = startedAt;
  let sum = 0;
  for (const step of steps) {
    const at = Math.min(end, Math.max(from, step.at));
    sum += out * minutes(at - from);
    from = at;
    out = step.metersAffected;
  }
  return sum + out * minutes(end - from);
};

const minutes = (ms: number): number => ms / 60_000;
