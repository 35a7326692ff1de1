import { onCleanup, onMount } from 'solid-js';
import { type KeyHandler, listenForKeys } from '../../ui/keys.ts';
import type { ConsoleModel } from './console-model.ts';

/** Everything that keys do here. The help dialog is made from the same list, so that it cannot be wrong. */
export const SHORTCUTS = [
  { keys: ['j', '↓'], does: 'next' },
  { keys: ['k', '↑'], does: 'previous' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['/'], does: 'search' },
  { keys: ['d'], does: 'dispatch' },
  { keys: ['e'], does: 'etr' },
  { keys: ['c'], does: 'confirm' },
  { keys: ['r'], does: 'restore' },
  { keys: ['x'], does: 'close' },
  { keys: ['m'], does: 'note' },
  { keys: ['n'], does: 'report' },
  { keys: ['o'], does: 'incident' },
  { keys: ['?'], does: 'help' },
  { keys: ['Esc'], does: 'leave' },
] as const;
export type ShortcutName = (typeof SHORTCUTS)[number]['does'];

const NAME_OF: Readonly<Record<string, ShortcutName>> = {
  ...Object.fromEntries(SHORTCUTS.flatMap(({ keys, does }) => keys.map((key) => [key, does]))),
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Escape: 'leave',
};

/** Where keys are typed or mean something else already. */
const OWN_KEYS = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], .maplibregl-canvas';

export const createKeyboard = (
  model: ConsoleModel,
  focus: { readonly search: () => void; readonly list: () => void; readonly detail: () => void },
): void => {
  const DO: Readonly<Record<ShortcutName, () => void>> = {
    next: () => model.step(1),
    previous: () => model.step(-1),
    open: focus.detail,
    search: () => {
      model.setTab('outages');
      focus.search();
    },
    dispatch: () => model.act('dispatch'),
    etr: () => model.act('etr'),
    confirm: () => model.act('confirm'),
    restore: () => model.act('restore'),
    close: () => model.act('close'),
    note: () => model.act('note'),
    report: () => model.mayReport && model.openForm({ kind: 'report' }),
    incident: () => model.mayOpen && model.openForm({ kind: 'incident' }),
    help: () => model.openForm({ kind: 'keys' }),
    leave: focus.list,
  };
  const hear: KeyHandler = (key, event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || model.form() !== null) return;
    const name = NAME_OF[key];
    if (name === undefined) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const isPlain = target === document.body || target.tagName === 'MAIN';
    if (name === 'leave' ? isPlain : target.closest(OWN_KEYS) !== null) return;
    // Keys that move or open belong to whatever has the focus: a button, a tab, a scrolling region.
    if (key.startsWith('Arrow') || key === 'Enter') if (!isPlain) return;
    event.preventDefault();
    DO[name]();
  };
  onMount(() => onCleanup(listenForKeys(document, hear)));
};
