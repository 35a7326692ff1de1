import { crewStepNotBefore } from '@relight/shared/operation/not-before';
import type { Dispatch } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { words } from '../../words/words.ts';
import { CREW_STEP } from '../crew-step.ts';
import { createMoment, JUST_NOW, occurredAt } from './create-moment.ts';
import { MomentField } from './moment-field.tsx';
import { OrderDialog } from './order-dialog.tsx';

/** A crew's own next step, entered by the desk for a crew that reports by radio. It stands in the log under the name of who entered it. */
export const CrewStepForm = (props: { readonly dispatch: Dispatch; readonly onClose: () => void }): JSX.Element => {
  const { live, crewName } = useOperation();
  const earliest = () => Date.parse(crewStepNotBefore(props.dispatch));
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const text = () => words().console.dispatches;
  const crew = () => crewName(props.dispatch.crew);
  const step = () => text().step[props.dispatch.status];
  return (
    <OrderDialog
      title={step().title(crew())}
      description={text().stepText}
      submit={step().submit}
      done={step().done(crew())}
      order={() =>
        at.flaw() === null
          ? { type: CREW_STEP[props.dispatch.status], dispatch: props.dispatch.id, ...occurredAt(at) }
          : null
      }
      missing={at.flaw()}
      onClose={props.onClose}
    >
      <MomentField label={words().console.forms.restore.at} moment={at} shortcuts={JUST_NOW} />
    </OrderDialog>
  );
};
