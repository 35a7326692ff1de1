import { mayCommand, readsCallers } from '@relight/shared/operation/authorize';
import { isHeld } from '@relight/shared/operation/hold';
import { incidentLabel } from '@relight/shared/operation/select';
import type { AbsorbedIncident, Incident } from '@relight/shared/operation/state';
import { rangeOut } from '@relight/shared/readings/range-out';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { rangeText } from '../words/figures.ts';
import { formatCount } from '../words/format.ts';
import { strengthOf } from '../words/ruling-sentence.ts';
import { words } from '../words/words.ts';
import { AskingPart } from './asking-part.tsx';
import { DoubtNote, isDoubted } from './doubt-note.tsx';
import { EvidencePart } from './evidence-part.tsx';
import { HoldNote } from './hold-note.tsx';
import { HoldSign } from './hold-sign.tsx';
import { blockedBy, type IncidentAction, mayAct, refusalOf } from './incident-actions.ts';
import { moveOrder } from './move-order.ts';
import { labelOf } from './names.ts';
import type { NetworkDesk, NetworkForm } from './network-desk.ts';
import { OrderButton } from './order-button.tsx';
import { placeName } from './place-name.ts';
import { localName, percentText, rulingText } from './ruling-text.ts';
import { Section } from './section.tsx';
import { SettlingQuestion } from './settling-question.tsx';
import styles from './why-section.module.css';

/** Why the outage is placed where it is, on what evidence, and what a person can do about it. */
export const WhySection = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly onAction: (action: IncidentAction) => void;
  readonly onForm: (form: NetworkForm) => void;
}): JSX.Element => {
  const scope = useOperation();
  const { live, user } = scope;
  const text = () => words().network.why;
  /** What holds now: where the evidence has turned, what was said first is only its history. */
  const standing = () => (isDoubted(props.incident) ? props.incident.doubt?.finding : props.incident.ruling) ?? null;
  const strength = () =>
    props.incident.status === 'predicted' && !isPlacedByHand(props.incident) ? strengthOf(standing()) : null;
  const open = () => props.incident.status !== 'restored';
  const reason = (action: IncidentAction) => {
    const code = blockedBy(live.state(), props.incident, action);
    return code === null ? null : words().refusals[code];
  };
  const splitBlocked = () => {
    const code = refusalOf(live.state(), props.incident, {
      type: 'splitIncident',
      incident: props.incident.id,
      parts: [{ incident: 'inc_try', device: '—' }],
    });
    return code === null ? null : words().refusals[code];
  };
  const moveTo = (device: string) => moveOrder(props.incident.id, device, props.incident.changedSeq);
  const others = createMemo(() => {
    const ruling = standing();
    const same = (ruling?.same ?? []).map((it) => ({ ...it, note: text().same }));
    return [...same, ...(ruling?.runnersUp ?? []).map((it) => ({ ...it, note: percentText(it.probability) }))];
  });
  const canMove = () => open() && mayAct(user.role, 'move') && blockedBy(live.state(), props.incident, 'move') === null;
  return (
    <Section
      title={text().title}
      aside={
        <>
          <ShowHeld when={strength()}>
            {(strength) => (
              <span class={styles.strength} data-strength={strength()} title={text().strengthHint[strength()]}>
                {text().strength[strength()]}
              </span>
            )}
          </ShowHeld>
          <HoldSign incident={props.incident} />
        </>
      }
    >
      <DoubtNote incident={props.incident} mayMove={canMove()} />
      <HoldNote incident={props.incident} mayHold={mayCommand(user.role, 'lockPrediction')} />
      <Show when={!isPlacedByHand(props.incident)}>
        <p class={styles.sentence}>{rulingText(props.incident, rangeText(props.incident))}</p>
      </Show>
      <ShowHeld when={rangeOut(props.incident)}>
        {(range) => <SettlingQuestion incident={props.incident} range={range()} desk={props.desk} />}
      </ShowHeld>
      <ShowHeld when={props.incident.nestedIn}>
        {(outer) => <p class={styles.note}>{text().nested(labelOf(scope, outer()))}</p>}
      </ShowHeld>
      <Show when={canMove() && others().length > 0}>
        <fieldset class={styles.others}>
          <legend class={styles.legend}>{text().elsewhere}</legend>
          <For each={others()}>
            {(it) => (
              <OrderButton speaks order={() => moveTo(it.device)} name={text().moveTo(localName(it))}>
                <span>{text().moveTo(localName(it))}</span>
                <small class={styles.note}>{it.note}</small>
              </OrderButton>
            )}
          </For>
        </fieldset>
      </Show>
      <Show when={open()}>
        <div class={styles.actions}>
          <Show when={canMove()}>
            <Button size="small" onClick={() => props.onAction('move')}>
              {text().otherDevice}
            </Button>
          </Show>
          <Show
            when={
              mayCommand(user.role, 'lockPrediction') &&
              (props.incident.status === 'predicted' || props.incident.locked)
            }
          >
            <Show
              when={props.incident.locked}
              fallback={
                <Button size="small" onClick={() => props.onForm({ form: 'hold' })}>
                  {text().hold}
                </Button>
              }
            >
              <OrderButton
                order={() => ({
                  type: 'lockPrediction',
                  incident: props.incident.id,
                  locked: false,
                  basedOn: props.incident.changedSeq,
                })}
                name={words().common.labelled(words().network.hold.giveBack, incidentLabel(props.incident.number))}
              >
                {words().network.hold.giveBack}
              </OrderButton>
            </Show>
          </Show>
          <Show when={mayCommand(user.role, 'splitIncident') && props.incident.place.device !== null}>
            <Button size="small" blocked={splitBlocked()} onClick={() => props.onForm({ form: 'split' })}>
              {text().split}
            </Button>
          </Show>
          <Show when={mayAct(user.role, 'merge')}>
            <Button size="small" blocked={reason('merge')} onClick={() => props.onAction('merge')}>
              {text().merge}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={props.incident.absorbed.length > 0}>
        <h4 class={styles.label}>{text().absorbed}</h4>
        <ul>
          <For each={props.incident.absorbed}>{(part) => <Absorbed part={part} into={props.incident} />}</For>
        </ul>
      </Show>
      <EvidencePart desk={props.desk} />
      <Show when={props.incident.status === 'predicted' && readsCallers(user.role)}>
        <AskingPart desk={props.desk} />
      </Show>
    </Section>
  );
};

/** Whether it stands where a person says: what a rule said of another place says nothing of this one. */
const isPlacedByHand = (incident: Incident): boolean =>
  isHeld(incident) && (incident.hold?.kind === 'pinned' || incident.ruling === null);

const Absorbed = (props: { readonly part: AbsorbedIncident; readonly into: Incident }): JSX.Element => {
  const { user } = useOperation();
  const text = () => words().network.why;
  const label = () => incidentLabel(props.part.number);
  return (
    <li class={styles.absorbed}>
      <span>
        {label()} {placeName(props.part.place)}
        <small class={styles.note}> · {words().common.customers(formatCount(props.part.extent.customers))}</small>
      </span>
      <Show when={mayCommand(user.role, 'unmergeIncident')}>
        <OrderButton
          order={() => ({
            type: 'unmergeIncident',
            incident: props.part.id,
            from: props.into.id,
            basedOn: props.into.changedSeq,
          })}
          name={words().common.labelled(text().unmerge, label())}
        >
          {text().unmerge}
        </OrderButton>
      </Show>
    </li>
  );
};
