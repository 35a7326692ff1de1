import type { NetworkHit } from '@relight/shared/http/networks';
import { OLDEST_LINE_MS } from '@relight/shared/http/reports';
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
import { ShowHeld } from '../../ui/held.tsx';
import { showToast } from '../../ui/toast.tsx';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import { createMoment } from './create-moment.ts';
import names from './device-names.module.css';
import { type Known, KnownOutage } from './known-outage.tsx';
import { MomentField } from './moment-field.tsx';
import { NetworkSearch } from './network-search.tsx';
import { NoteField } from './note-field.tsx';
import styles from './order-dialog.module.css';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';

const CALLED = [0, -5, -15, -30, -60] as const;

/** Where a caller has no supply: something of the network that was found by its name, or a place on the map. */
type ReportedPlace = { readonly hit: NetworkHit | null; readonly lon: number; readonly lat: number };

/** A trouble report as a dispatcher takes it by telephone. It is not an order: the prediction decides what it means. */
export const ReportForm = (props: { readonly picker: Picker; readonly onClose: () => void }): JSX.Element => {
  const { live } = useOperation();
  const id = newId('rpt');
  const formId = createUniqueId();
  const earliest = () => live.now() - OLDEST_LINE_MS;
  const [place, setPlace] = createSignal<ReportedPlace | null>(null);
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const [kind, setKind] = createSignal<ReportKind>('outage');
  const [channel, setChannel] = createSignal<ReportChannel>('phone');
  const [note, setNote] = createSignal('');
  const [state, setState] = createSignal<ButtonState>('idle');
  const [problem, setProblem] = createSignal<string | null>(null);
  const [known, setKnown] = createSignal<Known | null>(null);
  const text = () => words().console.forms.report;
  const nameOf = ({ hit }: ReportedPlace) =>
    hit === null ? text().picked : localName({ ...hit, nameEn: hit.nameEn ?? null });
  const idOf = ({ hit, lon, lat }: ReportedPlace) =>
    hit === null ? `${lat.toFixed(5)}, ${lon.toFixed(5)}` : `${text().hit[hit.kind]} · ${hit.id}`;

  const where = () => {
    const chosen = place();
    if (chosen === null) return null;
    const { hit, lon, lat } = chosen;
    return hit?.kind === 'servicePoint' ? { servicePoint: hit.id } : { lon, lat };
  };
  const choose = (chosen: ReportedPlace | null) => {
    setPlace(chosen);
    props.picker.mark(chosen);
  };
  const send = async () => {
    const there = where();
    const called = at.at();
    if (there === null || called === null || at.flaw() !== null || state() === 'pending') return;
    setState('pending');
    setProblem(null);
    try {
      const answer = await sendReport(live.operation, {
        id,
        at: new Date(called).toISOString(),
        channel: channel(),
        kind: kind(),
        ...there,
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
      unsaved={known() === null && place() !== null}
      footer={(leave) => (
        <Show
          when={known() === null}
          fallback={
            <Button variant="primary" onClick={props.onClose}>
              {text().known.finish}
            </Button>
          }
        >
          <Button variant="quiet" onClick={leave}>
            {words().common.cancel}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            state={state()}
            blocked={where() === null ? text().missing : at.flaw()}
          >
            {text().submit}
          </Button>
        </Show>
      )}
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
                hint={text().whereHint}
                onChoose={(hit) => choose({ hit, lon: hit.lon, lat: hit.lat })}
              />
            )}
          </ShowHeld>
          <PickButton
            picker={props.picker}
            label={text().pick}
            picking={text().picking}
            onPick={({ lon, lat }) => choose({ hit: null, lon, lat })}
          />
          <ShowHeld when={place()}>
            {(chosen) => (
              <ul
                class={names.names}
                aria-live="polite"
                aria-label={words().common.labelled(words().console.forms.chosen, text().where)}
              >
                <li class={names.name}>
                  <span class={names.text}>
                    {nameOf(chosen())}
                    <small class={names.id}>{idOf(chosen())}</small>
                  </span>
                  <Button size="small" variant="quiet" aria-label={text().notHere} onClick={() => choose(null)}>
                    ✕
                  </Button>
                </li>
              </ul>
            )}
          </ShowHeld>
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
          <MomentField label={text().at} moment={at} shortcuts={CALLED} />
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
