import { DropdownMenu } from '@kobalte/core/dropdown-menu';
import type { Incident } from '@relight/shared/operation/state';
import ChevronUp from 'lucide-solid/icons/chevron-up';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { words } from '../words/words.ts';
import styles from './incident-action-bar.module.css';
import { blockedBy, INCIDENT_ACTIONS, type IncidentAction, mayAct, nextAction } from './incident-actions.ts';

/** The keys that do the same as the buttons. */
export const ACTION_KEY: Readonly<Partial<Record<IncidentAction, string>>> = {
  confirm: 'c',
  dispatch: 'd',
  etr: 'e',
  restore: 'r',
  close: 'x',
  note: 'm',
};

/** How many buttons stand beside each other before the rest goes into a menu. */
const IN_BAR = 3;

/**
 * What this person may do with this incident. What the role forbids is not there; what the state forbids says why; the next step stands
 * out and comes first.
 */
export const IncidentActionBar = (props: {
  readonly incident: Incident;
  readonly onAction: (action: IncidentAction) => void;
}): JSX.Element => {
  const { live, user } = useOperation();
  const blocked = (action: IncidentAction) => {
    const code = blockedBy(live.state(), props.incident, action);
    return code === null ? null : words().refusals[code];
  };
  const offered = createMemo(() => INCIDENT_ACTIONS.filter((action) => mayAct(user.role, action)));
  const next = createMemo(() => nextAction(live.state(), props.incident));
  /** Possible ones first, so that what cannot be done now does not hold the good places. */
  const ordered = createMemo(() => {
    const rank = (action: IncidentAction) => (action === next() ? 0 : blocked(action) === null ? 1 : 2);
    return [...offered()].sort((a, b) => rank(a) - rank(b));
  });
  const text = () => words().console.actions;
  return (
    <Show when={offered().length > 0}>
      <footer class={styles.bar}>
        <For each={ordered().slice(0, IN_BAR)}>
          {(action) => (
            <Button
              variant={action === next() ? 'primary' : 'plain'}
              key={ACTION_KEY[action]}
              blocked={blocked(action)}
              onClick={() => props.onAction(action)}
            >
              {text()[action]}
            </Button>
          )}
        </For>
        <Show when={ordered().length > IN_BAR}>
          <DropdownMenu placement="top-end" gutter={6} modal={false}>
            <DropdownMenu.Trigger class={styles.more}>
              {text().more}
              <ChevronUp size={14} aria-hidden="true" />
            </DropdownMenu.Trigger>
            {/* The portal also makes the menu when it is opened and not before: only then do the keys come into it. */}
            <DropdownMenu.Portal>
              <DropdownMenu.Content class={styles.menu}>
                <For each={ordered().slice(IN_BAR)}>
                  {(action) => (
                    <DropdownMenu.Item
                      class={styles.item}
                      aria-disabled={blocked(action) !== null}
                      closeOnSelect={blocked(action) === null}
                      onSelect={() => blocked(action) === null && props.onAction(action)}
                    >
                      <span class={styles.name}>
                        {text()[action]}
                        <Show when={ACTION_KEY[action]}>
                          <KeyCap silent>{ACTION_KEY[action]}</KeyCap>
                        </Show>
                      </span>
                      <ShowHeld when={blocked(action)}>{(why) => <small class={styles.why}>{why()}</small>}</ShowHeld>
                    </DropdownMenu.Item>
                  )}
                </For>
              </DropdownMenu.Content>
            </DropdownMenu.Portal>
          </DropdownMenu>
        </Show>
      </footer>
    </Show>
  );
};
