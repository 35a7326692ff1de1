import { isDangerAlone } from '@relight/shared/operation/customers-out';
import { nameInARoom } from '@relight/shared/operation/place-in-a-room';
import { incidentLabel } from '@relight/shared/operation/select';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show, useContext } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { withoutSubstation } from '../../panels/without-substation.ts';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { formatCount } from '../../words/format.ts';
import type { AffectedArea } from './affected.ts';
import styles from './area-row.module.css';
import { Due } from './due.tsx';
import { InOther, SaidOnce, WallLanguages } from './said.tsx';

/** One place without supply: its letter on the map, its name, how many, and until when. */
export const AreaRow = (props: { readonly area: AffectedArea; readonly now: number }): JSX.Element => {
  const languages = useContext(WallLanguages);
  const place = () => props.area.incident.place;
  const { networkName } = useOperation();
  const called = () => nameInARoom(place());
  const full = () => (languages[0] === 'en' ? (called().nameEn ?? called().name) : called().name);
  const substation = () => networkName(place().substation, languages[0]);
  /** The other line says the substation where it has room for it. */
  const name = () => (languages.length > 1 ? full() : withoutSubstation(full(), substation()));
  const predicted = () => props.area.out.predicted > 0;
  const below = () => {
    const other = languages[1] === 'en' ? called().nameEn : languages[1] === 'zh' ? called().name : null;
    if (other !== null) return other;
    return [incidentLabel(props.area.incident.number), substation()].filter((part) => part !== '').join(' · ');
  };
  return (
    <li class={styles.row}>
      <PriorityBadge label={props.area.letter} priority={props.area.incident.priority} />
      <div class={styles.place}>
        <p class={styles.name}>
          <Show when={props.area.incident.hazard}>
            <TriangleAlert class={styles.danger ?? ''} />
          </Show>
          {name()}
        </p>
        <p class={styles.below}>{below()}</p>
      </div>
      <div class={styles.count} data-figure>
        <Show
          when={!isDangerAlone(props.area.incident)}
          fallback={
            <p class={`${styles.main} ${styles.danger}`}>
              <SaidOnce of={(w) => w.console.list.hazard} />
            </p>
          }
        >
          <p class={styles.main} data-predicted={predicted() || undefined}>
            {formatCount(predicted() ? props.area.out.predicted : props.area.out.confirmed)}
          </p>
          <InOther class={styles.unit} of={(w) => (predicted() ? w.wall.predicted : w.wall.customers)} />
        </Show>
      </div>
      <Due area={props.area} now={props.now} />
    </li>
  );
};
