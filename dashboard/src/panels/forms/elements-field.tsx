import type { DeviceWithExtent } from '@relight/shared/http/networks';
import { type JSX, splitProps } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { DeviceNames } from './device-names.tsx';
import { ElementFinder, type ElementFinderProps } from './element-finder.tsx';

/** The ids in a text, each once, whatever parts them. */
export const deviceIds = (text: string): readonly string[] => [
  ...new Set(text.split(/[,，;；、\s]+/).filter((id) => id !== '')),
];

/** Several elements of the network, found, picked or typed one after the other; each can be taken out again. */
export const ElementsField = (
  props: ElementFinderProps & {
    readonly label: string;
    /** As typed; `deviceIds` reads it. */
    readonly value: string;
    readonly onValue: (text: string) => void;
    readonly about?: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  },
): JSX.Element => {
  const { live } = useOperation();
  const [own, finder] = splitProps(props, ['label', 'value', 'onValue', 'about']);
  const ids = () => deviceIds(own.value);
  const say = (list: readonly string[]) => own.onValue(list.join(', '));
  return (
    <>
      <ElementFinder {...finder} onFound={(id) => say(deviceIds([...ids(), id].join(' ')))} />
      <Field label={own.label}>
        {(control) => <TextInput id={control.id} value={own.value} onText={own.onValue} />}
      </Field>
      <DeviceNames
        network={live.state().network}
        ids={ids()}
        about={own.about}
        onRemove={(gone) => say(ids().filter((id) => id !== gone))}
      />
    </>
  );
};
