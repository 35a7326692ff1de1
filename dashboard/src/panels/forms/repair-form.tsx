import type { JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import { createMoment, JUST_NOW, occurredAt } from './create-moment.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { MomentField } from './moment-field.tsx';
import { OrderDialog } from './order-dialog.tsx';

/** The fault is mended, and since when: from then on its place may be energised again. */
export const RepairForm = (props: IncidentFormProps): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const earliest = () => Date.parse(props.incident.since);
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const text = () => words().network.fault;
  const place = () => (props.incident.fault === null ? '' : localName(props.incident.fault));
  return (
    <OrderDialog
      title={text().repair}
      about={aboutIncident(props.incident)}
      description={words().network.crew.repairedText(place())}
      submit={text().repair}
      order={() =>
        at.flaw() === null
          ? {
              type: 'recordRepair',
              incident: props.incident.id,
              ...occurredAt(at),
              basedOn: seen.basedOn(),
            }
          : null
      }
      missing={at.flaw()}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <MomentField label={words().console.forms.restore.at} moment={at} shortcuts={JUST_NOW} />
    </OrderDialog>
  );
};
