import type { NetworkDescription } from '@relight/shared/http/networks';
import type { JSX } from 'solid-js';
import { createMemo, createResource, createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { fetchImportantCustomers, fetchRoster } from '../http/operation.ts';
import { ShowHeld } from '../ui/held.tsx';
import { WORDS } from '../words/words.ts';
import { LayerSwitches } from './controls.tsx';
import { createCalmState } from './create-calm-state.ts';
import { createPicture } from './create-picture.ts';
import { customersOfJob } from './customers/customer-features.ts';
import { DeviceCard } from './device-card.tsx';
import { Legend } from './legend/legend.tsx';
import { type Drawn, suppliedShown } from './legend/legend-items.ts';
import type { LayerVisibility, MapLayer, MapLive, MapSelection, OperationMapProps } from './map-props.ts';
import { MapView } from './map-view.tsx';
import { fetchDevice, fetchNetwork } from './network-info.ts';
import styles from './operation-map.module.css';
import { persistently } from './retry.ts';
import { EVIDENCE_KINDS } from './signs/evidence-signs.ts';
import { networkSignKinds } from './signs/network-signs.ts';
import { lookOf, scaleOf } from './style/look.ts';
import { createTroubles } from './troubles.ts';
import { hasWebgl2 } from './webgl.ts';

export type * from './map-props.ts';

const EVERYTHING: LayerVisibility = { network: true, outages: true, crews: true, customers: true, streets: true };

/** One operation on the map. The only component that pages use of this folder. */
export const OperationMap = (props: OperationMapProps): JSX.Element => {
  const closing = new AbortController();
  onCleanup(() => closing.abort());
  const troubles = createTroubles();
  const [root, setRoot] = createSignal<HTMLElement | null>(null);
  const canDraw = hasWebgl2();
  const words = () => WORDS[props.language].map;

  const version = createMemo(() => props.live.state().network);
  const ready = createMemo(() => props.live.state().seq > 0);
  const [network] = createResource(version, (it) =>
    persistently(
      () => fetchNetwork(it),
      closing.signal,
      () => troubles.report('network'),
    ).then((found) => {
      troubles.clear('network');
      return found;
    }),
  );
  const [roster] = createResource(
    () => (props.crews === undefined ? props.live.operation : null),
    (it) =>
      persistently(
        () => fetchRoster(it),
        closing.signal,
        () => troubles.report('crews'),
      ),
  );
  const [customers] = createResource(
    () => (props.importantCustomers === undefined ? props.live.operation : null),
    (it) =>
      persistently(
        () => fetchImportantCustomers(it),
        closing.signal,
        () => troubles.report('customers'),
      ),
  );

  const [own, setOwn] = createSignal<LayerVisibility>(EVERYTHING);
  const visible = createMemo<LayerVisibility>(() => (props.layers ? { ...EVERYTHING, ...props.layers } : own()));
  const toggle = (layer: MapLayer) => setOwn((old) => ({ ...old, [layer]: !old[layer] }));

  const [ownChoice, setOwnChoice] = createSignal<MapSelection | null>(null);
  const chosen = createMemo(() => (props.selected === undefined ? ownChoice() : props.selected));
  const choose = (selection: MapSelection | null): void => {
    setOwnChoice(selection);
    props.onSelect?.(selection);
  };
  const [device] = createResource(
    () => {
      const it = chosen();
      const of = version();
      return it?.kind === 'device' && of !== null ? ([of, it.id] as const) : null;
    },
    ([of, id]) => fetchDevice(of, id),
  );
  const chosenDevice = () => (chosen()?.kind === 'device' && !device.error ? (device.latest ?? null) : null);

  const [drawing, setDrawing] = createSignal(false);
  const calmState = createCalmState(() => props.live.state(), drawing);
  const live: MapLive = {
    operation: props.live.operation,
    state: calmState,
    positions: () => props.live.positions(),
    now: () => props.live.now(),
  };
  const picture = createPicture(
    live,
    () => props.job,
    () => props.crews ?? roster.latest ?? [],
    chosen,
  );
  const [viewport, setViewport] = createSignal({ width: window.innerWidth, height: window.innerHeight });
  const onResize = () => setViewport({ width: window.innerWidth, height: window.innerHeight });
  window.addEventListener('resize', onResize);
  onCleanup(() => window.removeEventListener('resize', onResize));
  const look = createMemo(() =>
    lookOf({
      theme: props.theme,
      surface: props.surface,
      language: props.language,
      bilingual: props.bilingual ?? props.surface === 'wall',
      scale: scaleOf(props.surface, viewport(), wallScale(root()), props.leastTextPx),
      visible: visible(),
      names: network.latest?.names ?? {},
    }),
  );

  const shown = createMemo(() => {
    const register = props.importantCustomers ?? customers.latest ?? [];
    return props.job === undefined ? register : customersOfJob(register, live.state().incidents[props.job.incident]);
  });
  const signs = createMemo(() => networkSignKinds(live.state()), [], { equals: sameKinds });
  const evidenceKinds = createMemo(() => {
    const there = new Set(props.evidence?.map((it) => it.kind));
    return EVIDENCE_KINDS.filter((kind) => there.has(kind));
  });

  const [drawn, setDrawn] = createSignal<Pick<Drawn, 'zoom' | 'overlay'>>({ zoom: 0, overlay: new Set() });
  const allDrawn = (): Drawn => {
    const out = picture.importantOut();
    const shields = new Set(shown().map(({ servicePoint }) => out.get(servicePoint) ?? 'supplied'));
    if (!suppliedShown(look(), drawn().zoom)) shields.delete('supplied');
    return {
      ...drawn(),
      hasNetwork: version() !== null,
      areas: picture.affected(),
      network: signs(),
      evidence: evidenceKinds(),
      plan: new Set(props.plan?.map(({ action }) => action)),
      traced: (props.traced?.length ?? 0) > 0,
      customers: shields,
      ranked: props.rows !== undefined,
    };
  };

  // A lost graphics context takes every texture with it; a new map is simpler than mending the old one, and as fast.
  const [generation, setGeneration] = createSignal(0);
  const [lost, setLost] = createSignal(false);
  const rebuild = (): void => {
    setLost(true);
    setTimeout(() => {
      setGeneration((number) => number + 1);
      setLost(false);
    }, 1_000);
  };

  // Another network version is another map; anything else that changes is a change of this one.
  const stage = createMemo<{ readonly network: NetworkDescription | null; readonly generation: number } | null>(
    () => {
      if (!ready()) return null;
      const found = version() === null ? null : network.latest;
      if (found === undefined || (found !== null && found.version !== version())) return null;
      return { network: found, generation: generation() };
    },
    null,
    { equals: (a, b) => a?.network === b?.network && a?.generation === b?.generation && (a === null) === (b === null) },
  );

  return (
    <section
      ref={setRoot}
      class={`${styles.root} ${props.class ?? ''}`}
      aria-label={words().title}
      data-surface={props.surface}
      data-theme={props.theme}
      data-map
      data-error={canDraw ? (troubles.current() ?? undefined) : 'webgl'}
      style={{ '--map-scale': look().scale }}
    >
      <div class={styles.stage}>
        <Switch>
          <Match when={!canDraw}>
            <p class={styles.instead} role="status">
              {words().noWebgl}
            </p>
          </Match>
          <Match when={lost()}>
            <p class={styles.instead} role="status">
              {words().lost}
            </p>
          </Match>
          <Match when={root() && stage()} keyed>
            {({ network: of }) => (
              <MapView
                page={props}
                picture={picture}
                look={look}
                network={of}
                customers={shown}
                chosenDevice={chosenDevice}
                onSelect={choose}
                troubles={troubles}
                root={root() as HTMLElement}
                onDrawing={setDrawing}
                live={live}
                onDrawn={(more) => setDrawn((before) => ({ ...before, ...more }))}
                onLost={rebuild}
              />
            )}
          </Match>
          <Match when={troubles.current() === null}>
            <p class={styles.instead}>{words().loading}</p>
          </Match>
        </Switch>
        <Show when={props.surface === 'console' && props.layers === undefined && canDraw}>
          <LayerSwitches visible={visible()} language={props.language} onToggle={toggle} />
        </Show>
        <Show when={chosen()?.kind === 'device' && props.surface === 'console'}>
          <DeviceCard
            device={device}
            language={props.language}
            names={network.latest?.names ?? {}}
            actions={props.deviceActions}
            onClose={() => choose(null)}
          />
        </Show>
        <ShowHeld when={troubles.current() ?? (ready() && version() === null ? 'noNetwork' : null)}>
          {(trouble) => (
            <p class={styles.trouble} role="status">
              {trouble() === 'noNetwork' ? words().noNetwork : words().troubled}
            </p>
          )}
        </ShowHeld>
      </div>
      <Show when={props.legend ?? props.surface !== 'phone'}>
        <Legend look={look()} drawn={allDrawn()} />
      </Show>
    </section>
  );
};

const sameKinds = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** What the wall was set to for its room; see the wall page. */
const wallScale = (element: HTMLElement | null): number => {
  const set =
    element === null ? Number.NaN : Number.parseFloat(getComputedStyle(element).getPropertyValue('--wall-scale'));
  return Number.isFinite(set) && set > 0 ? set : 1;
};
