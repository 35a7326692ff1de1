import type { NetworkHit } from '@relight/shared/http/networks';
import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from 'solid-js';
import { Field } from '../../ui/field.tsx';
import { type KeyHandler, onKey } from '../../ui/keys.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { createNetworkHits } from '../network-hits.ts';
import { localName } from '../ruling-text.ts';
import styles from './network-search.module.css';

const SHOWN = 8;

/** Finds a place by what people call it: type, arrow down, Enter. */
export const NetworkSearch = (props: {
  readonly network: string;
  readonly label: string;
  /** How to search, where its name does not say it. */
  readonly hint?: string | undefined;
  readonly only?: readonly NetworkHit['kind'][] | undefined;
  readonly onChoose: (hit: NetworkHit) => void;
}): JSX.Element => {
  const listId = createUniqueId();
  const [text, setText] = createSignal('');
  const [active, setActive] = createSignal(0);
  /** What Enter was pressed after, when nothing had been found yet. */
  let entered = '';
  const found = createNetworkHits(() => props.network, text);
  const hits = () =>
    found()
      ?.filter((hit) => props.only?.includes(hit.kind) ?? true)
      .slice(0, SHOWN) ?? null;
  createEffect(
    on(found, () => {
      setActive(0);
      const [first] = hits() ?? [];
      if (first !== undefined && entered === text() && first.id === text().trim()) choose(first);
    }),
  );
  const choose = (hit: NetworkHit) => {
    props.onChoose(hit);
    setText('');
  };
  const hear: KeyHandler = (key, event) => {
    if (text() === '') return;
    const found = hits() ?? [];
    const chosen = found[active()];
    if (key === 'ArrowDown') setActive(Math.min(found.length - 1, active() + 1));
    else if (key === 'ArrowUp') setActive(Math.max(0, active() - 1));
    else if (key === 'Escape') setText('');
    else if (key === 'Enter') {
      // Before anything has been found it submits nothing, and chooses only what is named by its whole id.
      if (chosen === undefined) entered = text();
      else choose(chosen);
    } else return;
    event.preventDefault();
  };
  const open = () => (hits()?.length ?? 0) > 0;
  return (
    <Field
      label={props.label}
      hint={
        <Show when={hits()?.length === 0} fallback={props.hint}>
          {words().console.forms.report.searchNone}
        </Show>
      }
    >
      {(control) => (
        <div>
          <TextInput
            id={control.id}
            aria-describedby={control.describedBy}
            data-autofocus
            role="combobox"
            aria-expanded={open()}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open() ? `${listId}-${active()}` : undefined}
            value={text()}
            onText={setText}
            onKeyDown={onKey(hear)}
          />
          <div id={listId} role="listbox" aria-label={props.label} class={styles.hits} hidden={!open()}>
            <For each={hits()}>
              {(hit, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys.
                <div
                  id={`${listId}-${index()}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index() === active()}
                  class={styles.hit}
                  onClick={() => choose(hit)}
                >
                  <span>{localName({ ...hit, nameEn: hit.nameEn ?? null })}</span>
                  <small class={styles.kind}>
                    {words().console.forms.report.hit[hit.kind]} · {hit.id}
                  </small>
                </div>
              )}
            </For>
          </div>
        </div>
      )}
    </Field>
  );
};
