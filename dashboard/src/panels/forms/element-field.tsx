import { type JSX, splitProps } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { DeviceNames } from './device-names.tsx';
import { ElementFinder, type ElementFinderProps } from './element-finder.tsx';

/** One element of the network: found by name or id, or picked on the map. Another one takes its place. */
export const ElementField = (
  props: Omit<ElementFinderProps, 'label'> & {
    readonly label: string;
    /** Empty while nothing is chosen. */
    readonly value: string;
    readonly onValue: (id: string) => void;
  },
): JSX.Element => {
  const { live } = useOperation();
  const [own, finder] = splitProps(props, ['label', 'value', 'onValue']);
  return (
    <>
      <ElementFinder {...finder} label={own.label} onFound={own.onValue} />
      <DeviceNames
        label={own.label}
        network={live.state().network}
        points={finder.points}
        ids={own.value === '' ? [] : [own.value]}
        onRemove={() => own.onValue('')}
      />
    </>
  );
};
