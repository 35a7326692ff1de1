import type { IncidentId } from '@relight/shared/operation/ids';
import { crewStatus, dispatchOfCrew } from '@relight/shared/operation/select';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { inWords, words } from '../words/words.ts';
import styles from './crew-roster.module.css';
import { labelOf } from './names.ts';
import { Section } from './section.tsx';

/** Every crew on duty and what it does now; the busy ones lead to their incident. */
export const CrewRoster = (props: { readonly onIncident: (id: IncidentId) => void }): JSX.Element => {
  const scope = useOperation();
  const { live, roster } = scope;
  const onDuty = createMemo(() => roster().filter((crew) => live.state().onDuty[crew.id] !== undefined));
  const free = createMemo(() => onDuty().filter((crew) => crewStatus(live.state(), crew.id) === 'standby').length);
  const text = () => words().console.roster;
  return (
    <Section level={2} title={text().title} aside={text().free(free(), onDuty().length)}>
      <Show when={onDuty().length > 0} fallback={<p class={styles.meta}>{text().none}</p>}>
        <ul>
          <For each={onDuty()}>
            {(crew) => {
              const job = createMemo(() => dispatchOfCrew(live.state(), crew.id));
              return (
                <li class={styles.line} data-busy={job() !== undefined || undefined}>
                  <span class={styles.name}>
                    {inWords(crew.name)}
                    <small class={styles.meta}>
                      {words().vocabulary.crewKind[crew.kind]} · {words().console.crews.people(crew.persons)}
                    </small>
                  </span>
                  <span>{words().vocabulary.crewStatus[crewStatus(live.state(), crew.id)]}</span>
                  <ShowHeld when={job()}>
                    {(job) => (
                      <button type="button" class={styles.job} onClick={() => props.onIncident(job().incident)}>
                        {labelOf(scope, job().incident)}
                      </button>
                    )}
                  </ShowHeld>
                </li>
              );
            }}
          </For>
        </ul>
      </Show>
    </Section>
  );
};
