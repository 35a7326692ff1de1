import { distanceM } from '@relight/shared/geo/distance';
import type { IncidentId } from '@relight/shared/operation/ids';
import { incidentLabel } from '@relight/shared/operation/select';
import { createMemo, createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { Select } from '../../ui/select.tsx';
import { incidentText } from '../../words/figures.ts';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { refusalOf } from '../incident-actions.ts';
import { placeName } from '../place-name.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';

/** How many other incidents are offered: the nearest ones. */
const OFFERED = 30;

export const MergeForm = (props: IncidentFormProps): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const mergeInto = (into: IncidentId) => ({ type: 'mergeIncident', incident: props.incident.id, into }) as const;
  const others = createMemo(() =>
    Object.values(live.state().incidents)
      .filter((it) => refusalOf(live.state(), props.incident, mergeInto(it.id)) === null)
      .map((it) => ({ incident: it, metres: distanceM(it.place, props.incident.place) }))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, OFFERED),
  );
  const [into, setInto] = createSignal<IncidentId | null>(others()[0]?.incident.id ?? null);
  const text = () => words().console.forms.merge;
  const order = () => {
    const target = into();
    if (target === null) return null;
    return { ...mergeInto(target), basedOn: seen.basedOn() };
  };
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={text().none}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <ShowHeld when={into()} fallback={<p>{text().none}</p>}>
        {(chosen) => (
          <Field label={text().into}>
            {() => (
              <Select
                label={text().into}
                value={chosen()}
                onChange={setInto}
                options={others().map(({ incident, metres }) => ({
                  value: incident.id,
                  label: [
                    incidentLabel(incident.number),
                    placeName(incident.place),
                    incidentText(words(), incident),
                    formatDistance(metres),
                  ].join(' · '),
                }))}
              />
            )}
          </Field>
        )}
      </ShowHeld>
    </OrderDialog>
  );
};
