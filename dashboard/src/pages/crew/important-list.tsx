import type { ImportantCustomer } from '@relight/shared/http/operations';
import { importantOut } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { formatMinutes } from '../../words/format.ts';
import { inWords, words } from '../../words/words.ts';
import styles from './important-list.module.css';
import { useJob } from './job.ts';

const SHOWN = 2;
const RANK = { special: 0, first: 1, second: 2, temporary: 3 } as const;

/** Who cannot wait, and how long their own supply will last; the most urgent first. */
export const ImportantList = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, scope } = useJob();
  const minutesLeft = (customer: ImportantCustomer) =>
    customer.autonomyMinutes - Math.floor((live.now() - Date.parse(props.incident.outSince)) / 60_000);
  const known = createMemo(() =>
    importantOut(props.incident)
      .map(({ servicePoint }) => scope.importantCustomer(servicePoint))
      .filter((customer) => customer !== undefined)
      .sort((a, b) => RANK[a.class] - RANK[b.class] || a.autonomyMinutes - b.autonomyMinutes),
  );
  const more = () => importantOut(props.incident).length - Math.min(SHOWN, known().length);
  const supply = (customer: ImportantCustomer) => {
    const t = words().crew.important;
    if (customer.backup === 'none') return t.noBackup;
    const left = minutesLeft(customer);
    return left > 0 ? t.carries(formatMinutes(left)) : t.exhausted;
  };
  return (
    <Show when={importantOut(props.incident).length > 0}>
      <ul class={styles.list}>
        <For each={known().slice(0, SHOWN)}>
          {(customer) => (
            <li class={styles.customer}>
              <span class={styles.class}>{words().vocabulary.importance[customer.class]}</span>
              <div>
                <p class={styles.name}>{inWords(customer.name)}</p>
                <p class={styles.supply}>
                  {props.incident.status === 'predicted' ? `${words().level.ifTrue} · ` : ''}
                  {supply(customer)}
                </p>
              </div>
            </li>
          )}
        </For>
        <Show when={more() > 0}>
          <li class={styles.more}>{words().crew.important.more(more())}</li>
        </Show>
      </ul>
    </Show>
  );
};
