import { persistently } from '../retry.ts';
import type { AreaShape } from './area-features.ts';

/** `path` is where the server keeps the shape; it changes with the sections. */
export type WantedShape = { readonly key: string; readonly path: string };

export type ShapeRequests = {
  /** What there is to draw now, most urgent last. What is no longer wanted is forgotten, also while it is being asked for. */
  readonly want: (wanted: readonly WantedShape[]) => void;
  readonly close: () => void;
};

/**
 * Tiles and answers must not wait behind two thousand areas, and a browser refuses that many requests. Fewer than these, and a page that is
 * busy drawing would hear of one area a frame.
 */
const AT_ONCE = 24;
/** While more are to come, what has come is drawn now and then, less and less often: each time the map takes all of them again. */
const FIRST_PAUSE_MS = 250;
const LAST_PAUSE_MS = 4_000;

/**
 * Asks for the shape of each area once, the most urgent first, a few at a time, again after a failure. An old shape stays until the new
 * one is here.
 */
export const shapeRequests = (of: {
  /** Null where there is no such shape. */
  readonly ask: (path: string, signal: AbortSignal) => Promise<AreaShape | null>;
  readonly onShapes: (shapes: ReadonlyMap<string, AreaShape>) => void;
  readonly onFailure: () => void;
  readonly onAnswer: () => void;
  /** Given a promise for as long as anything is on its way. */
  readonly during: (work: Promise<void>) => unknown;
}): ShapeRequests => {
  const shapes = new Map<string, AreaShape>();
  const asked = new Map<string, { readonly path: string; readonly abort: AbortController }>();
  let wanted: readonly WantedShape[] = [];
  let running = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let settle: (() => void) | undefined;

  const tell = (): void => {
    timer = undefined;
    of.onShapes(new Map(shapes));
    if (running > 0) return;
    pauseMs = FIRST_PAUSE_MS;
    settle?.();
    settle = undefined;
  };
  const tellSoon = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(tell, running > 0 ? pauseMs : 0);
    if (running > 0) pauseMs = Math.min(LAST_PAUSE_MS, pauseMs * 2);
  };

  const askFor = async ({ key, path }: WantedShape): Promise<void> => {
    asked.get(key)?.abort.abort();
    const abort = new AbortController();
    asked.set(key, { path, abort });
    running += 1;
    if (settle === undefined) {
      of.during(
        new Promise((resolve) => {
          settle = resolve;
        }),
      );
    }
    try {
      const shape = await persistently(() => of.ask(path, abort.signal), abort.signal, of.onFailure);
      if (asked.get(key)?.abort === abort) {
        of.onAnswer();
        if (shape !== null) shapes.set(key, shape);
      }
    } catch (error) {
      // Superseded: somebody newer is asking, or nobody wants it any more.
      if (!abort.signal.aborted) throw error;
    } finally {
      running -= 1;
      askMore();
      tellSoon();
    }
  };

  const askMore = (): void => {
    for (let i = wanted.length - 1; i >= 0 && running < AT_ONCE; i--) {
      const next = wanted[i] as WantedShape;
      if (asked.get(next.key)?.path !== next.path) void askFor(next);
    }
  };

  return {
    want: (now) => {
      wanted = now;
      const keys = new Set(now.map(({ key }) => key));
      for (const [key, { abort }] of asked) {
        if (keys.has(key)) continue;
        abort.abort();
        asked.delete(key);
        if (shapes.delete(key)) tellSoon();
      }
      askMore();
    },
    close: () => {
      wanted = [];
      clearTimeout(timer);
      for (const { abort } of asked.values()) abort.abort();
      asked.clear();
    },
  };
};
