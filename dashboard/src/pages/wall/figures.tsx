import { restoredShare, type Totals } from '@relight/shared/readings/totals';
import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount } from '../../words/format.ts';
import type { Words } from '../../words/words.ts';
import styles from './figures.module.css';
import { Predicted } from './predicted.tsx';
import { Said, SaidOnce } from './said.tsx';

/** The headline figures, four under the great one. */
export const Figures = (props: {
  readonly totals: Totals;
  /** How many important customers there are; 0 while the register is not known. */
  readonly important: number;
}): JSX.Element => {
  /** Text, because a share of 0 is a figure too. */
  const share = () => {
    const restored = restoredShare(props.totals);
    return restored === null ? null : (restored * 100).toFixed(restored === 1 ? 0 : 1);
  };
  return (
    <div class={styles.tiles}>
      <Tile label={(w) => w.wall.importantOut} tone={props.totals.important.confirmed > 0 ? 'danger' : undefined}>
        <b>{formatCount(props.totals.important.confirmed)}</b>
        <ShowHeld when={props.totals.important.predicted}>{(count) => <Predicted count={count()} />}</ShowHeld>
        <Show when={props.important > 0} fallback={<SaidOnce of={(w) => w.wall.notSupplied} />}>
          <SaidOnce of={(w) => w.wall.outOf(formatCount(props.important))} />
        </Show>
      </Tile>
      <Tile label={(w) => w.wall.restored}>
        <ShowHeld when={share()} fallback={<b>–</b>}>
          {(share) => (
            <>
              <b>{share()}</b>
              <span>% · {formatCount(props.totals.customersRestored)}</span>
            </>
          )}
        </ShowHeld>
      </Tile>
      <Tile label={(w) => w.wall.crews}>
        <b>{formatCount(props.totals.crewsOut)}</b>
        <SaidOnce of={(w) => w.wall.crewsOf(formatCount(props.totals.crewsOnDuty))} />
      </Tile>
      <Tile label={(w) => w.wall.overdue} tone={props.totals.overdue > 0 ? 'late' : undefined}>
        <b>{formatCount(props.totals.overdue)}</b>
        <SaidOnce of={(w) => w.wall.incidentsOf(formatCount(props.totals.incidentsOpen))} />
      </Tile>
    </div>
  );
};

const Tile = (props: {
  readonly label: (words: Words) => string;
  readonly tone?: 'danger' | 'late' | undefined;
  readonly children: JSX.Element;
}): JSX.Element => (
  <div class={styles.tile} data-tone={props.tone}>
    <p class={styles.label}>
      <Said of={props.label} class={styles.first} second={styles.second} />
    </p>
    <p class={styles.value} data-figure>
      {props.children}
    </p>
  </div>
);
