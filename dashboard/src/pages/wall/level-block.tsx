import type { Expected } from '@relight/shared/network/predict/outlook';
import type { Response } from '@relight/shared/operation/state';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import { heldMinutes, type LevelAdvice, type MetLevel } from '@relight/shared/readings/suggested-level';
import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { intervalText } from '../../words/figures.ts';
import { formatCount } from '../../words/format.ts';
import type { Words } from '../../words/words.ts';
import styles from './level-block.module.css';
import { Said, SaidOnce } from './said.tsx';

/**
 * The response level as numeral, words and colour. While none is in force and anybody is out it says so, and never that all is normal;
 * what the figures suggest stands dashed with its reason, and what they would suggest if the prediction holds, hatched.
 */
export const LevelBlock = (props: {
  readonly response: Response | null;
  readonly advice: LevelAdvice;
  /** What has to hold for what is possible. */
  readonly expected: Expected;
  readonly now: number;
}): JSX.Element => {
  const met = () => props.advice.suggested ?? props.advice.nearing;
  const ifTrue = (w: Words) => {
    const interval = intervalText(props.expected);
    return interval === null ? w.level.ifTrue : w.level.ifWithin(interval);
  };
  return (
    <>
      <ShowHeld
        when={props.response}
        fallback={
          <ShowHeld when={met()} fallback={<None out={anybodyOut(props.advice.out)} />}>
            {(level) => (
              <div class={styles.met} data-level={level().level}>
                <Show when={props.advice.suggested === level()}>
                  <span class={styles.numeral} aria-hidden="true">
                    {level().level}
                  </span>
                </Show>
                <Reason level={level()} advice={props.advice} now={props.now} />
              </div>
            )}
          </ShowHeld>
        }
      >
        {(response) => (
          <>
            <div class={styles.block} data-level={response().level}>
              <span class={styles.numeral} aria-hidden="true">
                {response().level}
              </span>
              <p class={styles.words}>
                <Said of={(w) => w.wall.level(response().level)} class={styles.first} second={styles.second} />
              </p>
            </div>
            <ShowHeld when={met()}>
              {(level) => (
                <div class={styles.met} data-level={level().level}>
                  <Reason level={level()} advice={props.advice} now={props.now} announced />
                </div>
              )}
            </ShowHeld>
          </>
        )}
      </ShowHeld>
      <ShowHeld when={props.advice.possible}>
        {(possible) => (
          <div class={styles.possible} data-level={possible().level}>
            <p class={styles.words}>
              <Said of={(w) => w.level.possible(possible().level)} class={styles.what} second={styles.small} />
              <SaidOnce of={ifTrue} class={styles.why} />
            </p>
          </div>
        )}
      </ShowHeld>
    </>
  );
};

const None = (props: { readonly out: boolean }): JSX.Element => (
  <div class={styles.block} data-level="none">
    <p class={styles.words}>
      <Said of={(w) => (props.out ? w.level.none : w.wall.normal)} class={styles.first} second={styles.second} />
    </p>
  </div>
);

/** Which level, by which figure against which threshold, for how long; and that nobody has announced it. */
const Reason = (props: {
  readonly level: MetLevel;
  readonly advice: LevelAdvice;
  readonly announced?: boolean;
  readonly now: number;
}): JSX.Element => {
  const suggested = () => props.advice.suggested === props.level;
  const what = (w: Words) => {
    if (suggested()) return w.level.suggested(props.level.level);
    return props.announced ? w.level.nearing(props.level.level) : w.level.none;
  };
  const held = (w: Words) =>
    w.level.held(heldMinutes(props.level, new Date(props.now).toISOString()), props.level.minutes);
  return (
    <p class={styles.words}>
      <span class={styles.line}>
        <Said of={what} class={styles.what} second={styles.small} />
      </span>
      <SaidOnce
        of={(w) => w.level.reason(formatCount(props.advice.out.confirmed), formatCount(props.level.customers))}
        class={styles.why}
      />
      <span class={styles.line}>
        <SaidOnce
          of={(w) => (suggested() || props.announced ? held(w) : `${w.level.nearing(props.level.level)} · ${held(w)}`)}
          class={styles.why}
        />
        <Show when={suggested() && !props.announced}>
          <Said of={(w) => w.level.none} class={styles.why} second={styles.small} />
        </Show>
      </span>
    </p>
  );
};
