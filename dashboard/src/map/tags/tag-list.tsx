import type { IncidentId } from '@relight/shared/operation/ids';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import type { Accessor, JSX } from 'solid-js';
import { createMemo, For, onCleanup, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { WORDS } from '../../words/words.ts';
import type { Look } from '../style/look.ts';
import type { IncidentTag } from './incident-tags.ts';
import styles from './tags.module.css';

const count = new Intl.NumberFormat('en');

/**
 * The tags as elements of the page: sharp at any size and clickable. They are hidden from screen readers and from the tab key, because the
 * page lists the same outages in order.
 */
export const TagList = (props: {
  readonly tags: Accessor<readonly IncidentTag[]>;
  readonly look: Look;
  readonly rows: ReadonlyMap<IncidentId, string> | undefined;
  readonly elements: Map<string, HTMLElement>;
  readonly onSelect: (incident: IncidentId) => void;
  /** A wheel turned over a tag is meant for the map. */
  readonly onWheel: (event: WheelEvent) => void;
}): JSX.Element => {
  const byKey = createMemo(() => new Map(props.tags().map((tag) => [tag.key, tag])));
  const keys = createMemo(() => [...byKey().keys()].sort());
  return (
    <div class={styles.tags} aria-hidden="true" onWheel={(event) => props.onWheel(event)}>
      <For each={keys()}>
        {(key) => {
          onCleanup(() => props.elements.delete(key));
          const tag = createMemo<IncidentTag | undefined>((last) => byKey().get(key) ?? last);
          return (
            <ShowHeld when={tag()}>
              {(it) => (
                <button
                  type="button"
                  tabindex="-1"
                  class={styles.tag}
                  data-look={it().area.look}
                  data-priority={it().area.priority}
                  data-chosen={it().chosen}
                  data-incident={it().area.incident}
                  ref={(element) => props.elements.set(key, element)}
                  onClick={() => props.onSelect(it().area.incident)}
                >
                  <span class={styles.badge}>
                    <Show when={it().area.hazard}>
                      <TriangleAlert size={16 * props.look.scale} class={styles.danger ?? ''} />
                    </Show>
                    <Show when={it().area.look !== 'restored'} fallback={<Tick size={16 * props.look.scale} />}>
                      <PriorityBadge
                        priority={it().area.priority}
                        size={20 * props.look.scale}
                        label={props.rows === undefined ? undefined : (props.rows.get(it().area.incident) ?? '')}
                      />
                    </Show>
                  </span>
                  <span class={styles.count}>
                    <Show
                      when={!it().area.hazard || it().area.customers > 0}
                      fallback={<b class={styles.danger}>{WORDS[props.look.language].map.danger}</b>}
                    >
                      {count.format(it().area.customers)}
                      <small>{WORDS[props.look.language].map.customers}</small>
                    </Show>
                  </span>
                </button>
              )}
            </ShowHeld>
          );
        }}
      </For>
    </div>
  );
};

const Tick = (props: { readonly size: number }): JSX.Element => (
  <svg viewBox="0 0 16 16" width={props.size} height={props.size} aria-hidden="true">
    <path d="m3.5 8.5 3 3 6-7" fill="none" stroke="currentColor" stroke-width="2.2" />
  </svg>
);
