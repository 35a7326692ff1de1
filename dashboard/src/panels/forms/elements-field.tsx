import type { DeviceWithExtent } from '@relight/shared/http/networks';
import { type JSX, splitProps } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { DeviceNames } from './device-names.tsx';
import { ElementFinder, type ElementFinderProps } from './element-finder.tsx';

/** Several elements of the network, found or picked one after the other; each can be taken out again. */
export const ElementsField = (
  props: Omit<ElementFinderProps, 'label'> & {
    readonly label: string;
    readonly value: readonly string[];
    readonly onValue: (ids: readonly string[]) => void;
    readonly about?: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  },
): JSX.Element => {
  const { live } = useOperation();
  const [own, finder] = splitProps(props, ['label', 'value', 'onValue', 'about']);
  return (
    <>
      <ElementFinder {...finder} label={own.label} onFound={(id) => own.onValue([...new Set([...own.value, id])])} />
      <DeviceNames
        label={own.label}
        network={live.state().network}
        points={finder.points}
        ids={own.value}
        about={own.about}
        onRemove={(gone) => own.onValue(own.value.filter((id) => id !== gone))}
      />
    </>
  );
};
