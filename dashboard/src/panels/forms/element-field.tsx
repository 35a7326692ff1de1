import type { JSX } from 'solid-js';
import { fetchElementsNear } from '../../http/network-answers.ts';
import type { MapPick } from '../../map/map-props.ts';
import { useOperation } from '../../operation.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { DeviceNames } from './device-names.tsx';
import { NetworkSearch } from './network-search.tsx';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';

/** Farther from a line than this, a click does not mean it. */
const LINE_WITHIN_M = 60;

/** An element of the network: found by name, picked on the map, or typed as its id. */
export const ElementField = (props: {
  readonly picker: Picker;
  readonly label: string;
  readonly value: string;
  readonly onValue: (id: string) => void;
  /** Also hears of clicks beside any device. */
  readonly onPick?: ((pick: MapPick) => void) | undefined;
  /** Whether a click beside any device means the nearest line. */
  readonly lines?: boolean | undefined;
  readonly pick?: string | undefined;
  readonly picking?: string | undefined;
}): JSX.Element => {
  const { live } = useOperation();
  const id = () => props.value.trim();
  const takeLine = async (place: MapPick) => {
    const network = live.state().network;
    const near = network === null ? [] : await fetchElementsNear(network, place).catch(() => []);
    const line = near.find((it) => it.class === 'ACLineSegment' && it.distanceM <= LINE_WITHIN_M);
    if (line !== undefined) props.onValue(line.id);
  };
  return (
    <>
      <ShowHeld when={live.state().network}>
        {(network) => (
          <NetworkSearch
            network={network()}
            label={words().console.forms.report.search}
            only="device"
            onChoose={(hit) => props.onValue(hit.id)}
          />
        )}
      </ShowHeld>
      <PickButton
        picker={props.picker}
        label={props.pick ?? words().console.forms.move.pick}
        picking={props.picking ?? words().console.forms.move.picking}
        onPick={(pick) => {
          if (pick.device !== null) props.onValue(pick.device);
          else if (props.lines) void takeLine(pick);
          props.onPick?.(pick);
        }}
      />
      <DeviceNames network={live.state().network} ids={id() === '' ? [] : [id()]} />
      <Field label={props.label}>
        {(control) => <TextInput id={control.id} value={props.value} onText={props.onValue} />}
      </Field>
    </>
  );
};
