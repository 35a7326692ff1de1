import { Tabs as Base } from '@kobalte/core/tabs';
import { For, type JSX, Show } from 'solid-js';
import styles from './tabs.module.css';

export type Tab = {
  readonly value: string;
  readonly label: string;
  readonly count?: number | string | undefined;
  readonly panel: () => JSX.Element;
};

export const Tabs = (props: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly class?: string | undefined;
}): JSX.Element => (
  <Base class={`${styles.tabs} ${props.class ?? ''}`} value={props.value} onChange={props.onChange}>
    <Base.List class={styles.list} aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <Base.Trigger class={styles.tab ?? ''} value={tab.value}>
            {tab.label}
            <Show when={tab.count !== undefined}>
              <span class={styles.count}>{tab.count}</span>
            </Show>
          </Base.Trigger>
        )}
      </For>
    </Base.List>
    <For each={props.tabs}>
      {(tab) => (
        <Base.Content class={styles.panel ?? ''} value={tab.value}>
          {tab.panel()}
        </Base.Content>
      )}
    </For>
  </Base>
);
