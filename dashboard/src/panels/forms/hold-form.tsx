import type { JSX } from 'solid-js';
import { words } from '../../words/words.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { createKnownDraft, KnownFields } from './known-fields.tsx';
import { OrderDialog } from './order-dialog.tsx';

/** Leaves a prediction where and as it is. */
export const HoldForm = (props: IncidentFormProps): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const known = createKnownDraft();
  const text = () => words().network.hold.form;
  const order = () =>
    ({
      type: 'lockPrediction',
      incident: props.incident.id,
      locked: true,
      ...known.said(),
      basedOn: seen.basedOn(),
    }) as const;
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <KnownFields draft={known} />
    </OrderDialog>
  );
};
