import { type JSX, splitProps } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { DeviceNames } from './device-names.tsx';
import { ElementFinder, type ElementFinderProps } from './element-finder.tsx';

/** An element of the network: found by name, picked on the map, or typed as its id. */
export const ElementField = (
  props: ElementFinderProps & {
    readonly label: string;
    readonly value: string;
    readonly onValue: (id: string) => void;
  },
): JSX.Element => {
  const { live } = useOperation();
  const [own, finder] = splitProps(props, ['label', 'value', 'onValue']);
  const id = () => own.value.trim();
  return (
    <>
      <ElementFinder {...finder} onFound={own.onValue} />
      <Field label={own.label}>
        {(control) => <TextInput id={control.id} maxLength={200} value={own.value} onText={own.onValue} />}
      </Field>
      <DeviceNames network={live.state().network} ids={id() === '' ? [] : [id()]} />
    </>
  );
};
