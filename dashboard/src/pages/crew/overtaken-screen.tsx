import { createMemo, type JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary } from './action.tsx';
import styles from './content.module.css';
import { endingOf } from './ending.ts';
import { type Overtaken, useJob } from './job.ts';
import { PlaceHead } from './place-head.tsx';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** The job went away while the crew was on it: what happened, who did it and when. Stays until somebody has read it. */
export const OvertakenScreen = (props: { readonly overtaken: Overtaken }): JSX.Element => {
  const { live, acknowledge } = useJob();
  const t = () => words().crew.ending;
  const ending = createMemo(() => endingOf(props.overtaken.dispatch.id, live.recent()));
  const finished = createMemo(() =>
    live.state().finished.recent.find((line) => line.id === props.overtaken.dispatch.incident),
  );
  return (
    <Screen head={<StateHead title={t().title} />} actions={<Primary onPress={acknowledge}>{t().understood}</Primary>}>
      <ShowHeld when={props.overtaken.incident}>{(incident) => <PlaceHead incident={incident()} />}</ShowHeld>
      <section class={styles.late} role="alert">
        <div>
          <p class={styles.name}>{t()[ending().kind]}</p>
          <ShowHeld when={ending().reason}>{(reason) => <p>{words().vocabulary.recallReason[reason()]}</p>}</ShowHeld>
          <ShowHeld when={ending().by}>
            {(by) => <p>{t().by(words().vocabulary.role[by().role], formatTime(ending().at ?? 0))}</p>}
          </ShowHeld>
          <ShowHeld when={finished()}>{(line) => <p>{t().incidentEnded[line().end]}</p>}</ShowHeld>
        </div>
      </section>
    </Screen>
  );
};
