import type { Expected } from '@relight/shared/network/predict/outlook';
import type { OperationState } from '@relight/shared/operation/state';
import type { LevelAdvice } from '@relight/shared/readings/suggested-level';
import { type JSX, Show, useContext } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import styles from './banner.module.css';
import { elapsedText } from './elapsed.ts';
import type { Episode } from './episode.ts';
import { LevelBlock } from './level-block.tsx';
import { Said, SaidOnce, WallLanguages } from './said.tsx';
import { dateText, secondsText } from './times.ts';

/** How much the large title has room for, in Latin letters; a longer one is smaller and may take two lines. */
const TITLE_ROOM = 42;
/** And beside a level that is suggested, which takes more room than one that is in force. */
const LESS_ROOM = 14;
const lettersOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);

/** The top of the wall: how serious it is, what it is called, how long it has lasted, and what time it is. */
export const Banner = (props: {
  readonly state: OperationState;
  readonly advice: LevelAdvice;
  readonly expected: Expected;
  readonly episode: Episode | null;
  readonly now: number;
}): JSX.Element => {
  const languages = useContext(WallLanguages);
  const name = (language: 'zh' | 'en' | undefined) => (language === undefined ? '' : props.state.name[language]);
  // While a level is in force, what it was declared for is the title, and whose operation it is stands below.
  const matters = () => props.state.response?.matters || null;
  const title = () => matters() ?? name(languages[0]);
  const room = () =>
    (props.advice.suggested ?? props.advice.nearing ?? props.advice.possible) ? LESS_ROOM : TITLE_ROOM;
  const below = () => [matters() === null ? '' : name(languages[0]), name(languages[1])].filter(Boolean).join(' · ');
  return (
    <header class={styles.banner}>
      <LevelBlock response={props.state.response} advice={props.advice} expected={props.expected} now={props.now} />
      <div class={styles.name}>
        <h1 data-long={lettersOf(title()) > room()}>{title()}</h1>
        <p>{below()}</p>
      </div>
      <ShowHeld when={props.episode}>
        {(episode) => {
          const elapsed = () => elapsedText(Date.parse(episode().since), props.now);
          return (
            <div class={styles.clock} data-clock>
              <p class={styles.label}>
                <Said of={(w) => (episode().counts === 'response' ? w.wall.elapsed : w.wall.sinceReport)} />
                <Show when={elapsed().days > 0}>
                  <SaidOnce class={styles.days} of={(w) => `+ ${w.wall.elapsedDays(elapsed().days)}`} />
                </Show>
              </p>
              <p class={styles.time}>{elapsed().clock}</p>
            </div>
          );
        }}
      </ShowHeld>
      <div class={styles.clock} data-clock>
        <p class={styles.label}>{dateText(props.now, languages)}</p>
        <p class={styles.time}>{secondsText(props.now)}</p>
      </div>
    </header>
  );
};
