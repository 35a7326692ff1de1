import { type JSX, Match, Show, Switch } from 'solid-js';
import { words } from '../words/words.ts';
import styles from './priority-badge.module.css';

/**
 * Priority in three ways at once, so that none has to be trusted alone: shape (■ 1, ◆ 2, ○ 3, a house for the single service of 4, ✓ restored), number and colour. A digit in
 * these shapes is a priority and nothing else; a wall gives `label`, the letter of the row in its list, in place of it.
 */
export const PriorityBadge = (props: {
  readonly priority: number;
  readonly restored?: boolean | undefined;
  readonly label?: string | undefined;
  readonly size?: number | undefined;
}): JSX.Element => {
  const name = () =>
    props.restored ? words().vocabulary.incidentStatus.restored : words().vocabulary.priority(props.priority);
  return (
    <svg
      class={styles.badge}
      data-priority={props.restored ? 'restored' : props.priority}
      viewBox="0 0 24 24"
      width={props.size ?? 20}
      height={props.size ?? 20}
      role="img"
      aria-label={name()}
    >
      <Switch fallback={<path class={styles.shape} d="M12 1.5 22 9v13H2V9z" />}>
        <Match when={props.restored}>
          <circle class={styles.shape} cx="12" cy="12" r="9.5" />
          <path class={styles.tick} d="m7.5 12.5 3 3 6-6.5" />
        </Match>
        <Match when={props.priority === 1}>
          <rect class={styles.shape} x="1.5" y="1.5" width="21" height="21" rx="2" />
        </Match>
        <Match when={props.priority === 2}>
          <path class={styles.shape} d="M12 .8 23.2 12 12 23.2.8 12z" />
        </Match>
        <Match when={props.priority === 3}>
          <circle class={styles.shape} cx="12" cy="12" r="10" />
        </Match>
      </Switch>
      <Show when={!props.restored}>
        <text class={styles.number} x="12" y={props.priority === 4 ? 19 : 16.8} text-anchor="middle">
          {props.label ?? props.priority}
        </text>
      </Show>
    </svg>
  );
};
