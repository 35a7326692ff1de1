import type { NetworkHit } from '@relight/shared/http/networks';
import { createEffect, createSignal, createUniqueId, For, type JSX, on, onCleanup, Show } from 'solid-js';
import { searchNetwork } from '../../http/network.ts';
import { language } from '../../preferences.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import styles from './network-search.module.css';

const WAIT_MS = 200;
const SHOWN = 6;

/** Finds a place by what people call it: type, arrow down, Enter. */
export const NetworkSearch = (props: {
  readonly network: string;
  readonly label: string;
  readonly only?: NetworkHit['kind'] | undefined;
  readonly onChoose: (hit: NetworkHit) => void;
}): JSX.Element => {
  const listId = createUniqueId();
  const [text, setText] = createSignal('');
  const [hits, setHits] = createSignal<readonly NetworkHit[] | null>(null);
  const [active, setActive] = createSignal(0);
  createEffect(
    on(
      text,
      (sought) => {
        setHits(null);
        if (sought.trim() === '') return;
        const timer = setTimeout(async () => {
          const found = await searchNetwork(props.network, sought.trim()).catch(() => []);
          if (text() !== sought) return;
          setActive(0);
          setHits(found.filter((hit) => props.only === undefined || hit.kind === props.only).slice(0, SHOWN));
        }, WAIT_MS);
        onCleanup(() => clearTimeout(timer));
      },
      { defer: true },
    ),
  );
  const name = (hit: NetworkHit) => (language() === 'en' ? (hit.nameEn ?? hit.name) : hit.name);
  const choose = (hit: NetworkHit) => {
    props.onChoose(hit);
    setText('');
    setHits(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = hits() ?? [];
    const chosen = found[active()];
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, active() + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active() - 1));
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else return;
    event.preventDefault();
  };
  const open = () => (hits()?.length ?? 0) > 0;
  return (
    <Field
      label={props.label}
      hint={<Show when={hits()?.length === 0}>{words().console.forms.report.searchNone}</Show>}
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
            onKeyDown={onKeyDown}
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
                  <span>{name(hit)}</span>
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
