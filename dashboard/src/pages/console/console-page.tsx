import ArrowLeft from 'lucide-solid/icons/arrow-left';
import { createEffect, createSignal, type JSX, on } from 'solid-js';
import type { MapControls } from '../../map/map-props.ts';
import { useOperation } from '../../operation.tsx';
import { CrewGantt } from '../../panels/crew-gantt.tsx';
import { LogPanel } from '../../panels/log-panel.tsx';
import { OutagesPanel } from '../../panels/outages-panel.tsx';
import { FreshnessBar } from '../../ui/freshness-bar.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { loadWholeFont } from '../../ui/whole-font.ts';
import { WorldFrame } from '../../ui/world-frame.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { ConsoleForms } from './console-forms.tsx';
import { ConsoleHeader } from './console-header.tsx';
import { createConsole } from './console-model.ts';
import styles from './console-page.module.css';
import { DetailSlot } from './detail-slot.tsx';
import { createKeyboard } from './keyboard.ts';
import { MapSlot } from './map-slot.tsx';

/** Close enough to tell a device from its neighbour. */
const DEVICE_ZOOM = 16;

/** Where a dispatcher works: what is out, where, what is being done about it, and by whom. */
const ConsolePage = (): JSX.Element => {
  const scope = useOperation();
  const { live } = scope;
  loadWholeFont();
  const model = createConsole(scope);
  const [controls, setControls] = createSignal<MapControls>();
  createEffect(
    on([model.selected, controls], ([id]) => {
      if (id !== null) controls()?.reveal(id);
    }),
  );
  let search: HTMLInputElement | undefined;
  let list: HTMLElement | undefined;
  const focusDetail = () => document.getElementById('detail-title')?.focus();
  createKeyboard(model, {
    search: () => queueMicrotask(() => search?.focus()),
    list: () => list?.focus(),
    detail: focusDetail,
  });
  const tabs = () => words().console.tabs;
  const outages = () => (
    <OutagesPanel
      incidents={model.incidents()}
      query={model.query()}
      onQuery={model.changeQuery}
      selected={model.selected()}
      onSelect={model.select}
      onOpen={focusDetail}
      onFound={(found) => {
        if (found.kind === 'crew') controls()?.show(found);
        else
          controls()?.showPlace(found.kind === 'network' && found.isDevice ? { ...found, zoom: DEVICE_ZOOM } : found);
        if (found.kind === 'network') model.pointAt(found.isDevice ? found.id : null, found);
        else if (found.kind === 'important') model.pointAt(null, found);
      }}
      onReport={model.mayReport ? () => model.openForm({ kind: 'report' }) : null}
      onIncident={model.mayOpen ? () => model.openForm({ kind: 'incident' }) : null}
      searchRef={(element) => {
        search = element;
      }}
      listRef={(element) => {
        list = element;
      }}
    />
  );
  return (
    <WorldFrame kind={live.state().kind} name={live.state().name} surface="console">
      <div class={styles.console}>
        <ConsoleHeader
          figures={model.figures()}
          advice={model.advice()}
          onLevel={model.mayGrade ? () => model.openForm({ kind: 'level' }) : null}
          onKeys={() => model.openForm({ kind: 'keys' })}
        />
        <FreshnessBar freshness={live.freshness()} trouble={live.trouble()} now={live.now()} />
        {/* Takes the focus when what had it is gone. */}
        <main
          class={styles.main}
          tabIndex={-1}
          data-selected={model.selected() !== null || undefined}
          data-gantt={model.ganttFolded() ? 'folded' : 'open'}
        >
          <section class={styles.list} aria-label={words().console.areas.list}>
            <Tabs
              class={styles.tabs}
              label={words().console.areas.list}
              value={model.tab()}
              onChange={model.setTab}
              tabs={[
                {
                  value: 'outages',
                  get label() {
                    return tabs().outages;
                  },
                  get count() {
                    return formatCount(Object.keys(live.state().incidents).length);
                  },
                  panel: outages,
                },
                {
                  value: 'log',
                  get label() {
                    return tabs().log;
                  },
                  panel: () => (
                    <LogPanel
                      timeline={model.timeline}
                      onIncident={(id) => {
                        model.select(id);
                      }}
                    />
                  ),
                },
              ]}
            />
          </section>
          <MapSlot model={model} controls={setControls} />
          <section class={styles.detail} aria-label={words().console.areas.detail}>
            <button type="button" class={styles.toList} onClick={() => model.select(null)}>
              <ArrowLeft size={16} aria-hidden="true" />
              {words().console.areas.list}
            </button>
            <DetailSlot model={model} controls={controls} />
          </section>
          <section class={styles.gantt} aria-label={words().console.areas.gantt}>
            <CrewGantt
              lines={model.timeline.lines()}
              selected={model.selected()}
              onSelect={model.select}
              folded={model.ganttFolded()}
              onFold={model.foldGantt}
            />
          </section>
        </main>
      </div>
      <ConsoleForms model={model} />
    </WorldFrame>
  );
};

export default ConsolePage;
