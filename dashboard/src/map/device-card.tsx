import type { DeviceWithExtent, LocalName } from '@relight/shared/http/networks';
import type { JSX, Resource } from 'solid-js';
import { Match, Show, Switch } from 'solid-js';
import { MatchHeld } from '../ui/held.tsx';
import { WORDS } from '../words/words.ts';
import styles from './device-card.module.css';
import type { Hovered } from './interaction.ts';
import type { MapLanguage } from './map-props.ts';

const count = new Intl.NumberFormat('en');

export const DeviceCard = (props: {
  readonly device: Resource<DeviceWithExtent | null>;
  readonly language: MapLanguage;
  /** Names of feeders and substations by id. */
  readonly names: Readonly<Record<string, LocalName>>;
  readonly actions: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly onClose: () => void;
}): JSX.Element => {
  const named = (id: string) => props.names[id]?.[props.language] ?? id;
  const words = () => WORDS[props.language];
  const className = (of: string) => words().vocabulary.deviceClass[of] ?? of;
  return (
    <section class={styles.card} aria-live="polite">
      <button type="button" class={styles.close} aria-label={words().map.device.close} onClick={props.onClose}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" />
        </svg>
      </button>
      <Switch fallback={<p class={styles.quiet}>{words().common.loading}</p>}>
        <Match when={props.device.error}>
          <p class={styles.quiet}>{words().map.device.unavailable}</p>
        </Match>
        <MatchHeld when={props.device()}>
          {(device) => (
            <>
              <h2 class={styles.name}>
                {props.language === 'en' ? (device().nameEn ?? device().name) : device().name}
              </h2>
              <p class={styles.quiet}>
                {className(device().class)} · {device().id}
              </p>
              <dl class={styles.facts}>
                <dt>{words().map.device.below}</dt>
                <dd>{words().common.customers(count.format(device().below.customers))}</dd>
                <Show when={device().feeder}>
                  <dt>{words().map.device.feeder}</dt>
                  <dd>{named(device().feeder)}</dd>
                </Show>
                <Show when={device().substation}>
                  <dt>{words().map.device.substation}</dt>
                  <dd>{named(device().substation)}</dd>
                </Show>
              </dl>
              {props.actions?.(device())}
            </>
          )}
        </MatchHeld>
      </Switch>
    </section>
  );
};

export const HoverTip = (props: { readonly hovered: Hovered; readonly language: MapLanguage }): JSX.Element => (
  <div
    class={styles.tip}
    style={{ transform: `translate(${props.hovered.at.x + 12}px, ${props.hovered.at.y + 14}px)` }}
    aria-hidden="true"
  >
    {props.language === 'en' ? props.hovered.nameEn : props.hovered.name}
    <small>{WORDS[props.language].vocabulary.deviceClass[props.hovered.class] ?? ''}</small>
  </div>
);
