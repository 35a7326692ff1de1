import { distanceM } from '@relight/shared/geo/distance';
import { customersOut } from '@relight/shared/operation/customers-out';
import type { Dispatch } from '@relight/shared/operation/state';
import LocateFixed from 'lucide-solid/icons/locate-fixed';
import MapPin from 'lucide-solid/icons/map-pin';
import Navigation from 'lucide-solid/icons/navigation';
import NotebookPen from 'lucide-solid/icons/notebook-pen';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import type { Theme } from '../../preferences.ts';
import { trustOf } from '../../sync/trust.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { ConfirmScreen } from './confirm-screen.tsx';
import styles from './content.module.css';
import { EtrCard } from './etr-card.tsx';
import { FieldCard } from './field-card.tsx';
import { ImportantList } from './important-list.tsx';
import { useJob } from './job.ts';
import { JobMap } from './job-map.tsx';
import { nextStep, stationsOf } from './next-step.ts';
import { PlaceHead } from './place-head.tsx';
import type { PositionWatch } from './position-watch.ts';
import { Screen } from './screen.tsx';
import { ServiceClockBar } from './service-clock-bar.tsx';
import { StateHead } from './state-head.tsx';
import { Stations } from './stations.tsx';
import { StepsCard } from './steps-card.tsx';
import { Warnings } from './warnings.tsx';

/** Farther from the job than this, "arrived" is asked again. */
const FAR_M = 500;

/** The job in hand. Its primary button is the next step that the rules allow, and nothing else. */
export const JobScreen = (props: {
  readonly dispatch: Dispatch;
  readonly position: PositionWatch;
  readonly theme: Theme;
}): JSX.Element => {
  const job = useJob();
  const { live, incident, outbox, open } = job;
  const t = () => words().crew;
  const step = createMemo(() => nextStep(props.dispatch, incident()));
  const onSite = () => props.dispatch.status === 'onSite';
  const title = () => {
    if (incident()?.status === 'restored') return t().title.restored;
    return props.dispatch.status === 'offered' ? t().offer.title : t().title[props.dispatch.status];
  };
  const farM = () => {
    const here = props.position.latest();
    const there = incident()?.place;
    const distance = here === null || there === undefined ? 0 : distanceM(here, there);
    return distance > FAR_M ? distance : null;
  };
  const arrive = () => {
    const here = props.position.latest();
    open('job');
    void outbox.press({
      type: 'arriveOnSite',
      dispatch: props.dispatch.id,
      ...(here === null ? {} : { lon: here.lon, lat: here.lat }),
    });
  };
  const take = () => {
    const { id: dispatch, incident } = props.dispatch;
    switch (step()) {
      case 'accept':
        return void outbox.press({ type: 'acceptDispatch', dispatch });
      case 'depart':
        return void outbox.press({ type: 'departForSite', dispatch });
      case 'arrive':
        return farM() === null ? arrive() : open('arriveFar');
      case 'confirm':
        return void outbox.press({ type: 'confirmOutage', incident, reason: 'crewFinding' });
      case 'restore':
        return open('restore');
      case 'complete':
        return void outbox.press({ type: 'completeFieldWork', dispatch });
    }
  };
  return (
    <Switch>
      <Match when={job.view() === 'arriveFar'}>
        <ConfirmScreen
          title={t().arriveFar.title}
          text={t().arriveFar.text(formatDistance(farM() ?? 0))}
          yes={t().arriveFar.yes}
          no={t().arriveFar.no}
          onYes={arrive}
        />
      </Match>
      <Match when={true}>
        <Screen
          head={
            <StateHead title={title()}>
              <PositionSign position={props.position} />
            </StateHead>
          }
          actions={
            <>
              <Secondary icon={<NotebookPen size={24} aria-hidden="true" />} onPress={() => open('note')}>
                {t().noteShort}
              </Secondary>
              <Primary icon={<StepIcon step={step()} />} hint={t().stepHint[step()]} onPress={take}>
                {t().step[step()]}
              </Primary>
            </>
          }
        >
          <Stations stations={stationsOf(props.dispatch, incident())} />
          <ShowHeld when={incident()}>
            {(incident) => (
              <>
                <PlaceHead incident={incident()} />
                <Warnings incident={incident()} />
                <Show when={!onSite()}>
                  <JobMap incident={incident()} theme={props.theme} />
                </Show>
                <Show when={incident().status !== 'restored'}>
                  <ServiceClockBar incident={incident()} />
                  <EtrCard incident={incident()} />
                </Show>
                <Show when={onSite() && live.state().network !== null && incident().status !== 'restored'}>
                  <FieldCard incident={incident()} position={props.position} />
                </Show>
                <StepsCard incident={incident()} />
                <ImportantList incident={incident()} />
                <Show when={onSite() && customersOut(incident()) > 0}>
                  <button type="button" class={styles.small} onClick={() => open('completeEarly')}>
                    {t().completeEarly.open}
                  </button>
                </Show>
              </>
            )}
          </ShowHeld>
        </Screen>
      </Match>
    </Switch>
  );
};

const StepIcon = (props: { readonly step: ReturnType<typeof nextStep> }): JSX.Element => (
  <Switch>
    <Match when={props.step === 'depart'}>
      <Navigation size={28} aria-hidden="true" />
    </Match>
    <Match when={props.step === 'arrive'}>
      <MapPin size={28} aria-hidden="true" />
    </Match>
  </Switch>
);

/** Whoever is followed must be able to see it. */
const PositionSign = (props: { readonly position: PositionWatch }): JSX.Element => {
  const { live } = useJob();
  const known = () => props.position.status() === 'sending';
  // What is measured where there is no signal reaches nobody.
  const sending = () => known() && trustOf(live.freshness(), live.now()).kind === 'live';
  return (
    <Show when={props.position.status() !== 'off'}>
      <span class={styles.position} data-sending={sending()}>
        <LocateFixed size={18} aria-hidden="true" />
        {sending() ? words().crew.sharing : known() ? words().crew.sharingWaits : words().crew.sharingOff}
      </span>
    </Show>
  );
};
