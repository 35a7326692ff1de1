import { mayCommand } from '@relight/shared/operation/authorize';
import type { DispatchId, IncidentId, PermitId } from '@relight/shared/operation/ids';
import type { Outline } from '@relight/shared/operation/values';
import type { DispatchStatus } from '@relight/shared/operation/vocabulary';
import { adviseLevel } from '@relight/shared/readings/suggested-level';
import { totals } from '@relight/shared/readings/totals';
import { createEffect, createMemo, createSignal } from 'solid-js';
import type { MapPick } from '../../map/map-props.ts';
import type { OperationScope } from '../../operation.tsx';
import type { OutlineTool } from '../../panels/forms/open-incident-form.tsx';
import type { Picker } from '../../panels/forms/picker.ts';
import { blockedBy, type IncidentAction, mayAct } from '../../panels/incident-actions.ts';
import { type ListQuery, listIncidents } from '../../panels/incident-filter.ts';
import { createNetworkDesk, type NetworkForm } from '../../panels/network-desk.ts';
import { dispatchesByIncident } from '../../panels/stage.ts';
import { createTimeline } from '../../panels/timeline.ts';
import { createBackSteps } from '../../ui/back-steps.ts';
import { leaveThen } from '../../ui/leaving.ts';
import { createMediaQuery } from '../../ui/media-query.ts';
import { showToast } from '../../ui/toast.tsx';
import { words } from '../../words/words.ts';

/** The one form that is open. */
export type OpenForm =
  | { readonly kind: 'action'; readonly action: IncidentAction; readonly incident: IncidentId }
  /** The step that follows `status`: if the crew takes it itself meanwhile, there is nothing left to enter. */
  | { readonly kind: 'crewStep'; readonly dispatch: DispatchId; readonly status: DispatchStatus }
  | { readonly kind: 'recall'; readonly dispatch: DispatchId }
  | { readonly kind: 'release'; readonly permit: PermitId }
  /** About an incident, or (null) about the network alone. */
  | { readonly kind: 'network'; readonly form: NetworkForm; readonly incident: IncidentId | null }
  | { readonly kind: 'incident'; readonly device?: string | undefined }
  | { readonly kind: 'report' | 'level' | 'keys' };

export type ConsoleModel = ReturnType<typeof createConsole>;

/** What this console shows and how: selection, list, open form, picking on the map. Nothing of it is the operation's. */
export const createConsole = ({ live, user, networkName }: OperationScope) => {
  const [selected, setSelected] = createSignal<IncidentId | null>(selectionInAddress());
  const [tab, setTab] = createSignal<string>('outages');
  const [query, setQuery] = createSignal<ListQuery>({ text: '', filter: 'all', sort: 'urgency' });
  const [form, setForm] = createSignal<OpenForm | null>(null);

  // The selection is in the address, so that it can be sent to a colleague and survives a reload.
  createEffect(() => {
    const address = new URL(location.href);
    const id = selected();
    if (id === null) address.searchParams.delete('incident');
    else address.searchParams.set('incident', id);
    history.replaceState(history.state, '', address);
  });

  const dispatches = createMemo(() => dispatchesByIncident(live.state()));
  // Lists and totals follow time by the quarter minute: nothing in them is finer than a minute.
  const nowText = createMemo(() => new Date(Math.floor(live.now() / 15_000) * 15_000).toISOString());
  const incidents = createMemo(() => listIncidents(live.state(), dispatches(), query(), nowText(), networkName));
  const figures = createMemo(() => totals(live.state(), nowText()));
  const advice = createMemo(() => adviseLevel(live.state(), nowText()));
  const timeline = createTimeline(live, () => null);
  const incident = createMemo(() => {
    const id = selected();
    return id === null ? undefined : live.state().incidents[id];
  });

  const desk = createNetworkDesk(live, incident);
  const openForm = (next: OpenForm) => leaveThen(() => setForm(next));

  // On a small screen the map needs the room more than the axis does, until somebody says otherwise.
  const small = createMediaQuery('(width < 1200px) or (height < 640px)');
  const [folded, foldGantt] = createSignal<boolean | null>(null);

  const step = (by: number) => {
    const list = incidents();
    const at = list.findIndex((one) => one.id === selected());
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (next !== undefined) setSelected(next.id);
  };

  const act = (action: IncidentAction) => {
    const one = incident();
    if (one === undefined || !mayAct(user.role, action)) return;
    const blocked = blockedBy(live.state(), one, action);
    if (blocked !== null) {
      showToast({ kind: 'hint', title: words().console.actions[action], text: words().refusals[blocked] });
      return;
    }
    openForm({ kind: 'action', action, incident: one.id });
  };

  const [onPick, setOnPick] = createSignal<((pick: MapPick) => void) | null>(null);
  const [marked, setMarked] = createSignal<{ readonly lon: number; readonly lat: number } | null>(null);
  /** A device that was found by its name: the map shows its card. */
  const [foundDevice, setFoundDevice] = createSignal<string | null>(null, { equals: false });
  const [onOutline, setOnOutline] = createSignal<((outline: Outline) => void) | null>(null);
  const picker: Picker = {
    active: () => onPick() !== null,
    start: (take) => setOnPick(() => take),
    stop: () => setOnPick(null),
    mark: setMarked,
  };
  const outlineTool: OutlineTool = {
    active: () => onOutline() !== null,
    draw: (onDone) => setOnOutline(() => onDone),
  };
  const closeForm = () => {
    setForm(null);
    setOnPick(null);
    setOnOutline(null);
    setMarked(null);
  };

  createBackSteps(
    () => Number(selected() !== null) + Number(form() !== null),
    (left) => {
      const close = () => {
        closeForm();
        if (left === 0) setSelected(null);
      };
      // Back drops what somebody has written no more than Escape does.
      if (form() === null) close();
      else leaveThen(close);
    },
  );

  return {
    selected,
    select: setSelected,
    incident,
    tab,
    setTab,
    query,
    changeQuery: (change: Partial<ListQuery>) => {
      setQuery((before) => ({ ...before, ...change }));
      if (change.text === '' && form() === null) setMarked(null);
    },
    incidents,
    figures,
    advice,
    timeline,
    step,
    desk,
    ganttFolded: () => folded() ?? small(),
    foldGantt,
    form,
    openForm,
    /** A form about the network, for the selected incident where there is one. */
    openNetworkForm: (of: NetworkForm) => openForm({ kind: 'network', form: of, incident: incident()?.id ?? null }),
    closeForm,
    act,
    mayReport: ['dispatcher', 'manager'].includes(user.role),
    mayOpen: mayCommand(user.role, 'openIncident'),
    mayGrade: mayCommand(user.role, 'setResponseLevel'),
    picker,
    outlineTool,
    foundDevice,
    /** Marks on the map what was found: a device by its card, anything else by a pin. */
    pointAt: (device: string | null, place: { readonly lon: number; readonly lat: number }) => {
      setFoundDevice(device);
      setMarked(device === null ? { lon: place.lon, lat: place.lat } : null);
    },
    /** What a click on the map means now, besides selecting. */
    mapPick: onPick,
    marked,
    drawing: createMemo(() => {
      const onDone = onOutline();
      return onDone === null
        ? null
        : {
            onDone: (outline: Outline) => {
              onDone(outline);
              setOnOutline(null);
            },
            onCancel: () => setOnOutline(null),
          };
    }),
  };
};

const selectionInAddress = (): IncidentId | null => {
  const given = new URL(location.href).searchParams.get('incident');
  return given?.startsWith('inc_') ? (given as IncidentId) : null;
};
