import type { CrewPosition } from '@relight/shared/protocol/down/positions';
import { POSITIONS_MS } from '@relight/shared/protocol/version';

/** Last known crew positions of every operation: in memory only, last value wins. */
export type Positions = {
  /** An older position than the one known is passed over. */
  set(operation: string, position: CrewPosition): void;
  get(operation: string, crew: string): CrewPosition | undefined;
  all(operation: string): readonly CrewPosition[];
  /** Hears, at most every POSITIONS_MS, of the crews that have moved since. */
  listen(operation: string, listener: (moved: readonly CrewPosition[]) => void): () => void;
  close(): void;
};

type Hub = {
  readonly last: Map<string, CrewPosition>;
  readonly moved: Map<string, CrewPosition>;
  readonly listeners: Set<(moved: readonly CrewPosition[]) => void>;
  timer: NodeJS.Timeout | undefined;
  sentAt: number;
};

export const createPositions = (): Positions => {
  const hubs = new Map<string, Hub>();
  const hubOf = (operation: string): Hub => {
    let hub = hubs.get(operation);
    if (hub === undefined) {
      hub = { last: new Map(), moved: new Map(), listeners: new Set(), timer: undefined, sentAt: 0 };
      hubs.set(operation, hub);
    }
    return hub;
  };

  const send = (hub: Hub) => {
    hub.timer = undefined;
    hub.sentAt = Date.now();
    const moved = [...hub.moved.values()];
    hub.moved.clear();
    for (const listener of hub.listeners) listener(moved);
  };

  return {
    set(operation, position) {
      const hub = hubOf(operation);
      const known = hub.last.get(position.crew);
      if (known !== undefined && known.at > position.at) return;
      hub.last.set(position.crew, position);
      hub.moved.set(position.crew, position);
      hub.timer ??= setTimeout(() => send(hub), Math.max(0, hub.sentAt + POSITIONS_MS - Date.now()));
    },
    get: (operation, crew) => hubs.get(operation)?.last.get(crew),
    all: (operation) => [...(hubs.get(operation)?.last.values() ?? [])],
    listen(operation, listener) {
      const { listeners } = hubOf(operation);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const hub of hubs.values()) clearTimeout(hub.timer);
      hubs.clear();
    },
  };
};
