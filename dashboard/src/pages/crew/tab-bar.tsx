import List from 'lucide-solid/icons/list';
import MapIcon from 'lucide-solid/icons/map';
import Upload from 'lucide-solid/icons/upload';
import Users from 'lucide-solid/icons/users';
import { For, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { words } from '../../words/words.ts';
import { type Tab, useJob } from './job.ts';
import styles from './tab-bar.module.css';

const TABS: readonly { readonly tab: Tab; readonly icon: typeof List }[] = [
  { tab: 'job', icon: List },
  { tab: 'map', icon: MapIcon },
  { tab: 'outbox', icon: Upload },
  { tab: 'crew', icon: Users },
];

export const TabBar = (): JSX.Element => {
  const { tab, toTab, outbox } = useJob();
  return (
    <nav class={styles.tabs} aria-label={words().common.page.crew}>
      <For each={TABS}>
        {(it) => (
          <button
            type="button"
            class={styles.tab}
            aria-current={tab() === it.tab ? 'page' : undefined}
            onClick={() => toTab(it.tab)}
          >
            <span class={styles.icon}>
              <Dynamic component={it.icon} size={24} aria-hidden="true" />
              <Show when={it.tab === 'outbox' && outbox.unsent() > 0}>
                <b class={styles.count}>{outbox.unsent()}</b>
              </Show>
            </span>
            {words().crew.tabs[it.tab]}
          </button>
        )}
      </For>
    </nav>
  );
};
