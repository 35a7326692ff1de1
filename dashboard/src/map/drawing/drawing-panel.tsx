import { readDecimal } from '@relight/shared/text/read-number';
import type { JSX } from 'solid-js';
import { createSignal, Show } from 'solid-js';
import { onKey } from '../../ui/keys.ts';
import { WORDS } from '../../words/words.ts';
import type { MapLanguage } from '../map-props.ts';
import type { Pen } from './create-drawing.ts';
import styles from './drawing-panel.module.css';
import { circleAround } from './outline.ts';

/** What one can do while drawing, in words and buttons; and a circle by figures, for those who draw with the keyboard. */
export const DrawingPanel = (props: { readonly pen: Pen; readonly language: MapLanguage }): JSX.Element => {
  const words = () => WORDS[props.language].map.draw;
  const [bad, setBad] = createSignal(false);
  const start = props.pen.centre();

  const drawCircle = (event: SubmitEvent & { currentTarget: HTMLFormElement }): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const figure = (name: string) => {
      const it = readDecimal(String(typed.get(name)));
      return it.read === 'number' ? it.value : Number.NaN;
    };
    const circle = circleAround(figure('lon'), figure('lat'), figure('radius'));
    setBad(circle === null);
    if (circle === null) return;
    props.pen.replace(circle);
  };
  const flaw = () => (props.pen.corners().length < 3 ? null : props.pen.flaw());

  return (
    <section
      class={styles.panel}
      aria-label={words().title}
      onKeyDown={onKey((key, event) => {
        if (key !== 'Escape') return;
        // It ends the drawing alone, not the form that asked for it.
        event.preventDefault();
        props.pen.cancel();
      })}
    >
      <h2 class={styles.title}>{words().title}</h2>
      <p class={styles.hint}>{words().hint}</p>
      <p class={styles.count} aria-live="polite">
        {words().points(props.pen.corners().length)}
        <Show when={flaw() === 'crossing'}>
          <strong class={styles.flaw}>{words().crossing}</strong>
        </Show>
      </p>
      <div class={styles.buttons}>
        <button type="button" class={styles.primary} disabled={props.pen.flaw() !== null} onClick={props.pen.finish}>
          {words().finish}
        </button>
        <button type="button" disabled={props.pen.corners().length === 0} onClick={props.pen.undo}>
          {words().undo}
        </button>
        <button type="button" onClick={props.pen.cancel}>
          {words().cancel}
        </button>
      </div>
      <details class={styles.circle}>
        <summary>{words().circle}</summary>
        <form onSubmit={drawCircle} novalidate>
          <label>
            {words().longitude}
            <input name="lon" inputmode="decimal" value={start.lon.toFixed(5)} />
          </label>
          <label>
            {words().latitude}
            <input name="lat" inputmode="decimal" value={start.lat.toFixed(5)} />
          </label>
          <label>
            {words().radius}
            <input name="radius" inputmode="decimal" value="500" />
          </label>
          <button type="submit">{words().useCircle}</button>
          <Show when={bad()}>
            <p class={styles.flaw} role="alert">
              {words().badCircle}
            </p>
          </Show>
        </form>
      </details>
    </section>
  );
};
