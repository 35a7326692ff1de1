import type { TwoFigures } from '@relight/shared/operation/customers-out';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import { restoredShare, type Totals } from '@relight/shared/readings/totals';
import { type JSX, Show } from 'solid-js';
import type { Freshness } from '../sync/live.ts';
import { isOld, trustOf } from '../sync/trust.ts';
import { FiguresBar } from '../ui/figures-bar.tsx';
import { headlineText, intervalText } from '../words/figures.ts';
import { formatCount, formatMinutes, formatShare } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './kpis.module.css';

/** The headline figures. Coloured only when they are not what they should be. */
export const Kpis = (props: {
  readonly totals: Totals;
  /** Important customers in all; 0 while the register is not loaded. */
  readonly importantAll: number;
  readonly freshness: Freshness;
  readonly now: number;
}): JSX.Element => {
  const text = () => words().console.kpi;
  const restored = () => {
    const share = restoredShare(props.totals);
    return share === null ? '—' : formatShare(share);
  };
  const interval = () => intervalText(props.totals.expected);
  const age = () => {
    const seconds = Math.max(0, Math.round((props.now - props.freshness.since) / 1000));
    return seconds < 60 ? text().seconds(seconds) : formatMinutes(seconds / 60);
  };
  return (
    <dl class={styles.kpis}>
      <Out
        name={interval() === null ? text().out : text().outExpected}
        figures={props.totals.out}
        interval={interval()}
        spoken={headlineText(words(), props.totals)}
      />
      <Out
        name={text().important}
        figures={props.totals.important}
        of={props.importantAll === 0 ? undefined : formatCount(props.importantAll)}
      />
      <Kpi name={text().crews} value={formatCount(props.totals.crewsOut)} of={formatCount(props.totals.crewsOnDuty)} />
      <Kpi name={text().overdue} late={props.totals.overdue > 0} value={formatCount(props.totals.overdue)} />
      <Kpi name={text().restored} value={restored()} />
      <Kpi name={text().age} late={isOld(trustOf(props.freshness, props.now))} value={age()} />
    </dl>
  );
};

/** Two figures side by side and as one bar: nobody is to add them up, and nobody to take the second for a fact. */
const Out = (props: {
  readonly name: string;
  readonly figures: TwoFigures;
  readonly of?: string | undefined;
  /** Between which figures the second lies. */
  readonly interval?: string | null;
  readonly spoken?: string | undefined;
}): JSX.Element => (
  <div class={styles.kpi} title={props.spoken}>
    <dt class={styles.name}>{props.name}</dt>
    <dd class={styles.value} data-alarm={props.figures.confirmed > 0 || undefined}>
      <span aria-hidden={props.spoken === undefined ? undefined : 'true'}>
        {formatCount(props.figures.confirmed)}
        <Show when={props.figures.predicted > 0 || props.interval}>
          <span class={styles.predicted}>
            + {formatCount(props.figures.predicted)}
            <Show when={props.interval}>
              <span class={styles.interval}>({props.interval})</span>
            </Show>
          </span>
        </Show>
      </span>
      <Show when={props.spoken}>
        <span class="visually-hidden">{props.spoken}</span>
      </Show>
      <Show when={props.of}>
        <span class={styles.of}> / {props.of}</span>
      </Show>
      <Show when={anybodyOut(props.figures)}>
        <FiguresBar figures={props.figures} of={props.figures.confirmed + props.figures.predicted} />
      </Show>
    </dd>
  </div>
);

const Kpi = (props: {
  readonly name: string;
  readonly value: string;
  readonly of?: string | undefined;
  readonly late?: boolean | undefined;
}): JSX.Element => (
  <div class={styles.kpi}>
    <dt class={styles.name}>{props.name}</dt>
    <dd class={styles.value} data-late={props.late || undefined}>
      {props.value}
      <Show when={props.of}>
        <span class={styles.of}> / {props.of}</span>
      </Show>
    </dd>
  </div>
);
