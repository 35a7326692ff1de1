import type { EvidencePoint } from '@relight/shared/http/network-answers';
import type { IncidentId } from '@relight/shared/operation/ids';
import { dispatchOfCrew } from '@relight/shared/operation/select';
import { createEffect, createSignal, ErrorBoundary, type JSX, lazy, on, Show, Suspense } from 'solid-js';
import type { MapControls, MapSelection } from '../../map/map-props.ts';
import { useOperation } from '../../operation.tsx';
import { DeviceActions } from '../../panels/device-actions.tsx';
import type { NetworkDesk } from '../../panels/network-desk.ts';
import { language, theme } from '../../preferences.ts';
import { isOld, trustOf } from '../../sync/trust.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { words } from '../../words/words.ts';
import type { ConsoleModel } from './console-model.ts';
import styles from './map-slot.module.css';

const OperationMap = lazy(async () => ({ default: (await import('../../map/operation-map.tsx')).OperationMap }));

/** The map in the middle. Everything else works without it, so its failure is a sentence and not the end of the page. */
export const MapSlot = (props: {
  readonly model: ConsoleModel;
  readonly controls: (controls: MapControls) => void;
}): JSX.Element => {
  const { live, roster, importantCustomers } = useOperation();
  const incidentOf = (selection: MapSelection): IncidentId | null => {
    if (selection.kind === 'incident') return selection.id;
    if (selection.kind === 'crew') return dispatchOfCrew(live.state(), selection.id)?.incident ?? null;
    return Object.values(live.state().incidents).find((it) => it.place.device === selection.id)?.id ?? null;
  };
  // A device has a card on the map, until another outage or the empty map is chosen.
  const [device, setDevice] = createSignal<{ readonly it: MapSelection; readonly with: IncidentId | null } | null>(
    null,
  );
  createEffect(
    on(props.model.foundDevice, (id) => {
      if (id !== null) setDevice({ it: { kind: 'device', id }, with: props.model.selected() });
    }),
  );
  const onSelect = (selection: MapSelection | null) => {
    const incident = selection === null ? null : incidentOf(selection);
    if (incident !== null) props.model.select(incident);
    setDevice(selection?.kind === 'device' ? { it: selection, with: props.model.selected() } : null);
    if (selection === null) props.model.desk.traceFrom(null);
  };
  const selected = (): MapSelection | null => {
    const id = props.model.selected();
    const card = device();
    if (card !== null && card.with === id) return card.it;
    return id === null ? null : { kind: 'incident', id };
  };
  return (
    <section
      class={styles.slot}
      aria-label={words().console.areas.map}
      data-stale={isOld(trustOf(live.freshness(), live.now())) || undefined}
    >
      <ErrorBoundary
        fallback={(error: unknown) => {
          console.error(error);
          return <EmptyState title={words().console.map.unavailable} text={words().console.map.unavailableHint} />;
        }}
      >
        <Suspense fallback={<EmptyState title={words().console.map.loading} />}>
          <OperationMap
            class={styles.map}
            live={live}
            language={language()}
            theme={theme()}
            surface="console"
            selected={selected()}
            onSelect={onSelect}
            onPick={props.model.mapPick() ?? undefined}
            picked={props.model.marked()}
            drawing={props.model.drawing()}
            crews={roster()}
            importantCustomers={importantCustomers()}
            evidence={evidenceOnMap(props.model.desk)}
            plan={props.model.desk.stepsAhead()}
            traced={props.model.desk.trace().value?.extent.ranges}
            deviceActions={(device) => (
              <DeviceActions
                device={device}
                desk={props.model.desk}
                onForm={props.model.openNetworkForm}
                onOpen={props.model.mayOpen ? (id) => props.model.openForm({ kind: 'incident', device: id }) : null}
              />
            )}
            controls={props.controls}
          />
        </Suspense>
      </ErrorBoundary>
      <Show when={props.model.mapPick() !== null}>
        <div class={styles.hint} role="status">
          {words().map.pick.hint}
          <Button size="small" onClick={() => props.model.picker.stop()}>
            {words().console.map.cancelPick}
          </Button>
        </div>
      </Show>
    </section>
  );
};

/** What was said, and where a meter is to be asked, as far as either is to be shown. */
const evidenceOnMap = (desk: NetworkDesk): readonly EvidencePoint[] | undefined => {
  const said = desk.evidenceShown() ? (desk.evidence().value?.points ?? []) : [];
  const { meters, asked } = (desk.askingShown() ? desk.asking().value : null) ?? { meters: [], asked: [] };
  const open = [...meters.map((meter) => ({ ...meter, at: '' })), ...asked].map(({ servicePoint, at, lon, lat }) => ({
    id: `asked ${servicePoint}`,
    kind: 'asked' as const,
    servicePoint,
    at,
    lon,
    lat,
  }));
  return desk.evidenceShown() || desk.askingShown() ? [...said, ...open] : undefined;
};
