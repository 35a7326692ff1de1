import { createMemo, createSignal, type JSX, Match, Switch } from 'solid-js';
import type { Theme } from '../../preferences.ts';
import { createBackSteps } from '../../ui/back-steps.ts';
import { MatchHeld, ShowHeld } from '../../ui/held.tsx';
import { showToast } from '../../ui/toast.tsx';
import { words } from '../../words/words.ts';
import { createAlarm } from './alarm.ts';
import { CompleteEarly } from './complete-early.tsx';
import { countdownOf } from './countdown.ts';
import { CrewScreen } from './crew-screen.tsx';
import { DeclineScreen } from './decline-screen.tsx';
import { EtrScreen } from './etr-screen.tsx';
import { FaultScreen } from './fault-screen.tsx';
import { useJob } from './job.ts';
import { JobScreen } from './job-screen.tsx';
import { MapScreen } from './map-screen.tsx';
import { NoteScreen } from './note-screen.tsx';
import { OfferScreen } from './offer-screen.tsx';
import { OutboxScreen } from './outbox-screen.tsx';
import { OvertakenScreen } from './overtaken-screen.tsx';
import styles from './phone.module.css';
import { createPositionWatch } from './position-watch.ts';
import { RefusalScreen } from './refusal-screen.tsx';
import { RepairedScreen } from './repaired-screen.tsx';
import { RestoreScreen } from './restore-screen.tsx';
import { SoundChip } from './sound-chip.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { StandbyScreen } from './standby-screen.tsx';
import { SwitchingScreen } from './switching-screen.tsx';
import { TabBar } from './tab-bar.tsx';
import { TakeBackBar } from './take-back-bar.tsx';
import { createWakeLock } from './wake-lock.ts';

/** Which screen is in front: what must be answered first, then the tab, then the form, then the job. */
export const Phone = (props: { readonly theme: Theme }): JSX.Element => {
  const job = useJob();
  const { live, crew } = job;
  // Memos: what follows from them must not start again with every change of the job.
  const offered = createMemo(() => job.dispatch()?.status === 'offered');
  const busy = createMemo(() => job.dispatch() !== undefined);
  const onDuty = () => live.state().onDuty[crew] !== undefined;
  const alarm = createAlarm(offered, job.drill);
  createWakeLock(busy);
  const followed = createMemo(() => onDuty() && busy() && !offered());
  const position = createPositionWatch(live, followed);
  // Where nothing rings once the page is gone, one Back more than there are screens asks whether that is meant.
  const [touched, setTouched] = createSignal(false);
  const stays = () => touched() && onDuty();
  createBackSteps(
    () => job.layers() + Number(stays()),
    (left) => {
      for (let open = job.layers() + Number(stays()); open > left; open--) {
        if (job.layers() > 0) job.back();
        else {
          setTouched(false);
          showToast({ kind: 'hint', title: words().crew.leaving.title, text: words().crew.leaving.text });
        }
      }
    },
  );
  const onTouch = () => {
    setTouched(true);
    if (!alarm.armed()) void alarm.arm();
  };
  return (
    // Any first tap arms the sound: a browser lets nothing ring before.
    <div class={styles.phone} data-drill={job.drill()} onPointerDown={onTouch}>
      <StaleBanner />
      <ShowHeld when={offered() && job.tab() !== 'job' && job.dispatch()}>
        {(dispatch) => (
          <button type="button" class={styles.waiting} onClick={() => job.toTab('job')}>
            <strong>{words().crew.offer.waiting}</strong>
            <span>
              {countdownOf(dispatch(), live.now()).text} · {words().crew.offer.answerNow}
            </span>
          </button>
        )}
      </ShowHeld>
      <Switch fallback={<StandbyScreen alarm={alarm} />}>
        <MatchHeld when={job.outbox.unread()}>{(entry) => <RefusalScreen entry={entry()} />}</MatchHeld>
        <MatchHeld when={job.overtaken()}>{(overtaken) => <OvertakenScreen overtaken={overtaken()} />}</MatchHeld>
        <Match when={job.tab() === 'map'}>
          <MapScreen theme={props.theme} />
        </Match>
        <Match when={job.tab() === 'outbox'}>
          <OutboxScreen />
        </Match>
        <Match when={job.tab() === 'crew'}>
          <CrewScreen alarm={alarm} />
        </Match>
        <Match when={offered() && job.view() === 'decline'}>
          <DeclineScreen />
        </Match>
        <Match when={offered()}>
          <OfferScreen soundChip={<SoundChip alarm={alarm} />} theme={props.theme} />
        </Match>
        <MatchHeld when={job.dispatch() && job.view() === 'etr' && job.incident()}>
          {(incident) => <EtrScreen incident={incident()} />}
        </MatchHeld>
        <MatchHeld when={job.dispatch() && job.view() === 'restore' && job.incident()}>
          {(incident) => <RestoreScreen incident={incident()} />}
        </MatchHeld>
        <MatchHeld when={job.dispatch() && job.view() === 'fault' && job.incident()}>
          {(incident) => <FaultScreen incident={incident()} position={position} />}
        </MatchHeld>
        <MatchHeld when={job.dispatch() && job.view() === 'repaired' && job.incident()}>
          {(incident) => <RepairedScreen incident={incident()} />}
        </MatchHeld>
        <MatchHeld when={job.dispatch() && job.view() === 'switching' && job.incident()}>
          {(incident) => <SwitchingScreen incident={incident()} position={position} />}
        </MatchHeld>
        <Match when={job.dispatch() && job.view() === 'note'}>
          <NoteScreen />
        </Match>
        <MatchHeld when={job.dispatch() && job.view() === 'completeEarly' && job.incident()}>
          {(incident) => <CompleteEarly incident={incident()} />}
        </MatchHeld>
        <MatchHeld when={job.dispatch()}>
          {(dispatch) => <JobScreen dispatch={dispatch()} position={position} theme={props.theme} />}
        </MatchHeld>
      </Switch>
      <TakeBackBar />
      <TabBar />
    </div>
  );
};
