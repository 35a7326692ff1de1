import { type JSX, Suspense } from 'solid-js';
import { OperationMap } from '../../map/operation-map.tsx';
import { language, type Theme } from '../../preferences.ts';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import styles from './map-screen.module.css';
import { StateHead } from './state-head.tsx';

/** The surroundings: the job if there is one, else everything that is out. */
export const MapScreen = (props: { readonly theme: Theme }): JSX.Element => {
  const { live, dispatch, crew, scope } = useJob();
  const incident = () => dispatch()?.incident;
  return (
    <>
      <header class={styles.head}>
        <StateHead title={words().crew.map.title} />
      </header>
      <main class={styles.map}>
        <Suspense>
          <OperationMap
            live={live}
            surface="phone"
            theme={props.theme}
            language={language()}
            crews={scope.roster()}
            importantCustomers={scope.importantCustomers()}
            job={jobOf(incident(), crew)}
          />
        </Suspense>
      </main>
    </>
  );
};

const jobOf = (incident: `inc_${string}` | undefined, crew: `crew_${string}`) =>
  incident === undefined ? undefined : { incident, crew };
