import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { WORDS, type Words } from '../../words/words.ts';
import type { MapLanguage } from '../map-props.ts';
import type { Look } from '../style/look.ts';
import styles from './legend.module.css';
import { type Drawn, type LegendItem, type LegendText, legendItems } from './legend-items.ts';
import { LegendPicture } from './legend-picture.tsx';

/** What the signs that are on the map now mean: under the map, never on it; on a narrow one behind a button. */
export const Legend = (props: { readonly look: Look; readonly drawn: Drawn }): JSX.Element => {
  const [open, setOpen] = createSignal(false);
  const other = (): MapLanguage => (props.look.language === 'zh' ? 'en' : 'zh');
  // One that is still there keeps its element: most events change no item.
  const items = createMemo<readonly LegendItem[]>((before) => {
    const known = new Map(before.map((item) => [JSON.stringify(item), item]));
    return legendItems(props.look, props.drawn).map((item) => known.get(JSON.stringify(item)) ?? item);
  }, []);
  return (
    <div class={styles.legend} data-open={open()}>
      <button type="button" class={styles.fold} aria-expanded={open()} onClick={() => setOpen(!open())}>
        {WORDS[props.look.language].map.legendOf(items().length)}
      </button>
      <ul class={styles.items}>
        <For each={items()}>
          {(item) => (
            <li class={styles.item}>
              <LegendPicture picture={item.picture} look={props.look} />
              <span>{textIn(WORDS[props.look.language], item.text)}</span>
              <Show when={props.look.bilingual}>
                <small lang={other()}>{textIn(WORDS[other()], item.text)}</small>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
};

const textIn = ({ map, vocabulary, network }: Words, text: LegendText): string => {
  switch (text.of) {
    case 'legend':
      return map.legend[text.key];
    case 'priority':
      return vocabulary.priority(text.priority);
    case 'network':
      return map.sign[text.key];
    case 'evidence':
      return network.evidence.kind[text.key];
    default:
      return text satisfies never;
  }
};
