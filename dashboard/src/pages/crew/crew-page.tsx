import { createEffect, type JSX, onCleanup, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { theme } from '../../preferences.ts';
import { Notice } from '../../ui/notice.tsx';
import { WorldFrame } from '../../ui/world-frame.tsx';
import { words } from '../../words/words.ts';
import { createPhoneTheme } from './daylight.ts';
import { createJob, JobContext } from './job.ts';
import { Phone } from './phone.tsx';

/** The page of a crew, for one hand and any weather. */
const CrewPage = (): JSX.Element => {
  const { live, user } = useOperation();
  const phoneTheme = createPhoneTheme(live.now);
  createEffect(() => {
    // Read so that a change of the system's own theme does not win over the hour of the day.
    theme();
    document.documentElement.dataset.theme = phoneTheme();
  });
  onCleanup(() => {
    document.documentElement.dataset.theme = theme();
  });
  return (
    <Show when={user.crew} keyed fallback={<Notice title={words().crew.noCrew} text={words().crew.noCrewHint} />}>
      {(crew) => (
        <JobContext.Provider value={createJob(crew)}>
          <WorldFrame kind={live.state().kind} name={live.state().name} surface="phone">
            <Show
              when={live.freshness().status !== 'starting' || live.state().seq > 0}
              fallback={<Notice busy title={words().crew.trust.starting} />}
            >
              <Phone theme={phoneTheme()} />
            </Show>
          </WorldFrame>
        </JobContext.Provider>
      )}
    </Show>
  );
};

export default CrewPage;
