import { incidentLabel } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { nameAndNumber } from '../../panels/place-name.ts';
import { language } from '../../preferences.ts';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { words } from '../../words/words.ts';
import styles from './content.module.css';

/** What and where: priority, name, substation, number. */
export const PlaceHead = (props: { readonly incident: Incident }): JSX.Element => {
  const place = () => props.incident.place;
  const name = () => (language() === 'en' ? (place().nameEn ?? place().name) : place().name);
  const kind = () => {
    const { deviceClass } = place();
    return deviceClass === null ? null : words().vocabulary.deviceClass[deviceClass];
  };
  return (
    <div class={styles.place}>
      <PriorityBadge priority={props.incident.priority} restored={props.incident.status === 'restored'} size={42} />
      <div>
        <h2 class={styles.name}>
          {nameAndNumber(name())[0]}
          <span class={styles.ending}>{nameAndNumber(name())[1]}</span>
        </h2>
        <p class={styles.under}>{[kind(), incidentLabel(props.incident.number)].filter(Boolean).join(' · ')}</p>
      </div>
    </div>
  );
};
