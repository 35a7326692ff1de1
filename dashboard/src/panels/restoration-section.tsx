import { mayCommand } from '@relight/shared/operation/authorize';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { incidentLabel } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { MatchHeld, ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { AdoptedPlan } from './adopted-plan.tsx';
import type { NetworkDesk, NetworkForm, Plan } from './network-desk.ts';
import { NormalStateCard } from './normal-state-card.tsx';
import { OrderButton } from './order-button.tsx';
import { PlanCard } from './plan-card.tsx';
import styles from './restoration-section.module.css';
import { localName } from './ruling-text.ts';
import { Section } from './section.tsx';

/** Where the damage is, and how to bring people back around it before it is mended. */
export const RestorationSection = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly log: readonly RecordedEvent[];
  readonly onForm: (form: NetworkForm) => void;
}): JSX.Element => {
  const { live, user } = useOperation();
  const text = () => words().network.fault;
  const fault = () => props.incident.fault;
  const normalSteps = () => {
    const steps = props.desk.normalState().value?.steps ?? [];
    return steps.length > 0 ? steps : null;
  };
  const label = () => incidentLabel(props.incident.number);
  return (
    <Section title={text().title}>
      <ShowHeld when={fault()} fallback={<p class={styles.note}>{text().none}</p>}>
        {(fault) => (
          <p class={styles.fault}>
            {text().at(localName(fault()))}
            <ShowHeld when={fault().repairedAt}>
              {(at) => <span class={styles.repaired}> · {text().repaired(formatMoment(at(), live.now()))}</span>}
            </ShowHeld>
          </p>
        )}
      </ShowHeld>
      <div class={styles.actions}>
        <Show when={mayCommand(user.role, 'locateFault')}>
          <Button size="small" onClick={() => props.onForm({ form: 'fault' })}>
            {fault() === null ? text().locate : text().relocate}
          </Button>
          <Show when={fault() !== null}>
            <OrderButton
              order={() => ({
                type: 'locateFault',
                incident: props.incident.id,
                element: null,
                basedOn: props.incident.changedSeq,
              })}
              name={words().common.labelled(text().retract, label())}
            >
              {text().retract}
            </OrderButton>
          </Show>
        </Show>
        <Show when={mayCommand(user.role, 'recordRepair') && fault() !== null && fault()?.repairedAt === null}>
          <Button size="small" onClick={() => props.onForm({ form: 'repair' })}>
            {text().repair}…
          </Button>
        </Show>
      </div>
      <ShowHeld when={props.desk.adopted()}>
        {(plan) => <AdoptedPlan plan={plan()} desk={props.desk} log={props.log} onForm={props.onForm} />}
      </ShowHeld>
      <ShowHeld when={normalSteps()}>
        {(steps) => <NormalStateCard incident={props.incident} desk={props.desk} steps={steps()} />}
      </ShowHeld>
      <Show when={fault() !== null && fault()?.repairedAt === null && props.incident.status !== 'restored'}>
        <Plans incident={props.incident} desk={props.desk} />
      </Show>
    </Section>
  );
};

/** Proposals. While a plan is under way they stand back: what is being carried out comes first. */
const Plans = (props: { readonly incident: Incident; readonly desk: NetworkDesk }): JSX.Element => {
  const text = () => words().network.plan;
  const answer = () => props.desk.plans();
  const isUnderWay = () => props.desk.adopted()?.status === 'underWay';
  const found = () => {
    const value = answer().value;
    return value !== null && value.plans.length > 0 ? value.plans : null;
  };
  const none = () => answer().value?.none ?? null;
  return (
    <>
      <Show when={!isUnderWay()}>
        <h4 class={styles.plansTitle}>{text().title}</h4>
        <p class={styles.note}>{text().draft}</p>
      </Show>
      <Switch>
        <MatchHeld when={found()}>
          {(plans) => (
            <Show when={isUnderWay()} fallback={<Proposals {...props} plans={plans()} />}>
              <details class={styles.others}>
                <summary>{text().others(plans().length)}</summary>
                <Proposals {...props} plans={plans()} />
              </details>
            </Show>
          )}
        </MatchHeld>
        <Match when={isUnderWay()}>{null}</Match>
        <MatchHeld when={none()}>{(why) => <p class={styles.note}>{text().none[why()]}</p>}</MatchHeld>
        <Match when={answer().status === 'loading'}>
          <p class={styles.note}>{text().loading}</p>
        </Match>
        <Match when={answer().status === 'unavailable'}>
          <p class={styles.note}>{text().unavailable}</p>
        </Match>
      </Switch>
    </>
  );
};

const Proposals = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly plans: readonly Plan[];
}): JSX.Element => (
  <ol class={styles.plans}>
    <For each={props.plans}>
      {(plan, index) => (
        <li>
          <PlanCard
            incident={props.incident}
            desk={props.desk}
            plan={plan}
            rank={index() + 1}
            against={props.plans[index() === 0 ? 1 : 0]}
          />
        </li>
      )}
    </For>
  </ol>
);
