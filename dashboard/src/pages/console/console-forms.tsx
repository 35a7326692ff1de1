import type { Incident } from '@relight/shared/operation/state';
import { type Component, type JSX, Match, Switch } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { useOperation } from '../../operation.tsx';
import { CancelForm } from '../../panels/forms/cancel-form.tsx';
import { CloseForm } from '../../panels/forms/close-form.tsx';
import { ConfirmForm } from '../../panels/forms/confirm-form.tsx';
import { DispatchForm } from '../../panels/forms/dispatch-form.tsx';
import { EtrForm } from '../../panels/forms/etr-form.tsx';
import { LevelForm } from '../../panels/forms/level-form.tsx';
import { MergeForm } from '../../panels/forms/merge-form.tsx';
import { MoveForm } from '../../panels/forms/move-form.tsx';
import { NoteForm } from '../../panels/forms/note-form.tsx';
import { OpenIncidentForm } from '../../panels/forms/open-incident-form.tsx';
import type { Picker } from '../../panels/forms/picker.ts';
import { RecallForm } from '../../panels/forms/recall-form.tsx';
import { ReopenForm } from '../../panels/forms/reopen-form.tsx';
import { ReportForm } from '../../panels/forms/report-form.tsx';
import { RestoreForm } from '../../panels/forms/restore-form.tsx';
import type { IncidentAction } from '../../panels/incident-actions.ts';
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
  const recalled = () => {
    const form = props.model.form();
    return form?.kind === 'recall' ? live.state().dispatches[form.dispatch] : undefined;
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
      <MatchHeld when={recalled()}>{(dispatch) => <RecallForm dispatch={dispatch()} onClose={close} />}</MatchHeld>
      <Match when={props.model.form()?.kind === 'report'}>
        <ReportForm picker={props.model.picker} onClose={close} />
      </Match>
      <Match when={props.model.form()?.kind === 'incident'}>
        <OpenIncidentForm picker={props.model.picker} outlineTool={props.model.outlineTool} onClose={close} />
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
