import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { fetchTimeline } from '../http/timeline.ts';
import type { Live } from '../sync/live.ts';

/** Lines fetched at a time. */
const PAGE = 300;

export type Timeline = {
  /** Newest first: what came over HTTP and what has happened since, each line once. */
  readonly lines: Accessor<readonly RecordedEvent[]>;
  readonly status: Accessor<'loading' | 'ready' | 'unavailable'>;
  readonly complete: Accessor<boolean>;
  readonly older: () => Promise<void>;
};

export const isAbout = (line: RecordedEvent, incident: IncidentId): boolean => {
  const { event } = line;
  return (
    ('incident' in event && event.incident === incident) ||
    ('into' in event && event.into === incident) ||
    ('from' in event && event.from === incident) ||
    ('part' in event && event.part.incident === incident)
  );
};

/** The log of one incident, or of the whole operation where `incident` gives null; `undefined` is none at all. */
export const createTimeline = (live: Live, incident: Accessor<IncidentId | null | undefined>): Timeline => {
  const [past, setPast] = createSignal<readonly RecordedEvent[]>([]);
  const [status, setStatus] = createSignal<'loading' | 'ready' | 'unavailable'>('loading');
  const [complete, setComplete] = createSignal(false);
  // The lines this client has seen end somewhere after a reconnection: then the past is asked for again.
  const connected = createMemo(() => live.freshness().status === 'live');

  const load = async (of: IncidentId | null, before?: number) => {
    setStatus('loading');
    try {
      const query = {
        limit: PAGE,
        ...(of === null ? {} : { incident: of }),
        ...(before === undefined ? {} : { before }),
      };
      const page = await fetchTimeline(live.operation, query);
      if (incident() !== of) return;
      setPast((known) => (before === undefined ? page : [...known, ...page]));
      setComplete(page.length < PAGE);
      setStatus('ready');
    } catch {
      if (incident() === of) setStatus('unavailable');
    }
  };
  createEffect(
    on([incident, connected], ([of, isConnected], before) => {
      if (of !== before?.[0]) {
        setPast([]);
        setComplete(false);
      }
      if (of !== undefined && (isConnected || of !== before?.[0])) void load(of);
    }),
  );

  const lines = createMemo(() => {
    const of = incident();
    if (of === undefined) return [];
    const newest = past()[0]?.seq ?? 0;
    const since = live.recent().filter((line) => line.seq > newest && (of === null || isAbout(line, of)));
    return [...since.reverse(), ...past()];
  });
  const older = async () => {
    const of = incident();
    if (of !== undefined) await load(of, past().at(-1)?.seq);
  };
  return { lines, status, complete, older };
};
