import type { Totals } from '@relight/shared/operation/select';
import { type JSX, Show } from 'solid-js';
import type { Freshness } from '../sync/live.ts';
import { isOld, trustOf } from '../sync/trust.ts';
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
    const all = props.totals.customersRestored + props.totals.customersOut;
    // Rounded down: 100 % only when nobody is out.
    return all === 0 ? '—' : formatShare(Math.floor((props.totals.customersRestored / all) * 1000) / 1000);
  };
  const age = () => {
    const seconds = Math.max(0, Math.round((props.now - props.freshness.since) / 1000));
    return seconds < 60 ? text().seconds(seconds) : formatMinutes(seconds / 60);
  };
  return (
    <dl class={styles.kpis}>
      <Kpi name={text().out} alarm={props.totals.customersOut > 0} value={formatCount(props.totals.customersOut)} />
      <Kpi
        name={text().important}
        alarm={props.totals.importantOut > 0}
        value={formatCount(props.totals.importantOut)}
        of={props.importantAll === 0 ? undefined : formatCount(props.importantAll)}
      />
      <Kpi name={text().crews} value={formatCount(props.totals.crewsOut)} of={formatCount(props.totals.crewsOnDuty)} />
      <Kpi name={text().overdue} late={props.totals.overdue > 0} value={formatCount(props.totals.overdue)} />
      <Kpi name={text().restored} value={restored()} />
      <Kpi name={text().age} late={isOld(trustOf(props.freshness, props.now))} value={age()} />
    </dl>
  );
};

const Kpi = (props: {
  readonly name: string;
  readonly value: string;
  readonly of?: string | undefined;
  readonly alarm?: boolean | undefined;
  readonly late?: boolean | undefined;
}): JSX.Element => (
  <div class={styles.kpi}>
    <dt class={styles.name}>{props.name}</dt>
    <dd class={styles.value} data-alarm={props.alarm || undefined} data-late={props.late || undefined}>
      {props.value}
      <Show when={props.of}>
        <span class={styles.of}> / {props.of}</span>
      </Show>
    </dd>
  </div>
);
