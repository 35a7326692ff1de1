import type { IncidentId } from '@relight/shared/operation/ids';
import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount } from '../../words/format.ts';
import type { AffectedAreas } from './affected.ts';
import styles from './area-list.module.css';
import { AreaRow } from './area-row.tsx';
import { pageAt } from './pages.ts';
import { Predicted } from './predicted.tsx';
import { Said, SaidOnce } from './said.tsx';

/** Where supply is missing, the most customers first. Rows keep their height however many there are. */
export const AreaList = (props: { readonly areas: AffectedAreas; readonly now: number }): JSX.Element => {
  const [room, setRoom] = createSignal(5);
  const page = () => pageAt(props.areas.shown, room(), props.now);
  // By id, so that a row whose figures change is changed in place and only a new one is new.
  const ids = () => page().items.map((area) => area.incident.id);
  const area = (id: IncidentId) => props.areas.shown.find((it) => it.incident.id === id);
  return (
    <section class={styles.list}>
      <h2 class={styles.head}>
        <Said of={(w) => w.wall.areas} class={styles.first} second={styles.second} />
        <Show when={page().pages > 1}>
          <span class={styles.page}>
            {page().page} / {page().pages}
          </span>
        </Show>
        <Show when={props.areas.more.areas > 0}>
          <span class={styles.more} data-figure>
            <SaidOnce of={(w) => w.wall.moreAreas(formatCount(props.areas.more.areas))} />
            <span>
              {formatCount(props.areas.more.out.confirmed)}{' '}
              <ShowHeld when={props.areas.more.out.predicted}>{(count) => <Predicted count={count()} />}</ShowHeld>{' '}
              <SaidOnce of={(w) => w.wall.customers} />
            </span>
          </span>
        </Show>
      </h2>
      <ol class={styles.rows} style={{ '--rows': room() }} ref={(rows) => watchRoom(rows, setRoom)}>
        <For each={ids()}>
          {(id) => <ShowHeld when={area(id)}>{(it) => <AreaRow area={it()} now={props.now} />}</ShowHeld>}
        </For>
      </ol>
    </section>
  );
};

/** Two lines of text and some air, of what a row is at least: how many of them there is room for. */
const watchRoom = (rows: HTMLElement, tell: (count: number) => void): void => {
  const measure = () => {
    const text = Number.parseFloat(getComputedStyle(rows).fontSize);
    tell(Math.max(1, Math.min(12, Math.floor(rows.clientHeight / (text * ROW_OF_TEXT)))));
  };
  onMount(() => {
    const watch = new ResizeObserver(measure);
    watch.observe(rows);
    onCleanup(() => watch.disconnect());
  });
};
/** Two lines of 1.2 and air of 0.3. */
const ROW_OF_TEXT = 2.7;
