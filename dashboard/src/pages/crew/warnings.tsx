import type { Incident } from '@relight/shared/operation/state';
import CircleCheck from 'lucide-solid/icons/circle-check';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './content.module.css';
import { DrillNotice } from './drill-notice.tsx';
import { useJob } from './job.ts';

/** What may hurt somebody, or make the way there needless: above everything else. */
export const Warnings = (props: { readonly incident: Incident }): JSX.Element => {
  const { dispatch } = useJob();
  const backBeforeArrival = () =>
    props.incident.status === 'restored' && dispatch()?.status !== 'onSite' ? props.incident.restoredAt : null;
  return (
    <>
      <DrillNotice />
      <Show when={props.incident.hazard}>
        <p class={styles.danger}>
          <TriangleAlert size={26} aria-hidden="true" />
          {words().crew.hazard}
        </p>
      </Show>
      <ShowHeld when={backBeforeArrival()}>
        {(at) => (
          <p class={styles.done}>
            <CircleCheck size={26} aria-hidden="true" />
            {words().crew.restoredAlready(formatTime(at()))}
          </p>
        )}
      </ShowHeld>
    </>
  );
};
