import { ETR_SOURCES, type EtrSource } from '@relight/shared/operation/vocabulary';
import { For, type JSX, Match, Switch } from 'solid-js';
import { fetchEtrAccuracy } from '../http/network-answers.ts';
import { useOperation } from '../operation.tsx';
import { MatchHeld } from '../ui/held.tsx';
import { formatCount, formatMinutes, formatShare } from '../words/format.ts';
import { words } from '../words/words.ts';
import { createAnswer } from './create-answer.ts';
import styles from './etr-accuracy.module.css';
import { Section } from './section.tsx';

/** How well estimates held, by who gave them. A server that cannot say shows nothing. */
export const EtrAccuracy = (): JSX.Element => {
  const { live } = useOperation();
  const answer = createAnswer(
    () => live.operation,
    // Only an outage that ends has anything to add.
    () => live.state().finished.incidents,
    fetchEtrAccuracy,
  );
  const text = () => words().network.etr.accuracy;
  const sourceName = (source: string) =>
    ETR_SOURCES.includes(source as EtrSource) ? words().vocabulary.etrSource[source as EtrSource] : source;
  return (
    <Switch>
      <MatchHeld when={answer().value}>
        {(value) => (
          <Section level={2} title={text().title} aside={text().days(value().days)}>
            <Switch>
              <Match when={value().bySource.length === 0}>
                <p class={styles.none}>{text().none}</p>
              </Match>
              <Match when={value().bySource.length > 0}>
                <table class={styles.table}>
                  <thead>
                    <tr>
                      <th scope="col">{text().source}</th>
                      <th scope="col">{text().count}</th>
                      <th scope="col">{text().kept}</th>
                      <th scope="col">{text().error}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={value().bySource}>
                      {(line) => (
                        <tr>
                          <th scope="row">{sourceName(line.source)}</th>
                          <td>{formatCount(line.count)}</td>
                          <td>{line.keptShare === null ? '—' : formatShare(line.keptShare)}</td>
                          <td>{line.medianErrorMinutes === null ? '—' : formatMinutes(line.medianErrorMinutes)}</td>
                        </tr>
                      )}
                    </For>
                  </tbody>
                </table>
              </Match>
            </Switch>
          </Section>
        )}
      </MatchHeld>
    </Switch>
  );
};
