import type { IncidentId } from '@relight/shared/operation/ids';
import { For, type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount } from '../../words/format.ts';
import type { AffectedAreas } from './affected.ts';
import styles from './area-list.module.css';
import { AreaRow } from './area-row.tsx';
import { Said, SaidOnce } from './said.tsx';

/** Where supply is missing, the most customers first. Rows keep their height however many there are. */
export const AreaList = (props: { readonly areas: AffectedAreas; readonly now: number }): JSX.Element => {
  // By id, so that a row whose figures change is changed in place and only a new one is new.
  const ids = () => props.areas.shown.map((area) => area.incident.id);
  const area = (id: IncidentId) => props.areas.shown.find((it) => it.incident.id === id);
  return (
    <section class={styles.list}>
      <h2 class={styles.head}>
        <Said of={(w) => w.wall.areas} class={styles.first} second={styles.second} />
        <Show when={props.areas.more.areas > 0}>
          <span class={styles.more} data-figure>
            <SaidOnce of={(w) => w.wall.moreAreas(formatCount(props.areas.more.areas))} />
            <span>
              {' · '}
              {formatCount(props.areas.more.customers)} <SaidOnce of={(w) => w.wall.customers} />
            </span>
          </span>
        </Show>
      </h2>
      <ol class={styles.rows}>
        <For each={ids()}>
          {(id) => <ShowHeld when={area(id)}>{(it) => <AreaRow area={it()} now={props.now} />}</ShowHeld>}
        </For>
      </ol>
    </section>
  );
};
