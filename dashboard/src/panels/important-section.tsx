import { importantOut } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatMinutes } from '../words/format.ts';
import { inWords, words } from '../words/words.ts';
import styles from './important-section.module.css';
import { LatePill } from './late-pill.tsx';
import { Section } from './section.tsx';

/** Under this much time left on its own supply, a customer is a matter of the next minutes. */
const SHORT_MINUTES = 60;

/** Customers that must not be without supply, and how long they can be. */
export const ImportantSection = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, importantCustomer } = useOperation();
  const dark = createMemo(() => new Set(importantOut(props.incident).map((customer) => customer.servicePoint)));
  const minutesLeft = (autonomy: number) => autonomy - (live.now() - Date.parse(props.incident.outSince)) / 60_000;
  return (
    <Show when={props.incident.extent.important.length > 0}>
      <Section title={words().console.important.title} aside={formatCount(props.incident.extent.important.length)}>
        <ul class={styles.list}>
          <For each={props.incident.extent.important}>
            {(ref) => {
              const customer = () => importantCustomer(ref.servicePoint);
              return (
                <li class={styles.line}>
                  <span class={styles.class} data-class={ref.class}>
                    {words().vocabulary.importance[ref.class]}
                  </span>
                  <span class={styles.name}>
                    {customer() === undefined ? ref.servicePoint : inWords(customer()?.name ?? { zh: '', en: '' })}
                    <ShowHeld when={customer()}>
                      {(it) => (
                        <small class={styles.meta}>
                          {inWords(it().category)} · {words().console.important.load(formatCount(it().safetyLoadKw))}
                        </small>
                      )}
                    </ShowHeld>
                  </span>
                  <span class={styles.backup}>
                    <Show when={props.incident.status === 'predicted'}>
                      <small class={styles.meta}>{words().level.ifTrue}</small>
                    </Show>
                    <Show when={dark().has(ref.servicePoint)} fallback={words().console.important.supplied}>
                      <ShowHeld when={customer()} fallback={words().console.important.dark}>
                        {(it) => (
                          <Backup
                            kind={it().backup}
                            autonomy={it().autonomyMinutes}
                            left={minutesLeft(it().autonomyMinutes)}
                          />
                        )}
                      </ShowHeld>
                    </Show>
                  </span>
                </li>
              );
            }}
          </For>
        </ul>
      </Section>
    </Show>
  );
};

const Backup = (props: {
  readonly kind: 'none' | 'ups' | 'diesel' | 'upsAndDiesel';
  readonly autonomy: number;
  readonly left: number;
}): JSX.Element => {
  const text = () => words().console.important;
  return (
    <Show when={props.kind !== 'none' && props.autonomy > 0} fallback={<LatePill>{text().noBackup}</LatePill>}>
      <span>{words().vocabulary.backup[props.kind]}</span>
      <Show
        when={props.left > SHORT_MINUTES}
        fallback={
          <LatePill>
            {props.left > 0
              ? text().backupLeft(formatMinutes(props.left))
              : text().backupGone(formatMinutes(-props.left))}
          </LatePill>
        }
      >
        <small class={styles.meta}>{text().backupLeft(formatMinutes(props.left))}</small>
      </Show>
    </Show>
  );
};
