import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { WORDS, type Words } from '../../words/words.ts';
import type { MapLanguage } from '../map-props.ts';
import type { Look } from '../style/look.ts';
import styles from './legend.module.css';
import { type LegendEntry, legendEntries } from './legend-entries.ts';
import { type Drawn, legendItems } from './legend-items.ts';
import { LegendPicture } from './legend-picture.tsx';

/** As many as stand beside each other in two languages: in a storm the first language alone keeps the legend short. */
const MOST_BILINGUAL = 5;

/** What the signs that are on the map now mean: under the map, never on it; on a narrow one behind a button. */
export const Legend = (props: { readonly look: Look; readonly drawn: Drawn }): JSX.Element => {
  const [open, setOpen] = createSignal(false);
  const other = (): MapLanguage => (props.look.language === 'zh' ? 'en' : 'zh');
  // One that is still there keeps its element: most events change no entry.
  const entries = createMemo<readonly LegendEntry[]>((before) => {
    const known = new Map(before.map((entry) => [JSON.stringify(entry), entry]));
    const now = legendEntries(legendItems(props.look, props.drawn));
    return now.map((entry) => known.get(JSON.stringify(entry)) ?? entry);
  }, []);
  const bilingual = () => props.look.bilingual && entries().length <= MOST_BILINGUAL;
  return (
    <div class={styles.legend} data-open={open()}>
      <button type="button" class={styles.fold} aria-expanded={open()} onClick={() => setOpen(!open())}>
        {WORDS[props.look.language].map.legendOf(entries().length)}
      </button>
      <ul class={styles.items}>
        <For each={entries()}>
          {(entry) => (
            <li class={styles.item}>
              <For each={entry.pictures}>{(picture) => <LegendPicture picture={picture} look={props.look} />}</For>
              <span>{textIn(WORDS[props.look.language], entry.text)}</span>
              <Show when={bilingual()}>
                <small lang={other()}>{textIn(WORDS[other()], entry.text)}</small>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
};

const textIn = ({ map, vocabulary, network }: Words, text: LegendEntry['text']): string => {
  switch (text.of) {
    case 'legend':
      return map.legend[text.key];
    case 'priority':
      return vocabulary.priority(text.priority);
    case 'group':
      return map.legendGroup[text.key];
    case 'network':
      return map.sign[text.key];
    case 'evidence':
      return network.evidence.kind[text.key];
    default:
      return text satisfies never;
  }
};
