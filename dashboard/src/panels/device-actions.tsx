import type { DeviceWithExtent } from '@relight/shared/http/networks';
import { mayCommand } from '@relight/shared/operation/authorize';
import { tagsOn } from '@relight/shared/operation/select';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { MatchHeld, ShowHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './device-actions.module.css';
import type { NetworkDesk, NetworkForm } from './network-desk.ts';
import { OrderButton } from './order-button.tsx';
import { localName } from './ruling-text.ts';

/** How many devices of a trace are named. */
const NAMED = 8;

/** How a device stands now, where its supply comes from and goes to, and what a person may record of it. */
export const DeviceActions = (props: {
  readonly device: DeviceWithExtent;
  readonly desk: NetworkDesk;
  readonly onForm: (form: NetworkForm) => void;
  /** Absent where this person may not open an outage. */
  readonly onOpen: ((device: string) => void) | null;
}): JSX.Element => {
  const { live, user } = useOperation();
  const text = () => words().network;
  const isLine = () => props.device.class === 'ACLineSegment';
  const isSwitch = () => props.device.operable;
  const abnormal = createMemo(() => live.state().switching.devices[props.device.id] ?? null);
  const cut = () => live.state().switching.cuts[props.device.id] ?? null;
  const tag = createMemo(() => tagsOn(live.state(), props.device.id)[0] ?? null);
  const position = () => abnormal()?.position ?? (props.device.normalOpen ? 'open' : 'closed');
  const record = () => {
    if (isLine()) return cut() === null ? (['cut'] as const) : (['mend'] as const);
    return position() === 'open' ? (['close'] as const) : (['open'] as const);
  };
  return (
    <>
      <Show when={isSwitch() || cut() !== null}>
        <p class={styles.state}>
          {text().trace.position}{' '}
          <ShowHeld
            when={abnormal()}
            fallback={cut() === null ? text().trace.normal(words().vocabulary.position[position()]) : text().safety.cut}
          >
            {(it) => (
              <>
                <strong class={styles.abnormal}>
                  {text().trace.abnormal(words().vocabulary.position[it().position])}
                </strong>{' '}
                {text().trace.source(words().vocabulary.positionSource[it().source], formatMoment(it().at, live.now()))}
              </>
            )}
          </ShowHeld>
        </p>
      </Show>
      <ShowHeld when={tag()}>
        {(tag) => (
          <p class={styles.tag}>
            <strong>{text().trace.tagged}</strong> {formatMoment(tag().at, live.now())}
            <Show when={mayCommand(user.role, 'removeTag')}>
              <OrderButton
                order={() => ({ type: 'removeTag', tag: tag().id })}
                name={words().common.labelled(text().safety.removeTag, localName(tag()))}
              >
                {text().safety.removeTag}
              </OrderButton>
            </Show>
          </p>
        )}
      </ShowHeld>
      <div class={styles.buttons}>
        <Button size="small" onClick={() => props.desk.traceFrom({ element: props.device.id, direction: 'up' })}>
          {text().trace.up}
        </Button>
        <Button size="small" onClick={() => props.desk.traceFrom({ element: props.device.id, direction: 'down' })}>
          {text().trace.down}
        </Button>
      </div>
      <Trace desk={props.desk} element={props.device.id} />
      <fieldset class={styles.buttons}>
        <legend class="visually-hidden">{text().trace.actions}</legend>
        <Show when={mayCommand(user.role, 'recordSwitching') && (isSwitch() || isLine())}>
          <For each={record()}>
            {(action) => (
              <Button
                size="small"
                onClick={() => props.onForm({ form: 'switching', element: props.device.id, action })}
              >
                {words().vocabulary.switchingAction[action]}…
              </Button>
            )}
          </For>
        </Show>
        <Show when={mayCommand(user.role, 'placeTag') && isSwitch() && tag() === null}>
          <Button size="small" onClick={() => props.onForm({ form: 'tag', device: props.device.id })}>
            {text().safety.placeTag}
          </Button>
        </Show>
        <ShowHeld when={isLine() ? null : props.onOpen}>
          {(open) => (
            <Button size="small" onClick={() => open()(props.device.id)}>
              {text().trace.openHere}
            </Button>
          )}
        </ShowHeld>
      </fieldset>
    </>
  );
};

const Trace = (props: { readonly desk: NetworkDesk; readonly element: string }): JSX.Element => {
  const text = () => words().network.trace;
  const found = () => {
    const { value } = props.desk.trace();
    return value?.element === props.element ? value : null;
  };
  return (
    <div aria-live="polite">
      <Switch>
        <MatchHeld when={found()}>
          {(trace) => (
            <div class={styles.trace}>
              <p>
                <strong>
                  {trace().direction === 'up'
                    ? text().upText(trace().devices.length)
                    : text().downText(formatCount(trace().extent.customers), trace().extent.important.length)}
                </strong>{' '}
                · {trace().supplied ? text().supplied : text().notSupplied}
              </p>
              <p class={styles.label}>{trace().direction === 'up' ? text().devicesUp : text().devicesDown}</p>
              <ol>
                <For each={trace().devices.slice(0, NAMED)}>
                  {(device) => (
                    <li>
                      {localName(device)}{' '}
                      <small class={styles.label}>{words().vocabulary.deviceClass[device.class] ?? device.class}</small>
                    </li>
                  )}
                </For>
              </ol>
              <Show when={trace().devices.length > NAMED}>
                <p class={styles.label}>{text().more(trace().devices.length - NAMED)}</p>
              </Show>
              <Button size="small" variant="quiet" onClick={() => props.desk.traceFrom(null)}>
                {text().clear}
              </Button>
            </div>
          )}
        </MatchHeld>
        <Match when={props.desk.trace().status === 'loading'}>
          <p class={styles.label}>{text().loading}</p>
        </Match>
        <Match when={props.desk.trace().status === 'unavailable'}>
          <p class={styles.label}>{text().unavailable}</p>
        </Match>
      </Switch>
    </div>
  );
};
