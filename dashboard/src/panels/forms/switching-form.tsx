import { stepNotBefore } from '@relight/shared/operation/not-before';
import type { Incident } from '@relight/shared/operation/state';
import {
  SWITCHING_ACTIONS,
  type SwitchingAction,
  VERIFICATIONS,
  type Verification,
} from '@relight/shared/operation/vocabulary';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { createMoment, JUST_NOW, occurredAt } from './create-moment.ts';
import { DeviceLabel } from './device-names.tsx';
import { ElementField } from './element-field.tsx';
import { aboutIncident } from './incident-form.ts';
import { MomentField } from './moment-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';
import styles from './switching-form.module.css';

type Operation = { readonly action: SwitchingAction; readonly element: string };

/** What was done to the network, in its order. With one step the fields alone say it; further ones are added to a list. */
export const SwitchingForm = (props: {
  readonly incident: Incident | null;
  readonly element?: string | undefined;
  readonly action?: SwitchingAction | undefined;
  readonly picker: Picker;
  readonly onClose: () => void;
}): JSX.Element => {
  const { live } = useOperation();
  const step = newId('stp');
  // As it was when the form was opened, or as the person has been told since that it is.
  const [basedOn, setBasedOn] = createSignal(props.incident?.changedSeq);
  const [listed, setListed] = createSignal<readonly Operation[]>([]);
  const [action, setAction] = createSignal<SwitchingAction>(props.action ?? 'open');
  const [element, setElement] = createSignal(props.element ?? '');
  const [verification, setVerification] = createSignal<Verification | 'none'>('none');
  const earliest = () => (props.incident === null ? null : Date.parse(stepNotBefore([props.incident])));
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const text = () => words().network.switching;
  const typed = (): Operation | null => (element() === '' ? null : { action: action(), element: element() });
  const operations = () => {
    const last = typed();
    return last === null ? listed() : [...listed(), last];
  };
  const add = () => {
    setListed(operations());
    setElement('');
  };
  const say = (it: Operation) => `${words().vocabulary.switchingAction[it.action]} ${it.element}`;
  const order = () => {
    const verified = verification();
    const seq = basedOn();
    if (operations().length === 0 || at.flaw() !== null) return null;
    return {
      type: 'recordSwitching',
      step,
      incident: props.incident?.id ?? null,
      operations: operations().map((it) => ({ ...it })),
      ...(verified === 'none' ? {} : { verification: verified }),
      ...occurredAt(at),
      ...(seq === undefined ? {} : { basedOn: seq }),
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      about={props.incident === null ? undefined : aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={listed().length > 0 || element() !== (props.element ?? '')}
      missing={at.flaw() ?? text().missing}
      onClose={props.onClose}
      onRefused={() => setBasedOn(props.incident?.changedSeq)}
    >
      <Show when={listed().length > 0}>
        <ol class={styles.steps} aria-label={text().steps}>
          <For each={listed()}>
            {(it, index) => (
              <li>
                <span>
                  {index() + 1}. {words().vocabulary.switchingAction[it.action]}{' '}
                  <DeviceLabel network={live.state().network} id={it.element} />
                </span>
                <Button
                  size="small"
                  variant="quiet"
                  aria-label={text().remove(say(it))}
                  onClick={() => setListed(listed().filter((_, at) => at !== index()))}
                >
                  ✕
                </Button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Choice
        label={text().action}
        options={optionsOf(SWITCHING_ACTIONS, words().vocabulary.switchingAction)}
        value={action()}
        onChange={setAction}
      />
      <ElementField lines picker={props.picker} label={text().element} value={element()} onValue={setElement} />
      <Button blocked={typed() === null ? words().common.stillMissing([text().element]) : null} onClick={add}>
        {text().add}
      </Button>
      <Show when={props.incident !== null}>
        <Choice
          label={text().verification}
          options={[
            { value: 'none' as const, label: text().noVerification },
            ...optionsOf(VERIFICATIONS, words().vocabulary.verification),
          ]}
          value={verification()}
          onChange={setVerification}
        />
      </Show>
      <MomentField label={words().console.forms.restore.at} moment={at} shortcuts={JUST_NOW} />
    </OrderDialog>
  );
};
