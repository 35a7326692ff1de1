import type { RecordedEvent } from '@relight/shared/operation/events';
import { type Course, courseFrom, follow } from '@relight/shared/readings/course';
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { fetchState } from '../../http/state.ts';
import { fetchTimeline } from '../../http/timeline.ts';
import type { Live } from '../../sync/live.ts';

const PAGE = 500;
/** A wall that was started in the middle of the longest storm must not read for ever. */
const MOST_PAGES = 20;
/** Nor keep for ever what it has followed: then it begins again with what is still open. */
const MOST_TURNS = 20_000;
const RETRY_MS = 3000;

type Wanted = { readonly start: string; readonly round: number };

/**
 * The course of the operation since `from` or earlier: what happened before this page was opened, asked for over HTTP, and what arrives.
 * It is read again when an earlier beginning is wanted, and after an interruption in which lines were missed. Null until it is there.
 */
export const createCourse = (live: Live, from: Accessor<string | null>): Accessor<Course | null> => {
  const [course, setCourse] = createSignal<Course | null>(null);
  const [round, setRound] = createSignal(0);
  const wanted = createMemo<Wanted | null>((before) => {
    const now = { start: from(), round: round() };
    if (now.start === null) return null;
    return before !== null && before.round === now.round && before.start <= now.start
      ? before
      : { start: now.start, round: now.round };
  }, null);
  createEffect(
    on(wanted, (goal) => {
      if (goal === null) return setCourse(null);
      let stopped = false;
      let retry: ReturnType<typeof setTimeout> | undefined;
      onCleanup(() => {
        stopped = true;
        clearTimeout(retry);
      });
      const attempt = async () => {
        try {
          const read = await readBack(live.operation, goal.start);
          if (!stopped) setCourse(read);
        } catch {
          // The rest of the wall does not need it; the next try comes by itself.
          if (!stopped) retry = setTimeout(attempt, RETRY_MS);
        }
      };
      void attempt();
    }),
  );
  createEffect(() => {
    const known = course();
    if (known === null) return;
    const fresh = live.recent().filter((line) => line.seq > known.state.seq);
    const missed = fresh[0] !== undefined && fresh[0].seq !== known.state.seq + 1;
    if (missed || known.turns.length > MOST_TURNS) {
      setCourse(null);
      setRound((before) => before + 1);
    } else if (fresh.length > 0) setCourse(follow(known, fresh));
  });
  return course;
};

/** From the newest line backwards, until the beginning is reached; then forwards, from the state before it. */
const readBack = async (operation: string, from: string): Promise<Course> => {
  const lines: RecordedEvent[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const oldest = lines.at(-1);
    const older = await fetchTimeline(operation, { limit: PAGE, ...(oldest ? { before: oldest.seq } : {}) });
    lines.push(...older);
    if (older.length < PAGE || (older.at(-1)?.at ?? '') < from) break;
  }
  lines.reverse();
  return follow(courseFrom(await fetchState(operation, (lines[0]?.seq ?? 1) - 1)), lines);
};
