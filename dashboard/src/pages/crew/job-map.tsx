import { distanceM } from '@relight/shared/geo/distance';
import type { Incident } from '@relight/shared/operation/state';
import { createMemo, type JSX, Suspense } from 'solid-js';
import { OperationMap } from '../../map/operation-map.tsx';
import { language, type Theme } from '../../preferences.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import styles from './job-map.module.css';

/** The job, the crew and the way between them, and that the line is not the way to drive. */
export const JobMap = (props: { readonly incident: Incident; readonly theme: Theme }): JSX.Element => {
  const { live, scope, crew } = useJob();
  const way = createMemo(() => {
    const ours = scope.crew(crew);
    const fix = live.positions().get(crew) ?? ours?.position ?? undefined;
    const from = fix ?? ours?.base;
    return from === undefined ? null : { metres: distanceM(from, props.incident.place), fromBase: fix === undefined };
  });
  const t = () => words().crew.way;
  return (
    <div class={styles.map}>
      <Suspense>
        <OperationMap
          live={live}
          surface="phone"
          theme={props.theme}
          language={language()}
          crews={scope.roster()}
          importantCustomers={scope.importantCustomers()}
          job={{ incident: props.incident.id, crew }}
          legend={false}
        />
      </Suspense>
      <ShowHeld when={way()} fallback={<p class={styles.caption}>{words().crew.offer.distanceUnknown}</p>}>
        {(it) => (
          <p class={styles.caption}>
            {(it().fromBase ? t().straightFromBase : t().straight)(formatDistance(it().metres))}
          </p>
        )}
      </ShowHeld>
    </div>
  );
};
