import type { PermitId } from '@relight/shared/operation/ids';
import { crewsOf } from '@relight/shared/operation/select';
import type { Dispatch, Incident } from '@relight/shared/operation/state';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';
import { CurrentDispatches } from './current-dispatches.tsx';
import { ImportantSection } from './important-section.tsx';
import { IncidentActionBar } from './incident-action-bar.tsx';
import type { IncidentAction } from './incident-actions.ts';
import styles from './incident-detail.module.css';
import { IncidentFacts } from './incident-facts.tsx';
import { IncidentHead } from './incident-head.tsx';
import { IncidentStepper } from './incident-stepper.tsx';
import { LogLine } from './log-line.tsx';
import type { NetworkDesk, NetworkForm } from './network-desk.ts';
import { RestorationSection } from './restoration-section.tsx';
import { RestorationSteps } from './restoration-steps.tsx';
import { SafetySection } from './safety-section.tsx';
import { Section } from './section.tsx';
import { SuggestedCrews } from './suggested-crews.tsx';
import { createTimeline } from './timeline.ts';
import { WhySection } from './why-section.tsx';

/** All about one incident, and everything that can be done with it. */
export const IncidentDetail = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly onAction: (action: IncidentAction) => void;
  readonly onForm: (form: NetworkForm) => void;
  readonly onRelease: (permit: PermitId) => void;
  readonly onCrewStep: (dispatch: Dispatch) => void;
  readonly onRecall: (dispatch: Dispatch) => void;
  readonly onShow?: (() => void) | undefined;
}): JSX.Element => {
  const { live } = useOperation();
  const timeline = createTimeline(live, () => props.incident.id);
  const dispatches = createMemo(() => crewsOf(live.state(), props.incident.id));
  const needsCrew = () => props.incident.status !== 'restored';
  return (
    <article class={styles.detail}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys. */}
      <section class={styles.scroller} aria-labelledby="detail-title" tabIndex={0}>
        <IncidentHead incident={props.incident} onShow={props.onShow} />
        <IncidentStepper incident={props.incident} dispatches={dispatches()} log={timeline.lines()} now={live.now()} />
        <IncidentFacts incident={props.incident} now={live.now()} />
        <ImportantSection incident={props.incident} />
        <WhySection incident={props.incident} desk={props.desk} onAction={props.onAction} onForm={props.onForm} />
        <Show when={dispatches().length > 0}>
          <CurrentDispatches dispatches={dispatches()} onStep={props.onCrewStep} onRecall={props.onRecall} />
        </Show>
        <Show when={needsCrew() && dispatches().length === 0}>
          <SuggestedCrews incident={props.incident} />
        </Show>
        <Show when={live.state().network !== null}>
          <RestorationSection
            incident={props.incident}
            desk={props.desk}
            log={timeline.lines()}
            onForm={props.onForm}
          />
          <SafetySection
            incident={props.incident}
            log={timeline.lines()}
            onForm={props.onForm}
            onRelease={props.onRelease}
          />
        </Show>
        {/* Once somebody has been sent, further crews come after what these have to do. */}
        <Show when={needsCrew() && dispatches().length > 0}>
          <SuggestedCrews incident={props.incident} />
        </Show>
        <RestorationSteps incident={props.incident} now={live.now()} />
        <Section title={words().console.log.title}>
          <ol>
            <For each={timeline.lines()}>{(line) => <LogLine line={line} />}</For>
          </ol>
          <Switch>
            <Match when={timeline.status() === 'unavailable'}>
              <p class={styles.note}>{words().console.log.unavailable}</p>
            </Match>
            <Match when={timeline.status() === 'ready' && !timeline.complete()}>
              <Button size="small" onClick={() => void timeline.older()}>
                {words().console.log.older}
              </Button>
            </Match>
          </Switch>
        </Section>
      </section>
      <IncidentActionBar incident={props.incident} onAction={props.onAction} />
    </article>
  );
};
