import { mayCommand } from '@relight/shared/operation/authorize';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { PermitId } from '@relight/shared/operation/ids';
import type { Incident, Permit, Tag } from '@relight/shared/operation/state';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { makeNames } from './names.ts';
import type { NetworkForm } from './network-desk.ts';
import { OrderButton } from './order-button.tsx';
import { localName } from './ruling-text.ts';
import styles from './safety-section.module.css';
import { Section } from './section.tsx';
import { changesOf } from './switching-changes.ts';

/** What was switched because of an outage, and what keeps the people at work safe: tags, permits, who gave them and when. */
export const SafetySection = (props: {
  readonly incident: Incident;
  readonly log: readonly RecordedEvent[];
  readonly onForm: (form: NetworkForm) => void;
  readonly onRelease: (permit: PermitId) => void;
}): JSX.Element => {
  const scope = useOperation();
  const { live, user, crewName } = scope;
  const text = () => words().network.safety;
  const permits = createMemo(() =>
    Object.values(live.state().permits).filter((permit) => permit.incident === props.incident.id),
  );
  const tags = createMemo(() => {
    const isolating = new Set(permits().flatMap((permit) => permit.isolation));
    return Object.values(live.state().tags).filter(
      (tag) => tag.incident === props.incident.id || isolating.has(tag.device),
    );
  });
  const changes = createMemo(() => changesOf(live.state().switching, props.incident.id));
  /** Names are in the log, not in the state: there only the id of whoever it was. */
  const by = (thing: Tag | Permit) => {
    const line = props.log.find(
      ({ event }) =>
        (event.type === 'tagPlaced' && event.tag === thing.id) ||
        (event.type === 'permitIssued' && event.permit === thing.id),
    );
    const time = formatMoment(thing.at, live.now());
    return line === undefined ? time : text().by(makeNames(scope).actor(line.actor), time);
  };
  const empty = () => permits().length + tags().length + changes().length === 0;
  return (
    <Section title={text().title}>
      <Show when={!empty()} fallback={<p class={styles.note}>{text().none}</p>}>
        <Lines
          title={text().changes}
          of={changes()}
          key={(change) => `${change.undoneBy} ${change.element}`}
          note={(change) => change.meta(formatMoment(change.at, live.now()))}
          action={(change) => (
            <Show when={mayCommand(user.role, 'recordSwitching')}>
              <Button
                size="small"
                onClick={() =>
                  props.onForm({ form: 'switching', element: change().element, action: change().undoneBy })
                }
              >
                {words().vocabulary.switchingAction[change().undoneBy]}…
              </Button>
            </Show>
          )}
        >
          {(change) => (
            <>
              {localName(change)} <b>{change.what()}</b>
            </>
          )}
        </Lines>
        <Lines
          title={text().tags}
          of={tags()}
          key={(tag) => tag.id}
          note={by}
          action={(tag) => (
            <Show when={mayCommand(user.role, 'removeTag')}>
              <OrderButton
                order={() => ({ type: 'removeTag', tag: tag().id })}
                name={words().common.labelled(text().removeTag, localName(tag()))}
              >
                {text().removeTag}
              </OrderButton>
            </Show>
          )}
        >
          {(tag) => localName(tag)}
        </Lines>
        <Lines
          title={text().permits}
          of={permits()}
          key={(permit) => permit.id}
          note={(permit) => `${text().points(permit.isolation.length)} · ${by(permit)}`}
          action={(permit) => (
            <Show when={mayCommand(user.role, 'releasePermit')}>
              <Button size="small" onClick={() => props.onRelease(permit().id)}>
                {text().release}
              </Button>
            </Show>
          )}
        >
          {(permit) => text().permitFor(crewName(permit.crew))}
        </Lines>
      </Show>
      <div class={styles.actions}>
        <Show when={mayCommand(user.role, 'recordSwitching')}>
          <Button size="small" onClick={() => props.onForm({ form: 'switching' })}>
            {text().record}
          </Button>
        </Show>
        <Show when={mayCommand(user.role, 'placeTag')}>
          <Button size="small" onClick={() => props.onForm({ form: 'tag' })}>
            {text().placeTag}
          </Button>
        </Show>
        <Show when={mayCommand(user.role, 'issuePermit')}>
          <Button size="small" onClick={() => props.onForm({ form: 'permit' })}>
            {text().issue}
          </Button>
        </Show>
      </div>
    </Section>
  );
};

/**
 * A headed list with what can be done about each line; nothing at all where there is no line. By key, so that a line stays, with the focus
 * and the order on it, while others come and go.
 */
const Lines = <Thing,>(props: {
  readonly title: string;
  readonly of: readonly Thing[];
  readonly key: (thing: Thing) => string;
  readonly note: (thing: Thing) => string;
  readonly action: (thing: () => Thing) => JSX.Element;
  readonly children: (thing: Thing) => JSX.Element;
}): JSX.Element => (
  <Show when={props.of.length > 0}>
    <h4 class={styles.head}>{props.title}</h4>
    <ul>
      <For each={props.of.map(props.key)}>
        {(key) => (
          <ShowHeld when={props.of.find((thing) => props.key(thing) === key)}>
            {(thing) => (
              <li class={styles.line}>
                <span>
                  {props.children(thing())}
                  <small class={styles.note}>{props.note(thing())}</small>
                </span>
                {props.action(thing)}
              </li>
            )}
          </ShowHeld>
        )}
      </For>
    </ul>
  </Show>
);
