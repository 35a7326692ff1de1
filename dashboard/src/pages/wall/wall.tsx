import type { FinishedIncident, OperationState } from '@relight/shared/operation/state';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import { milestonesOf } from '@relight/shared/readings/milestones';
import { adviseLevel } from '@relight/shared/readings/suggested-level';
import { totals } from '@relight/shared/readings/totals';
import { createMemo, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { OperationMap } from '../../map/operation-map.tsx';
import { useOperation } from '../../operation.tsx';
import { isOld, trustOf } from '../../sync/trust.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { affectedAreas } from './affected.ts';
import { AreaList } from './area-list.tsx';
import { Banner } from './banner.tsx';
import { Calm } from './calm.tsx';
import { createCourse } from './create-course.ts';
import { DrillFrame } from './drill-frame.tsx';
import { episodeOf, readBackTo } from './episode.ts';
import { Figures } from './figures.tsx';
import { Hero } from './hero.tsx';
import { aheadPoints, calmPoints, pastPoints } from './line-of-events.ts';
import { WallLanguages } from './said.tsx';
import type { WallSettings } from './settings.ts';
import { isFar, leastTextPx } from './sign-size.ts';
import { StaleFrame } from './stale-frame.tsx';
import { Timeline } from './timeline.tsx';
import { Unwritable } from './unwritable.tsx';
import styles from './wall.module.css';

/** How many places the list goes through: as many as have a letter. */
const AREAS_SHOWN = 26;

/**
 * The picture for the whole room. It is only looked at: nothing on it can be touched, and nothing on it moves by itself but the pages of
 * a list that is longer than its room.
 */
export const Wall = (props: { readonly settings: WallSettings }): JSX.Element => {
  const { live, importantCustomers, roster } = useOperation();
  const state = live.state;
  const now = live.now;
  const nowText = createMemo(() => new Date(now()).toISOString());
  const figures = createMemo(() => totals(state(), nowText()));
  const areas = createMemo(() => affectedAreas(state(), nowText(), AREAS_SHOWN));
  const letters = createMemo(() => new Map(areas().shown.map((area) => [area.incident.id, area.letter])), undefined, {
    equals: (a, b) => [...a].join() === [...b].join(),
  });
  const advice = createMemo(() => adviseLevel(state(), nowText()));
  const course = createCourse(live, () => readBackTo(state()));
  const episode = createMemo(() => {
    const known = course();
    return known === null ? null : episodeOf(known);
  });
  const milestones = createMemo(() => {
    const [known, one] = [course(), episode()];
    return known === null || one === null ? [] : milestonesOf(known.turns, one.seq);
  });
  const minute = createMemo(() => Math.floor(now() / 60_000) * 60_000);
  const calm = () => !anybodyOut(figures().out);
  /** Nobody is out and no level is in force: there is no story to tell. */
  const restful = () => calm() && state().response === null;
  const past = createMemo(() =>
    restful() ? calmPoints(state().finished.recent, minute()) : pastPoints(milestones(), minute()),
  );
  const ahead = createMemo(() => aheadPoints(state(), Math.max(minute(), now() - 1000)));
  const trouble = () => {
    const trust = trustOf(live.freshness(), now());
    return isOld(trust) ? trust : null;
  };
  const languages = props.settings.languages;
  const [screen, setScreen] = createSignal({ width: window.innerWidth, height: window.innerHeight });
  const onResize = () => setScreen({ width: window.innerWidth, height: window.innerHeight });
  window.addEventListener('resize', onResize);
  onCleanup(() => window.removeEventListener('resize', onResize));
  const least = () => leastTextPx(props.settings.reading, screen());
  const far = () => isFar(least(), screen());
  return (
    <WallLanguages.Provider value={languages}>
      <main
        class={styles.wall}
        data-theme="dark"
        data-world={state().kind}
        data-stale={trouble() !== null}
        data-far={far()}
        style={{ '--wall-scale': props.settings.scale, '--wall-least': `${least()}px` }}
      >
        <Show when={state().kind === 'drill'}>
          <DrillFrame name={state().name} />
        </Show>
        <Banner state={state()} advice={advice()} expected={figures().expected} episode={episode()} now={now()} />
        <div class={styles.map}>
          <OperationMap
            live={live}
            surface="wall"
            theme="dark"
            language={languages[0] ?? 'zh'}
            bilingual={languages.length > 1 && !far()}
            leastTextPx={least()}
            rows={letters()}
            crews={roster()}
            importantCustomers={importantCustomers()}
          />
          <ShowHeld when={live.trouble()}>{(what) => <Unwritable trouble={what()} />}</ShowHeld>
        </div>
        <div class={styles.side}>
          <Hero
            state={state()}
            out={figures().out}
            expected={figures().expected}
            from={episode()?.from ?? nowText()}
            now={now()}
          />
          <Figures totals={figures()} important={importantCustomers().length} />
          <Show when={!calm()} fallback={<Calm last={lastRestored(state())} now={now()} />}>
            <AreaList areas={areas()} now={now()} />
          </Show>
        </div>
        <Timeline past={past()} ahead={ahead()} calm={restful()} />
        <ShowHeld when={trouble()}>{(what) => <StaleFrame trouble={what()} now={now()} />}</ShowHeld>
      </main>
    </WallLanguages.Provider>
  );
};

/** After which restoration nobody was left without supply. */
const lastRestored = (state: OperationState): FinishedIncident | undefined =>
  state.finished.recent
    .filter((line) => line.restoredAt !== null)
    .sort((a, b) => ((a.restoredAt ?? '') < (b.restoredAt ?? '') ? 1 : -1))[0];
