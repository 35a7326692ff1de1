import type { Incident } from '@relight/shared/operation/state';
import Crosshair from 'lucide-solid/icons/crosshair';
import ToggleRight from 'lucide-solid/icons/toggle-right';
import Wrench from 'lucide-solid/icons/wrench';
import { createMemo, type JSX, Show } from 'solid-js';
import { fetchDevicesNear, fetchElementsNear } from '../../http/network-answers.ts';
import { localName } from '../../panels/ruling-text.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './field-card.module.css';
import { useJob } from './job.ts';
import { createNearElements } from './near-elements.ts';
import type { PositionWatch } from './position-watch.ts';

/** What a crew finds and does at the network itself: where the fault is, that it is mended, what has been switched. */
export const FieldCard = (props: { readonly incident: Incident; readonly position: PositionWatch }): JSX.Element => {
  const { live, crew, open } = useJob();
  // Asked while there is signal, for the forms that may be opened where there is none.
  createNearElements(props.incident, props.position.latest, fetchElementsNear);
  createNearElements(props.incident, props.position.latest, fetchDevicesNear);
  const t = () => words().network.crew;
  const fault = () => props.incident.fault;
  const permit = createMemo(() =>
    Object.values(live.state().permits).find((it) => it.incident === props.incident.id && it.crew === crew),
  );
  return (
    <section class={styles.card}>
      <ShowHeld when={fault()}>
        {(fault) => (
          <p class={styles.fault}>
            {words().network.fault.at(localName(fault()))}
            <ShowHeld when={fault().repairedAt}>
              {(at) => ` · ${words().network.fault.repaired(formatTime(at()))}`}
            </ShowHeld>
          </p>
        )}
      </ShowHeld>
      <ShowHeld when={permit()}>{(it) => <p class={styles.note}>{t().permit(formatTime(it().at))}</p>}</ShowHeld>
      <div class={styles.buttons}>
        <button type="button" class={styles.button} onClick={() => open('fault')}>
          <Crosshair size={24} aria-hidden="true" />
          {t().found}
        </button>
        <Show when={fault() !== null && fault()?.repairedAt === null}>
          <button type="button" class={styles.button} onClick={() => open('repaired')}>
            <Wrench size={24} aria-hidden="true" />
            {t().repaired}
          </button>
        </Show>
        <button type="button" class={styles.button} onClick={() => open('switching')}>
          <ToggleRight size={24} aria-hidden="true" />
          {t().switching}
        </button>
      </div>
    </section>
  );
};
