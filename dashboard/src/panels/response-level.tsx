import type { Response } from '@relight/shared/operation/state';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import { heldMinutes, type LevelAdvice, type MetLevel } from '@relight/shared/readings/suggested-level';
import type { Totals } from '@relight/shared/readings/totals';
import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { headlineText, intervalText } from '../words/figures.ts';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './response-level.module.css';

/**
 * The response level as a block of its colour: numeral and words; grey while there is none. What the figures suggest stands beside it,
 * dashed, with its reason; what they would suggest if the prediction holds, hatched. A button for whoever may change the level.
 */
export const ResponseLevel = (props: {
  readonly response: Response | null;
  readonly advice: LevelAdvice;
  /** What the prediction is that has to hold for what is possible. */
  readonly figures: Pick<Totals, 'out' | 'expected'>;
  readonly now: number;
  readonly onChange: (() => void) | null;
}): JSX.Element => {
  const face = () => (
    <>
      <ShowHeld
        when={props.response}
        fallback={
          <Show when={props.advice.suggested === null && props.advice.nearing === null}>
            <span class={styles.none}>{none()}</span>
          </Show>
        }
      >
        {(response) => (
          <span class={styles.force} data-level={response().level}>
            <span class={styles.level}>{words().vocabulary.level[response().level]}</span>
            <span class={styles.since}>
              {words().console.forms.level.since(formatMoment(response().since, props.now))}
            </span>
          </span>
        )}
      </ShowHeld>
      <ShowHeld when={props.advice.suggested}>
        {(met) => (
          <Met level={met()} advice={props.advice} now={props.now} announced={props.response !== null} suggested />
        )}
      </ShowHeld>
      <ShowHeld when={props.advice.suggested === null && props.advice.nearing}>
        {(met) => <Met level={met()} advice={props.advice} now={props.now} announced={props.response !== null} />}
      </ShowHeld>
      <ShowHeld when={props.advice.possible}>
        {(possible) => (
          <span
            class={styles.possible}
            data-level={possible().level}
            title={words().level.possibleReason(
              headlineText(words(), props.figures),
              formatCount(possible().customers),
            )}
          >
            <span class={styles.what}>{words().level.possible(possible().level)}</span>
            <span class={styles.since}>{ifTrue()}</span>
          </span>
        )}
      </ShowHeld>
    </>
  );
  const ifTrue = () => {
    const interval = intervalText(props.figures.expected);
    return interval === null ? words().level.ifTrue : words().level.ifWithin(interval);
  };
  /** Never a word of calm while anybody is out. */
  const none = () => (anybodyOut(props.advice.out) ? words().level.none : words().vocabulary.noLevel);
  return (
    <ShowHeld when={props.onChange} fallback={<div class={styles.block}>{face()}</div>}>
      {(change) => (
        <button type="button" class={styles.block} title={words().console.forms.level.title} onClick={() => change()()}>
          {face()}
        </button>
      )}
    </ShowHeld>
  );
};

const Met = (props: {
  readonly level: MetLevel;
  readonly advice: LevelAdvice;
  readonly now: number;
  readonly announced: boolean;
  readonly suggested?: boolean;
}): JSX.Element => {
  const text = () => words().level;
  const reason = () => text().reason(formatCount(props.advice.out.confirmed), formatCount(props.level.customers));
  const held = () => text().held(heldMinutes(props.level, new Date(props.now).toISOString()), props.level.minutes);
  return (
    <span
      class={styles.met}
      data-level={props.level.level}
      data-suggested={props.suggested}
      title={`${reason()} · ${held()} · ${text().byPerson}`}
    >
      <span class={styles.what}>
        {props.suggested ? text().suggested(props.level.level) : text().nearing(props.level.level)}
      </span>
      <span class={styles.why}>
        <span class={styles.reason}>{reason()}</span>
        <span class={styles.reason}>
          {held()}
          <Show when={!props.announced}>{` · ${text().none}`}</Show>
        </span>
      </span>
    </span>
  );
};
