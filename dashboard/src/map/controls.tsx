import type { JSX } from 'solid-js';
import { createSignal, For } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { WORDS } from '../words/words.ts';
import styles from './controls.module.css';
import type { LayerVisibility, MapLanguage, MapLayer } from './map-props.ts';
import { MAP_LAYERS } from './map-props.ts';

/** What is drawn and what is not. */
export const LayerSwitches = (props: {
  readonly visible: LayerVisibility;
  readonly language: MapLanguage;
  readonly onToggle: (layer: MapLayer) => void;
}): JSX.Element => {
  const words = () => WORDS[props.language].map;
  const [open, setOpen] = createSignal(false);
  return (
    <fieldset class={styles.switches} data-open={open()} data-over-map>
      <legend class={styles.legend}>{words().layers}</legend>
      <button type="button" class={styles.fold} aria-expanded={open()} onClick={() => setOpen(!open())}>
        {words().layers}
      </button>
      <For each={MAP_LAYERS}>
        {(layer) => (
          <label class={styles.switch} data-on={props.visible[layer]}>
            <input type="checkbox" checked={props.visible[layer]} onChange={() => props.onToggle(layer)} />
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" stroke-width="1.8" />
            </svg>
            {words().layer[layer]}
          </label>
        )}
      </For>
    </fieldset>
  );
};

/** Zoom, and back to everything. The keys + and − and the arrows do the same once the map has the focus. */
export const ZoomButtons = (props: {
  readonly language: MapLanguage;
  readonly onZoom: (by: 1 | -1) => void;
  readonly onWhole: (() => void) | undefined;
}): JSX.Element => {
  const words = () => WORDS[props.language].map;
  return (
    <div class={styles.zoom} data-over-map>
      <button type="button" aria-label={words().zoomIn} title={words().zoomIn} onClick={() => props.onZoom(1)}>
        <Icon path="M8 3v10M3 8h10" />
      </button>
      <button type="button" aria-label={words().zoomOut} title={words().zoomOut} onClick={() => props.onZoom(-1)}>
        <Icon path="M3 8h10" />
      </button>
      <ShowHeld when={props.onWhole}>
        {(onWhole) => (
          <button
            type="button"
            aria-label={words().wholeNetwork}
            title={words().wholeNetwork}
            onClick={() => onWhole()()}
          >
            <Icon path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
          </button>
        )}
      </ShowHeld>
    </div>
  );
};

const Icon = (props: { readonly path: string }): JSX.Element => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={props.path} fill="none" stroke="currentColor" stroke-width="1.8" />
  </svg>
);

export const ScaleBar = (props: {
  readonly metres: number;
  readonly widthPx: number;
  readonly language: MapLanguage;
}): JSX.Element => {
  const text = () => {
    const { metres, kilometres } = WORDS[props.language].map;
    return props.metres >= 1000 ? kilometres(String(props.metres / 1000)) : metres(String(props.metres));
  };
  return (
    <div class={styles.scale} style={{ width: `${props.widthPx}px` }}>
      {text()}
    </div>
  );
};
