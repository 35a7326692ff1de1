import type { RecordedEvent } from '@relight/shared/operation/events';
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import type { Live } from '../../sync/live.ts';
import { fetchTimeline } from './fetch-timeline.ts';

const PAGE = 500;
/** A wall that was started in the middle of the longest storm must not read for ever. */
const MOST_PAGES = 20;
const RETRY_MS = 3000;

/**
 * The log since `from`, in order: what this page has seen arrive, and what happened before it was opened, asked for over HTTP once for
 * each episode.
 */
export const createEpisodeLog = (live: Live, from: Accessor<string | null>): Accessor<readonly RecordedEvent[]> => {
  const [before, setBefore] = createSignal<readonly RecordedEvent[]>([]);
  createEffect(
    on(from, (start) => {
      if (start === null) return;
      let wanted = true;
      onCleanup(() => {
        wanted = false;
      });
      const read = async () => {
        try {
          const lines = await readBack(live.operation, start);
          if (wanted) setBefore(lines);
        } catch {
          // The rest of the wall does not need it; the next try comes by itself.
          if (wanted) setTimeout(read, RETRY_MS);
        }
      };
      void read();
    }),
  );
  return createMemo(() => {
    const older = before();
    const last = older.at(-1)?.seq ?? 0;
    return [...older, ...live.recent().filter((line) => line.seq > last)];
  });
};

/** From the newest line backwards, until the beginning of the episode is reached. */
const readBack = async (operation: string, from: string): Promise<readonly RecordedEvent[]> => {
  const lines: RecordedEvent[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const oldest = lines.at(-1);
    const older = await fetchTimeline(operation, { limit: PAGE, ...(oldest ? { before: oldest.seq } : {}) });
    lines.push(...older);
    if (older.length < PAGE || (older.at(-1)?.at ?? '') < from) break;
  }
  return lines.reverse();
};
