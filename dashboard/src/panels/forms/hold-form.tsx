import type { JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { words } from '../../words/words.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { createKnownDraft, KnownFields } from './known-fields.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { createTriedOrder } from './tried-order.ts';

/** Leaves a prediction where and as it is. */
export const HoldForm = (props: IncidentFormProps): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const known = createKnownDraft();
  const text = () => words().network.hold.form;
  const tried = createTriedOrder(live, props, () => ({
    type: 'lockPrediction',
    incident: props.incident.id,
    locked: true,
    ...known.said(),
    basedOn: seen.basedOn(),
  }));
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={tried.order}
      missing={tried.problem()}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <KnownFields draft={known} />
    </OrderDialog>
  );
};
