import { customersOut, figuresOut, isDangerAlone } from '@relight/shared/operation/customers-out';
import type { Dispatch } from '@relight/shared/operation/state';
import Check from 'lucide-solid/icons/check';
import { type JSX, Show } from 'solid-js';
import type { Theme } from '../../preferences.ts';
import { FiguresBar } from '../../ui/figures-bar.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount, formatDistance, formatMinutes, formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import styles from './content.module.css';
import { countdownOf } from './countdown.ts';
import { ImportantList } from './important-list.tsx';
import { useJob } from './job.ts';
import { JobMap } from './job-map.tsx';
import { OfferHead } from './offer-head.tsx';
import { PlaceHead } from './place-head.tsx';
import { Screen } from './screen.tsx';
import { Warnings } from './warnings.tsx';
import { WhyUsCard } from './why-us-card.tsx';

/** A job is offered: everything that decides it on one screen, and one tap to take it. */
export const OfferScreen = (props: { readonly soundChip: JSX.Element; readonly theme: Theme }): JSX.Element => {
  const { live, dispatch, incident, outbox, open, drill } = useJob();
  const t = () => words().crew.offer;
  return (
    <ShowHeld when={dispatch()}>
      {(dispatch) => (
        <Screen
          head={<OfferHead countdown={countdownOf(dispatch(), live.now())} sentAt={dispatch().offeredAt} />}
          actions={
            <>
              <Secondary onPress={() => open('decline')}>{t().cannot}</Secondary>
              <Primary
                icon={<Check size={30} aria-hidden="true" />}
                onPress={() => void outbox.press({ type: 'acceptDispatch', dispatch: dispatch().id })}
              >
                {drill() ? t().acceptDrill : t().accept}
              </Primary>
            </>
          }
        >
          {props.soundChip}
          <ShowHeld when={incident()}>
            {(incident) => (
              <>
                <PlaceHead incident={incident()} />
                <Warnings incident={incident()} />
                <div class={styles.pair}>
                  <div class={styles.figure}>
                    <Way dispatch={dispatch()} />
                  </div>
                  <div class={styles.figure}>
                    <p class={styles.big}>
                      <Show when={!isDangerAlone(incident())} fallback={words().common.dangerAlone}>
                        <b>{formatCount(customersOut(incident()))}</b>{' '}
                        {incident().status === 'predicted' ? t().predicted : t().customers}
                      </Show>
                    </p>
                    <FiguresBar figures={figuresOut(incident())} of={customersOut(incident())} />
                    <p class={styles.label}>
                      {isDangerAlone(incident())
                        ? ''
                        : t().outFor(formatMinutes((live.now() - Date.parse(incident().outSince)) / 60_000))}
                    </p>
                  </div>
                </div>
                <JobMap incident={incident()} theme={props.theme} />
                <ImportantList incident={incident()} />
                <WhyUsCard incident={incident()} />
              </>
            )}
          </ShowHeld>
        </Screen>
      )}
    </ShowHeld>
  );
};

const Way = (props: { readonly dispatch: Dispatch }): JSX.Element => {
  const t = () => words().crew.offer;
  const arrival = (minutes: number) => Date.parse(props.dispatch.offeredAt) + minutes * 60_000;
  return (
    <Show when={props.dispatch.travelMinutes !== null} fallback={<p class={styles.label}>{t().distanceUnknown}</p>}>
      <p class={styles.big}>
        <b>{formatCount(props.dispatch.travelMinutes ?? 0)}</b> {t().minutes}{' '}
        <span>{formatDistance(props.dispatch.distanceM ?? 0)}</span>
      </p>
      <p class={styles.label}>{t().arriveAt(formatTime(arrival(props.dispatch.travelMinutes ?? 0)))}</p>
    </Show>
  );
};
