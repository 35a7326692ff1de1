import { mayCommand } from '@relight/shared/operation/authorize';
import type { Incident } from '@relight/shared/operation/state';
import { type CrewSuggestion, suggestCrews } from '@relight/shared/operation/suggest-crews';
import type { QualificationGap } from '@relight/shared/rules/qualification';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { type OperationScope, useOperation } from '../operation.tsx';
import { newId } from '../sync/new-id.ts';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatDistance } from '../words/format.ts';
import { words } from '../words/words.ts';
import { createOrder } from './give-order.ts';
import { labelOf } from './names.ts';
import { Section } from './section.tsx';
import styles from './suggested-crews.module.css';

/** Crews that can go, soonest first; then those that cannot, with the reason. */
export const suggestionsFor = (
  { live, roster }: Pick<OperationScope, 'live' | 'roster'>,
  incident: Incident,
): readonly CrewSuggestion[] => {
  const positions = live.positions();
  return suggestCrews(
    live.state(),
    incident,
    roster().map((crew) => ({ ...crew, position: positions.get(crew.id) ?? crew.position ?? crew.base })),
  );
};

const SHOWN_AT_FIRST = 4;

export const SuggestedCrews = (props: { readonly incident: Incident }): JSX.Element => {
  const scope = useOperation();
  const suggestions = createMemo(() => suggestionsFor(scope, props.incident));
  const [all, setAll] = createSignal(false);
  const shown = createMemo(() => {
    const crews = suggestions();
    return all() ? crews : crews.slice(0, SHOWN_AT_FIRST);
  });
  const text = () => words().console.crews;
  return (
    <Section title={text().suggested} aside={text().byArrival}>
      <Show when={suggestions().length > 0} fallback={<p class={styles.note}>{text().rosterMissing}</p>}>
        <Show when={suggestions()[0]?.hindrance === null} fallback={<p class={styles.note}>{text().noneFree}</p>}>
          {null}
        </Show>
        <ul>
          {/* By id: a crew keeps its row, and its button the answer it waits for, when the order of arrival changes. */}
          <For each={shown().map((suggestion) => suggestion.crew)}>
            {(crew) => (
              <ShowHeld when={suggestions().find((suggestion) => suggestion.crew === crew)}>
                {(suggestion) => <SuggestedCrew suggestion={suggestion()} incident={props.incident} />}
              </ShowHeld>
            )}
          </For>
        </ul>
        <Show when={suggestions().length > SHOWN_AT_FIRST}>
          <Button size="small" variant="quiet" onClick={() => setAll(!all())}>
            {all() ? text().fewer : text().more(suggestions().length - SHOWN_AT_FIRST)}
          </Button>
        </Show>
      </Show>
    </Section>
  );
};

const SuggestedCrew = (props: { readonly suggestion: CrewSuggestion; readonly incident: Incident }): JSX.Element => {
  const scope = useOperation();
  const order = createOrder(scope.live);
  const text = () => words().console.crews;
  const crew = () => scope.crew(props.suggestion.crew);
  const reason = () => hindranceText(scope, props.suggestion);
  const dispatch = () =>
    order.give(
      { type: 'dispatchCrew', dispatch: newId('dsp'), incident: props.incident.id, crew: props.suggestion.crew },
      words().common.labelled(text().dispatch, scope.crewName(props.suggestion.crew)),
    );
  return (
    <li class={styles.line} data-hindered={props.suggestion.hindrance !== null || undefined}>
      <span class={styles.name}>
        {scope.crewName(props.suggestion.crew)}
        <small class={styles.meta}>
          <ShowHeld when={crew()}>
            {(crew) => `${words().vocabulary.crewKind[crew().kind]} · ${text().people(crew().persons)}`}
          </ShowHeld>
          <ShowHeld when={reason()}>{(why) => <span class={styles.why}> · {why()}</span>}</ShowHeld>
        </small>
      </span>
      <span class={styles.figure}>
        {props.suggestion.distanceM === null ? text().unknownPosition : formatDistance(props.suggestion.distanceM)}
      </span>
      <span class={styles.figure}>
        {props.suggestion.travelMinutes === null ? '' : words().common.minutes(props.suggestion.travelMinutes)}
      </span>
      <Show when={mayCommand(scope.user.role, 'dispatchCrew')}>
        <Button
          size="small"
          state={order.state()}
          blocked={reason()}
          aria-label={`${text().dispatch}: ${scope.crewName(props.suggestion.crew)}`}
          onClick={() => void dispatch()}
        >
          {text().dispatch}
        </Button>
      </Show>
      <Show when={order.problem()}>
        <p class={styles.problem} role="alert">
          {order.problem()}
        </p>
      </Show>
    </li>
  );
};

const hindranceText = (scope: OperationScope, { hindrance }: CrewSuggestion): string | null => {
  const text = words().console.crews;
  switch (hindrance?.kind) {
    case undefined:
      return null;
    case 'offDuty':
      return text.offDuty;
    case 'busy':
      return text.busy(labelOf(scope, hindrance.incident));
    case 'notQualified':
      return hindrance.gaps.map(gapText).join(' · ');
    default:
      return hindrance satisfies never;
  }
};

const gapText = (gap: QualificationGap): string =>
  gap.kind === 'persons'
    ? words().console.crews.tooFew(gap.has, gap.needs)
    : words().console.crews.lacks(words().vocabulary.certificate[gap.certificate]);
