import type { DemoPeople } from '@relight/shared/http/session';
import ChevronRight from 'lucide-solid/icons/chevron-right';
import { For, type JSX } from 'solid-js';
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
  const chosen = () =>
    ORDER.map((role) => props.people.find((person) => person.role === role)).filter((person) => person !== undefined);
  return (
    <section class={styles['demo']}>
      <h2 class={styles['title']}>{words().signIn.demo.title}</h2>
      <ul class={styles['people']}>
        <For each={chosen()}>
          {(person) => (
            <li>
              <button
                type="button"
                class={styles['person']}
                aria-busy={props.busy === person.username || undefined}
                onClick={() => props.onChoose(person)}
              >
                <span class={styles['who']}>
                  <strong>{words().vocabulary.role[person.role]}</strong>
                  <span>{inWords(person.name)}</span>
                </span>
                <span class={styles['page']}>{pageOf(person.role)}</span>
                <ChevronRight size={20} aria-hidden="true" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <p class={styles['hint']}>{words().signIn.demo.hint}</p>
    </section>
  );
};

const pageOf = (role: Person['role']): string => {
  const pages: Readonly<Partial<Record<Person['role'], string>>> = words().signIn.demo.page;
  return pages[role] ?? '';
};
