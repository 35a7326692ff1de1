import type { CrewPosition } from '@relight/shared/protocol/down/positions';
import { POSITIONS_MS } from '@relight/shared/protocol/version';

export type Moved = (operation: string, moved: readonly CrewPosition[]) => void;

/** Last known crew positions of every operation: in memory only, last value wins. */
export type Positions = {
  /**
   * An older position than the one known is passed over.
   * @param told by another process, which has told everybody else too
   */
  set(operation: string, position: CrewPosition, options?: { readonly told: boolean }): void;
  get(operation: string, crew: string): CrewPosition | undefined;
  all(operation: string): readonly CrewPosition[];
  /** Hears, at most every POSITIONS_MS, of the crews of one operation that have moved since. Returns how to stop. */
  listen(operation: string, listener: (moved: readonly CrewPosition[]) => void): () => void;
  /** Hears the same of every operation, without what other processes have told. */
  onOwnMoved(listener: Moved): void;
  close(): void;
};

type Hub = {
  readonly last: Map<string, CrewPosition>;
  readonly moved: Map<string, { readonly position: CrewPosition; readonly told: boolean }>;
  readonly listeners: Set<(moved: readonly CrewPosition[]) => void>;
  timer: NodeJS.Timeout | undefined;
  sentAt: number;
};

export const createPositions = (): Positions => {
  const hubs = new Map<string, Hub>();
  const ownListeners: Moved[] = [];

  const hubOf = (operation: string): Hub => {
    let hub = hubs.get(operation);
    if (hub === undefined) {
      hub = { last: new Map(), moved: new Map(), listeners: new Set(), timer: undefined, sentAt: 0 };
      hubs.set(operation, hub);
    }
    return hub;
  };

  const send = (operation: string, hub: Hub) => {
    hub.timer = undefined;
    hub.sentAt = Date.now();
    const moved = [...hub.moved.values()];
    hub.moved.clear();
    const all = moved.map((it) => it.position);
    for (const listener of hub.listeners) listener(all);
    const own = moved.filter((it) => !it.told).map((it) => it.position);
    if (own.length > 0) for (const listener of ownListeners) listener(operation, own);
  };

  return {
    set(operation, position, { told } = { told: false }) {
      const hub = hubOf(operation);
      const known = hub.last.get(position.crew);
      if (known !== undefined && known.at > position.at) return;
      hub.last.set(position.crew, position);
      hub.moved.set(position.crew, { position, told });
      const wait = Math.max(0, hub.sentAt + POSITIONS_MS - Date.now());
      hub.timer ??= setTimeout(() => send(operation, hub), wait);
    },
    get: (operation, crew) => hubs.get(operation)?.last.get(crew),
    all: (operation) => [...(hubs.get(operation)?.last.values() ?? [])],
    listen(operation, listener) {
      const { listeners } = hubOf(operation);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onOwnMoved(listener) {
      ownListeners.push(listener);
    },
    close() {
      for (const hub of hubs.values()) clearTimeout(hub.timer);
      hubs.clear();
    },
  };
};
