import type { Incident } from '@relight/shared/operation/state';
import { type Component, type JSX, Match, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useOperation } from '../../operation.tsx';
import { AbandonPlanForm } from '../../panels/forms/abandon-plan-form.tsx';
import { CancelForm } from '../../panels/forms/cancel-form.tsx';
import { CloseForm } from '../../panels/forms/close-form.tsx';
import { ConfirmForm } from '../../panels/forms/confirm-form.tsx';
import { CrewStepForm } from '../../panels/forms/crew-step-form.tsx';
import { DispatchForm } from '../../panels/forms/dispatch-form.tsx';
import { EtrForm } from '../../panels/forms/etr-form.tsx';
import { FaultForm } from '../../panels/forms/fault-form.tsx';
import { HoldForm } from '../../panels/forms/hold-form.tsx';
import { LevelForm } from '../../panels/forms/level-form.tsx';
import { MergeForm } from '../../panels/forms/merge-form.tsx';
import { MoveForm } from '../../panels/forms/move-form.tsx';
import { NoteForm } from '../../panels/forms/note-form.tsx';
import { OpenIncidentForm } from '../../panels/forms/open-incident-form.tsx';
import { PermitForm } from '../../panels/forms/permit-form.tsx';
import type { Picker } from '../../panels/forms/picker.ts';
import { RecallForm } from '../../panels/forms/recall-form.tsx';
import { ReleaseForm } from '../../panels/forms/release-form.tsx';
import { ReopenForm } from '../../panels/forms/reopen-form.tsx';
import { RepairForm } from '../../panels/forms/repair-form.tsx';
import { ReportForm } from '../../panels/forms/report-form.tsx';
import { RestoreForm } from '../../panels/forms/restore-form.tsx';
import { SkipStepForm } from '../../panels/forms/skip-step-form.tsx';
import { SplitForm } from '../../panels/forms/split-form.tsx';
import { SwitchingForm } from '../../panels/forms/switching-form.tsx';
import { TagForm } from '../../panels/forms/tag-form.tsx';
import type { IncidentAction } from '../../panels/incident-actions.ts';
import type { NetworkForm } from '../../panels/network-desk.ts';
import { MatchHeld, ShowHeld } from '../../ui/held.tsx';
import type { ConsoleModel } from './console-model.ts';
import { KeysDialog } from './keys-dialog.tsx';

type ActionForm = Component<{ readonly incident: Incident; readonly onClose: () => void; readonly picker: Picker }>;

const FORM: Readonly<Record<IncidentAction, ActionForm>> = {
  confirm: ConfirmForm,
  dispatch: DispatchForm,
  etr: EtrForm,
  restore: RestoreForm,
  close: CloseForm,
  reopen: ReopenForm,
  note: NoteForm,
  move: MoveForm,
  merge: MergeForm,
  cancel: CancelForm,
};

