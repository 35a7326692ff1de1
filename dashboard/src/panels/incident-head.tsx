import { incidentLabel } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import MapPin from 'lucide-solid/icons/map-pin';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { PriorityBadge } from '../ui/priority-badge.tsx';
import { words } from '../words/words.ts';
import styles from './incident-head.module.css';
import { placeName } from './place-name.ts';

/** What and where. */
export const IncidentHead = (props: {
  readonly incident: Incident;
  readonly onShow?: (() => void) | undefined;
}): JSX.Element => {
  const { networkName } = useOperation();
  const where = () => {
    const { place, number } = props.incident;
    const { vocabulary, console } = words();
    return [
      incidentLabel(number),
      place.deviceClass === null ? '' : (vocabulary.deviceClass[place.deviceClass] ?? place.deviceClass),
      networkName(place.substation),
      place.feeder === '' ? '' : console.detail.feeder(networkName(place.feeder)),
    ].filter((part) => part !== '');
  };
  return (
    <header class={styles.head}>
      <PriorityBadge priority={props.incident.priority} restored={props.incident.status === 'restored'} size={28} />
      <div class={styles.text}>
        <h2 class={styles.title} id="detail-title" tabIndex={-1}>
          {placeName(props.incident.place)}
        </h2>
        <p class={styles.where}>{where().join(' · ')}</p>
      </div>
      <ShowHeld when={props.onShow}>
        {(show) => (
          <button
            type="button"
            class={styles.show}
            aria-label={words().console.detail.showOnMap}
            title={words().console.detail.showOnMap}
            onClick={() => show()()}
          >
            <MapPin size={18} aria-hidden="true" />
          </button>
        )}
      </ShowHeld>
      <Show when={props.incident.hazard && props.incident.status !== 'restored'}>
        <p class={styles.hazard}>
          <TriangleAlert size={16} aria-hidden="true" />
          {words().console.facts.hazard}
        </p>
      </Show>
    </header>
  );
};
