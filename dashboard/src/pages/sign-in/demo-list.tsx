import type { DemoPeople } from '@relight/shared/http/session';
import ChevronRight from 'lucide-solid/icons/chevron-right';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { inWords, words } from '../../words/words.ts';
import styles from './demo-list.module.css';

type Person = DemoPeople['people'][number];

const ORDER: readonly Person['role'][] = ['dispatcher', 'wall', 'crew', 'manager', 'admin', 'viewer'];

/** The people of the demo city: one click, and a newcomer is inside. One of each role is enough to begin with. */
export const DemoList = (props: {
  readonly people: readonly Person[];
  readonly busy: string | null;
  readonly onChoose: (person: Person) => void;
}): JSX.Element => {
  const t = () => words().signIn.demo;
  const first = createMemo(() =>
    ORDER.map((role) => props.people.find((person) => person.role === role)).filter((person) => person !== undefined),
  );
  const others = createMemo(() => props.people.filter((person) => !first().includes(person)));
  return (
    <section class={styles.demo}>
      <h2 class={styles.title}>{t().title}</h2>
      <ul class={styles.people}>
        <For each={first()}>
          {(person) => (
            <li>
              <button
                type="button"
                class={styles.person}
                aria-busy={props.busy === person.username || undefined}
                onClick={() => props.onChoose(person)}
              >
                <span class={styles.who}>
                  <strong>{words().vocabulary.role[person.role]}</strong>
                  <Show when={inWords(person.name) !== words().vocabulary.role[person.role]}>
                    <span>{inWords(person.name)}</span>
                  </Show>
                </span>
                <span class={styles.page}>{pageOf(person.role)}</span>
                <ChevronRight size={20} aria-hidden="true" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={others().length > 0}>
        <details class={styles.others}>
          <summary>{t().others(others().length)}</summary>
          <ul class={styles.chips}>
            <For each={others()}>
              {(person) => (
                <li>
                  <button type="button" class={styles.chip} onClick={() => props.onChoose(person)}>
                    {person.username} <span>{inWords(person.name)}</span>
                  </button>
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <p class={styles.hint}>{t().hint}</p>
    </section>
  );
};

const pageOf = (role: Person['role']): string => {
  const pages: Readonly<Partial<Record<Person['role'], string>>> = words().signIn.demo.page;
  return pages[role] ?? '';
};
