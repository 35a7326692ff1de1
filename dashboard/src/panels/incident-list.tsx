import { customersOut } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, type JSX, on, onMount } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { type KeyHandler, onKey } from '../ui/keys.ts';
import { words } from '../words/words.ts';
import styles from './incident-list.module.css';
import { IncidentRow } from './incident-row.tsx';

export const ROW_PX = 48;
const optionId = (id: IncidentId) => `outage-${id}`;

/** Incidents as a listbox. Only the visible rows exist, so that five hundred cost no more than fifteen. */
export const IncidentList = (props: {
  readonly incidents: readonly Incident[];
  readonly selected: IncidentId | null;
  readonly onSelect: (id: IncidentId) => void;
  readonly onOpen: (id: IncidentId) => void;
  readonly ref?: ((element: HTMLElement) => void) | undefined;
}): JSX.Element => {
  const [scroller, setScroller] = createSignal<HTMLDivElement | null>(null);
  const rows = createVirtualizer({
    get count() {
      return props.incidents.length;
    },
    getScrollElement: scroller,
    estimateSize: () => ROW_PX,
    overscan: 6,
    getItemKey: (index) => props.incidents[index]?.id ?? index,
  });
  // Not in `ref`: before it is in the document an element has no window, and its size would never be observed.
  let element: HTMLDivElement | undefined;
  onMount(() => setScroller(element ?? null));
  const position = () => props.incidents.findIndex((incident) => incident.id === props.selected);
  createEffect(
    on(
      () => props.selected,
      () => position() >= 0 && rows.scrollToIndex(position(), { align: 'auto' }),
      { defer: true },
    ),
  );
  /** Only an option that exists can be named as the active one. */
  const shown = () => rows.getVirtualItems().some((item) => item.index === position());
  const most = createMemo(() => Math.max(0, ...props.incidents.map(customersOut)));
  const step = (by: number) => {
    const next = props.incidents[Math.max(0, Math.min(props.incidents.length - 1, position() + by))];
    if (next !== undefined) props.onSelect(next.id);
  };
  const MOVES: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 10,
    PageUp: -10,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const hear: KeyHandler = (key, event) => {
    const by = MOVES[key];
    if (by !== undefined) {
      event.preventDefault();
      step(by);
    } else if (key === 'Enter' && props.selected !== null) {
      event.preventDefault();
      props.onOpen(props.selected);
    }
  };
  return (
    <div
      class={styles.list}
      ref={(created) => {
        element = created;
        props.ref?.(created);
      }}
      role="listbox"
      tabIndex={0}
      aria-label={words().console.list.label}
      aria-activedescendant={shown() && props.selected !== null ? optionId(props.selected) : undefined}
      onKeyDown={onKey(hear)}
    >
      <div role="presentation" class={styles.space} style={{ height: `${rows.getTotalSize()}px` }}>
        <For each={rows.getVirtualItems()}>
          {(item) => (
            <ShowHeld when={props.incidents[item.index]}>
              {(incident) => (
                <IncidentRow
                  id={optionId(incident().id)}
                  incident={incident()}
                  selected={incident().id === props.selected}
                  index={item.index}
                  count={props.incidents.length}
                  top={item.start}
                  most={most()}
                  onSelect={() => props.onSelect(incident().id)}
                />
              )}
            </ShowHeld>
          )}
        </For>
      </div>
    </div>
  );
};
