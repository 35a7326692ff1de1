import {
  REPORT_CHANNELS,
  REPORT_KINDS,
  type ReportChannel,
  type ReportKind,
} from '@relight/shared/operation/vocabulary';
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { sendReport } from '../../http/reports.ts';
import { RequestFailed } from '../../http/request.ts';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Button, type ButtonState } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { showToast } from '../../ui/toast.tsx';
import { words } from '../../words/words.ts';
import { type Known, KnownOutage } from './known-outage.tsx';
import { NetworkSearch } from './network-search.tsx';
import { NoteField } from './note-field.tsx';
import styles from './order-dialog.module.css';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';

/** A trouble report as a dispatcher takes it by telephone. It is not an order: the prediction decides what it means. */
export const ReportForm = (props: { readonly picker: Picker; readonly onClose: () => void }): JSX.Element => {
  const { live } = useOperation();
  const id = newId('rpt');
  const formId = createUniqueId();
  const [place, setPlace] = createSignal<{ readonly lon: number; readonly lat: number } | null>(null);
  const [servicePoint, setServicePoint] = createSignal('');
  const [kind, setKind] = createSignal<ReportKind>('outage');
  const [channel, setChannel] = createSignal<ReportChannel>('phone');
  const [note, setNote] = createSignal('');
  const [state, setState] = createSignal<ButtonState>('idle');
  const [problem, setProblem] = createSignal<string | null>(null);
  const [known, setKnown] = createSignal<Known | null>(null);
  const text = () => words().console.forms.report;

  const where = () => {
    if (servicePoint().trim() !== '') return { servicePoint: servicePoint().trim() };
    return place();
  };
  const send = async () => {
    const at = where();
    if (at === null || state() === 'pending') return;
    setState('pending');
    setProblem(null);
    try {
      const answer = await sendReport(live.operation, {
        id,
        at: new Date(live.now()).toISOString(),
        channel: channel(),
        kind: kind(),
        ...at,
        ...(note().trim() === '' ? {} : { note: note().trim() }),
      });
      const [rejected] = answer.rejected;
      if (rejected !== undefined) throw new RequestFailed(200, rejected.code, rejected.message);
      const [told] = answer.known ?? [];
      if (told !== undefined) {
        // The caller is still on the line: what is known stays until it has been said.
        setKnown(told);
        return;
      }
      showToast({ kind: 'done', title: answer.duplicates > 0 ? text().duplicate : text().done, text: text().doneText });
      props.onClose();
    } catch (reason) {
      setState('refused');
      setProblem(reason instanceof RequestFailed && reason.status > 0 ? reason.message : words().common.failedWhy);
    }
  };
  return (
    <Dialog
      open
      beside
      onClose={props.onClose}
      title={known() === null ? text().title : text().done}
      width="narrow"
      footer={
        <Show
          when={known() === null}
          fallback={
            <Button variant="primary" onClick={props.onClose}>
              {text().known.finish}
            </Button>
          }
        >
          <Button variant="quiet" onClick={props.onClose}>
            {words().common.cancel}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            state={state()}
            blocked={where() === null ? text().missing : null}
          >
            {text().submit}
          </Button>
        </Show>
      }
    >
      <ShowHeld when={known()}>{(known) => <KnownOutage known={known()} />}</ShowHeld>
      <Show when={known() === null}>
        <form
          id={formId}
          class={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <ShowHeld when={live.state().network}>
            {(network) => (
              <NetworkSearch
                network={network()}
                label={text().search}
                onChoose={(hit) => {
                  setServicePoint(hit.kind === 'servicePoint' ? hit.id : '');
                  setPlace({ lon: hit.lon, lat: hit.lat });
                  props.picker.mark(hit);
                }}
              />
            )}
          </ShowHeld>
          <PickButton
            picker={props.picker}
            label={text().pick}
            picking={text().picking}
            onPick={(pick) => {
              setServicePoint('');
              setPlace({ lon: pick.lon, lat: pick.lat });
              props.picker.mark(pick);
            }}
          />
          <Field
            label={text().servicePoint}
            hint={
              <ShowHeld when={place()} fallback={text().whereHint}>
                {(at) => text().picked(at().lat.toFixed(5), at().lon.toFixed(5))}
              </ShowHeld>
            }
          >
            {(control) => (
              <TextInput
                id={control.id}
                aria-describedby={control.describedBy}
                value={servicePoint()}
                onText={setServicePoint}
              />
            )}
          </Field>
          <Choice
            label={text().kind}
            options={REPORT_KINDS.map((value) => ({ value, label: words().vocabulary.reportKind[value] }))}
            value={kind()}
            onChange={setKind}
          />
          <Choice
            label={text().channel}
            options={REPORT_CHANNELS.map((value) => ({ value, label: words().vocabulary.channel[value] }))}
            value={channel()}
            onChange={setChannel}
          />
          <NoteField
            label={`${text().note} (${words().common.optional})`}
            hint={text().noteHint}
            maxLength={1000}
            value={note()}
            onText={setNote}
          />
          <Show when={problem()}>
            <p class={styles.problem} role="alert">
              {problem()}
            </p>
          </Show>
        </form>
      </Show>
    </Dialog>
  );
};
