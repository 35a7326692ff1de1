import type { Expected } from '@relight/shared/network/predict/outlook';
import type { TwoFigures } from '@relight/shared/operation/customers-out';
import type { OperationState } from '@relight/shared/operation/state';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import { createMemo, type JSX, Show, useContext } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { intervalText } from '../../words/figures.ts';
import { formatCount, formatTime } from '../../words/format.ts';
import styles from './hero.module.css';
import { Predicted } from './predicted.tsx';
import { Said, type Text, WallLanguages } from './said.tsx';
import { dueText } from './times.ts';
import { plotOf, trendOf } from './trend.ts';

const BOX = { width: 400, height: 128 };
/** While the line below it runs the whole width. */
const LOW_BOX = { width: 400, height: 56 };

/** How many customers are out, where that comes from, and where it goes if the estimates hold. */
export const Hero = (props: {
  readonly state: OperationState;
  readonly out: TwoFigures;
  readonly expected: Expected;
  readonly from: string;
  readonly now: number;
}): JSX.Element => {
  // Once a minute is enough for a curve that holds one point a minute.
  const minute = createMemo(() => Math.floor(props.now / 60_000) * 60_000);
  const interval = () => (props.out.predicted > 0 ? intervalText(props.expected) : null);
  const box = createMemo(() => (interval() === null ? BOX : LOW_BOX));
  const main = useContext(WallLanguages)[0];
  /** The interval once, and what it is in both languages. */
  const expected =
    (interval: string): Text =>
    (w, language) =>
      language === main ? w.wall.expected(interval) : w.wall.expectedWord;
  const plot = createMemo(() =>
    plotOf(props.state, Date.parse(props.from), Math.max(minute(), latest(props.state)), box()),
  );
  const trend = createMemo(() => trendOf(props.state.curve, props.now));
  return (
    <section class={styles.hero}>
      <p class={styles.label}>
        <Said
          of={(w) => (anybodyOut(props.out) ? w.wall.confirmedOut : w.wall.customersOut)}
          class={styles.first}
          second={styles.second}
        />
      </p>
      <p
        class={styles.number}
        data-figure
        data-digits={digits(props.out.confirmed)}
        data-none={props.out.confirmed === 0}
        data-two={props.out.predicted > 0}
      >
        {formatCount(props.out.confirmed)}
      </p>
      <ShowHeld when={props.out.predicted}>
        {(count) => (
          <p class={styles.below} data-figure>
            <Predicted count={count()} />
            <ShowHeld
              when={interval()}
              fallback={<Said of={(w) => w.wall.predicted} class={styles.first} second={styles.second} />}
            >
              {(interval) => <Said of={expected(interval())} class={styles.first} second={styles.second} />}
            </ShowHeld>
          </p>
        )}
      </ShowHeld>
      <div class={styles.curve} data-figure>
        <Show when={trend() !== 0}>
          <p class={styles.trend} data-worse={trend() > 0}>
            {trend() > 0 ? '▲' : '▼'}
            {formatCount(Math.abs(trend()))}
            <small>/15′</small>
          </p>
        </Show>
        <svg viewBox={`-8 -10 ${box().width + 16} ${box().height + 20}`} aria-hidden="true">
          <defs>
            <pattern id="predicted-band" width="14" height="14" patternUnits="userSpaceOnUse">
              <path class={styles.stripe} d="M-3 3 3 -3M0 14 14 0M11 17 17 11" />
            </pattern>
          </defs>
          <path class={styles.ground} d={`M0 ${box().height}H${box().width}`} />
          <ShowHeld when={plot().predicted}>{(band) => <path class={styles.band} d={band()} />}</ShowHeld>
          <path class={styles.past} d={plot().past} />
          <ShowHeld when={plot().ahead}>{(path) => <path class={styles.ahead} d={path()} />}</ShowHeld>
          <circle class={styles.dot} cx={plot().now.x} cy={plot().now.y} r="8" />
        </svg>
        <p class={styles.axis}>
          <span>{formatTime(plot().from)}</span>
          <ShowHeld when={plot().until}>{(until) => <span>{dueText(until(), props.now)}</span>}</ShowHeld>
        </p>
      </div>
    </section>
  );
};

const latest = (state: OperationState): number => Date.parse(state.curve.at(-1)?.at ?? '1970-01-01T00:00:00Z');

const digits = (count: number): 'few' | 'many' => (count >= 100_000 ? 'many' : 'few');