/** The form that is open, if one is. It stays when its incident changes, and goes when its incident ends. */
export const ConsoleForms = (props: { readonly model: ConsoleModel }): JSX.Element => {
  const { live } = useOperation();
  const close = () => props.model.closeForm();
  const action = () => {
    const form = props.model.form();
    return form?.kind === 'action' ? form : undefined;
  };
  const incident = () => {
    const form = action();
    return form === undefined ? undefined : live.state().incidents[form.incident];
  };
  const advancing = () => {
    const form = props.model.form();
    const dispatch = form?.kind === 'crewStep' ? live.state().dispatches[form.dispatch] : undefined;
    return form?.kind === 'crewStep' && dispatch?.status === form.status ? dispatch : undefined;
  };
  const recalled = () => {
    const form = props.model.form();
    return form?.kind === 'recall' ? live.state().dispatches[form.dispatch] : undefined;
  };
  const released = () => {
    const form = props.model.form();
    return form?.kind === 'release' ? live.state().permits[form.permit] : undefined;
  };
  const network = () => {
    const form = props.model.form();
    return form?.kind === 'network' ? form : undefined;
  };
  const opened = () => {
    const form = props.model.form();
    return form?.kind === 'incident' ? form : undefined;
  };
  return (
    <Switch>
      <Match when={action()} keyed>
        {(form) => (
          <ShowHeld when={incident()}>
            {(incident) => (
              <Dynamic
                component={FORM[form.action]}
                incident={incident()}
                picker={props.model.picker}
                onClose={close}
              />
            )}
          </ShowHeld>
        )}
      </Match>
      <MatchHeld when={advancing()}>{(dispatch) => <CrewStepForm dispatch={dispatch()} onClose={close} />}</MatchHeld>
      <MatchHeld when={recalled()}>{(dispatch) => <RecallForm dispatch={dispatch()} onClose={close} />}</MatchHeld>
      <MatchHeld when={released()}>{(permit) => <ReleaseForm permit={permit()} onClose={close} />}</MatchHeld>
      <Match when={network()} keyed>
        {(of) => (
          <NetworkForms
            form={of.form}
            incident={of.incident === null ? null : (live.state().incidents[of.incident] ?? null)}
            picker={props.model.picker}
            onClose={close}
          />
        )}
      </Match>
      <Match when={props.model.form()?.kind === 'report'}>
        <ReportForm picker={props.model.picker} onClose={close} />
      </Match>
      <Match when={opened()} keyed>
        {(form) => (
          <OpenIncidentForm
            device={form.device}
            picker={props.model.picker}
            outlineTool={props.model.outlineTool}
            onClose={close}
          />
        )}
      </Match>
      <Match when={props.model.form()?.kind === 'level'}>
        <LevelForm onClose={close} />
      </Match>
      <Match when={props.model.form()?.kind === 'keys'}>
        <KeysDialog onClose={close} />
      </Match>
    </Switch>
  );
};

/** Forms about the network; some of them make sense only with an incident. */
const NetworkForms = (props: {
  readonly form: NetworkForm;
  readonly incident: Incident | null;
  readonly picker: Picker;
  readonly onClose: () => void;
}): JSX.Element => {
  const { live } = useOperation();
  const switching = () => (props.form.form === 'switching' ? props.form : undefined);
  const tag = () => (props.form.form === 'tag' ? props.form : undefined);
  const ActionForm = { split: SplitForm, hold: HoldForm, fault: FaultForm, repair: RepairForm, permit: PermitForm };
  const about = () =>
    props.form.form in ActionForm ? ActionForm[props.form.form as keyof typeof ActionForm] : undefined;
  const planned = <Form extends 'skipStep' | 'abandonPlan'>(form: Form) => {
    const of = props.form;
    const plan = 'plan' in of ? live.state().plans[of.plan] : undefined;
    return of.form === form && plan !== undefined
      ? { ...(of as Extract<NetworkForm, { form: Form }>), plan }
      : undefined;
  };
  return (
    <Switch>
      <MatchHeld when={switching()}>
        {(form) => (
          <SwitchingForm
            incident={props.incident}
            element={form().element}
            action={form().action}
            picker={props.picker}
            onClose={props.onClose}
          />
        )}
      </MatchHeld>
      <MatchHeld when={tag()}>
        {(form) => (
          <TagForm incident={props.incident} device={form().device} picker={props.picker} onClose={props.onClose} />
        )}
      </MatchHeld>
      <MatchHeld when={planned('skipStep')}>
        {(form) => <SkipStepForm plan={form().plan} number={form().number} onClose={props.onClose} />}
      </MatchHeld>
      <MatchHeld when={planned('abandonPlan')}>
        {(form) => <AbandonPlanForm plan={form().plan} onClose={props.onClose} />}
      </MatchHeld>
      <MatchHeld when={props.incident}>
        {(incident) => (
          <Dynamic component={about()} incident={incident()} picker={props.picker} onClose={props.onClose} />
        )}
      </MatchHeld>
    </Switch>
  );
};
