import type { IncidentId } from '@relight/shared/operation/ids';
import { openIncidents } from '@relight/shared/operation/open-incidents';
import type { Incident } from '@relight/shared/operation/state';
import { allExpected, sumOut } from '@relight/shared/readings/figures-out';
import CircleCheck from 'lucide-solid/icons/circle-check';
import Search from 'lucide-solid/icons/search';
import { createMemo, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { onKey } from '../ui/keys.ts';
import { Select } from '../ui/select.tsx';
import { figuresText, intervalText } from '../words/figures.ts';
import { formatCount } from '../words/format.ts';
import { words } from '../words/words.ts';
import { type Found, FoundElsewhere } from './found-elsewhere.tsx';
import { FILTERS, type ListQuery, SORTS } from './incident-filter.ts';
import { IncidentList } from './incident-list.tsx';
import styles from './outages-panel.module.css';

/** The list of outages with what narrows and orders it. */
export const OutagesPanel = (props: {
  readonly incidents: readonly Incident[];
  readonly query: ListQuery;
  readonly onQuery: (change: Partial<ListQuery>) => void;
  readonly selected: IncidentId | null;
  readonly onSelect: (id: IncidentId) => void;
  readonly onOpen: (id: IncidentId) => void;
  readonly onFound: (found: Found) => void;
  readonly onReport: (() => void) | null;
  readonly onIncident: (() => void) | null;
  readonly searchRef: (element: HTMLInputElement) => void;
  readonly listRef: (element: HTMLElement) => void;
}): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().console.list;
  const empty = () => Object.keys(live.state().incidents).length === 0;
  const out = createMemo(() => sumOut(props.incidents));
  /** What is expected, and why that is not what all rows state where the two differ. */
  const expected = createMemo(() => {
    const all = allExpected(live.state());
    const interval = intervalText(all);
    const { predicted } = sumOut(openIncidents(live.state()));
    if (interval === null) return null;
    const line = text().expected(formatCount(all.expected), interval);
    if (all.expected === predicted) return line;
    const why = all.expected > predicted ? text().expectedMore : text().expectedFewer;
    return `${line} · ${why(formatCount(predicted))}`;
  });
  return (
    <div class={styles.panel}>
      <div class={styles.tools}>
        <label class={styles.search}>
          <Search size={15} aria-hidden="true" />
          <input
            ref={props.searchRef}
            type="search"
            aria-label={text().search}
            placeholder={text().search}
            value={props.query.text}
            onInput={(event) => props.onQuery({ text: event.currentTarget.value })}
            onKeyDown={onKey((key) => key === 'Escape' && props.query.text !== '' && props.onQuery({ text: '' }))}
          />
          <KeyCap silent>/</KeyCap>
        </label>
        <Select
          class={styles.filter}
          label={text().filter}
          value={props.query.filter}
          options={FILTERS.map((value) => ({ value, label: text().filters[value] }))}
          onChange={(filter) => props.onQuery({ filter })}
        />
        <Select
          class={styles.sort}
          label={text().sort}
          value={props.query.sort}
          options={SORTS.map((value) => ({ value, label: text().sorts[value] }))}
          onChange={(sort) => props.onQuery({ sort })}
        />
      </div>
      <div class={styles.head} aria-hidden="true">
        <span>{text().head.asset}</span>
        <span class={styles.right}>{text().head.customers}</span>
        <span>{text().head.state}</span>
        <span class={styles.right}>{text().head.etr}</span>
      </div>
      <Show
        when={props.incidents.length > 0}
        fallback={
          <Show
            when={empty()}
            fallback={
              <EmptyState title={text().noMatch}>
                <Button size="small" onClick={() => props.onQuery({ text: '', filter: 'all' })}>
                  {text().showAll}
                </Button>
              </EmptyState>
            }
          >
            <EmptyState
              icon={<CircleCheck size={40} stroke-width={1.5} />}
              title={text().allNormal}
              text={text().allNormalHint}
            />
          </Show>
        }
      >
        <IncidentList
          ref={props.listRef}
          incidents={props.incidents}
          selected={props.selected}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
        />
      </Show>
      <FoundElsewhere text={props.query.text} onFound={props.onFound} />
      <footer class={styles.foot}>
        <ShowHeld when={expected()}>{(line) => <p class={styles.expected}>{line()}</p>}</ShowHeld>
        <span class={styles.sum} role="status">
          {text().sum(formatCount(props.incidents.length), figuresText(words(), out()))}
        </span>
        <ShowHeld when={props.onReport}>
          {(open) => (
            <Button size="small" key="n" onClick={() => open()()}>
              {text().newReport}
            </Button>
          )}
        </ShowHeld>
        <ShowHeld when={props.onIncident}>
          {(open) => (
            <Button size="small" key="o" onClick={() => open()()}>
              {text().newIncident}
            </Button>
          )}
        </ShowHeld>
      </footer>
    </div>
  );
};
