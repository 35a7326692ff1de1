import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show } from 'solid-js';
import { words } from '../../words/words.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';

/** The standing line of every drill. */
export const DrillNotice = (): JSX.Element => {
  const { drill } = useJob();
  return (
    <Show when={drill()}>
      <p class={styles.drill}>
        <TriangleAlert size={26} aria-hidden="true" />
        {words().crew.drillStanding}
      </p>
    </Show>
  );
};
