import type { Sql } from '@relight/db/connect';
import type { Logger } from 'pino';
import { type Repeated, repeat } from '../repeat.ts';

/** What time it is, in ms, for everything that is recorded or due. */
export type Clock = { now(): number };

/** This machine's clock, as it is. */
export const machineClock: Clock = { now: () => Date.now() };

const LOOK_MS = 2_000;
/** Clocks that differ by less are the same; more than that in one step is a clock that was set. */
const STEP_MS = 1_000;
/** How often a database that answers late is asked at the start. */
const ASKED_AT_START = 5;
/** A step counts when it has lasted this long: what a time service gets wrong it usually mends within seconds. */
const LASTING_MS = 60_000;

/**
 * The database's clock, which all processes share, carried on by a stopwatch that nobody can set. Where it steps, this machine's or
 * another's, the old time goes on until the step has lasted; every step is told loudly.
 * @param stopwatch ms that pass evenly, whatever the clocks do
 */
export const startClock = async ({
  sql,
  log,
  lookMs = LOOK_MS,
  stopwatch = () => performance.now(),
  ask = () => askDatabase(sql),
}: {
  readonly sql: Sql;
  readonly log: Logger;
  readonly lookMs?: number;
  readonly stopwatch?: () => number;
  readonly ask?: () => Promise<number>;
}): Promise<Clock & Repeated & { look(): Promise<void> }> => {
  const measure = async (): Promise<Measured> => {
    const before = stopwatch();
    const told = await ask();
    const after = stopwatch();
    return { offset: told - (before + after) / 2, unsureMs: (after - before) / 2 };
  };
  let { offset } = await measureWell(measure);
  let step: { readonly offset: number; readonly since: number } | undefined;
  const own = Date.now() - (stopwatch() + offset);
  if (Math.abs(own) > STEP_MS) {
    log.error(
      { seconds: Math.round(own / 1000) },
      'the clock of this machine differs from that of the database, which is used',
    );
  }

  const look = async () => {
    const { offset: measured, unsureMs } = await measure();
    // An answer that came late tells nothing of steps: it was made at some moment while we waited.
    if (unsureMs > STEP_MS) return;
    const seconds = Math.round((measured - offset) / 1000);
    if (Math.abs(measured - offset) <= STEP_MS) {
      if (step !== undefined) log.error('the clock is back where it was; nothing was recorded by the wrong one');
      step = undefined;
      offset = measured;
    } else if (step === undefined || Math.abs(measured - step.offset) > STEP_MS) {
      step = { offset: measured, since: stopwatch() };
      log.error(
        { seconds },
        'the clock was set by this much in one step; the old time goes on until that has lasted a minute',
      );
    } else if (stopwatch() - step.since >= LASTING_MS) {
      step = undefined;
      offset = measured;
      log.error({ seconds }, 'the clock has stayed where it was set, and is followed from now on');
    }
  };
  const looks = repeat(lookMs, look, (error) =>
    log.debug({ err: error }, 'the database could not be asked for the time'),
  );
  return { now: () => stopwatch() + offset, look, close: looks.close };
};

/** When the stopwatch began, by the database's clock, and by how much that can be wrong. */
type Measured = { readonly offset: number; readonly unsureMs: number };

const measureWell = async (measure: () => Promise<Measured>): Promise<Measured> => {
  let best = await measure();
  for (let asked = 1; best.unsureMs > STEP_MS && asked < ASKED_AT_START; asked++) {
    const again = await measure();
    if (again.unsureMs < best.unsureMs) best = again;
  }
  return best;
};

const askDatabase = async (sql: Sql): Promise<number> => {
  const [row] = await sql<{ at: Date }[]>`select clock_timestamp() as at`;
  if (row === undefined) throw new Error('the database did not tell the time');
  return row.at.getTime();
};
