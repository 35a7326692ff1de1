import Crosshair from 'lucide-solid/icons/crosshair';
import { type JSX, onCleanup } from 'solid-js';
import type { MapPick } from '../../map/map-props.ts';
import { Button } from '../../ui/button.tsx';
import type { Picker } from './picker.ts';

/** Lets the next clicks on the map fill in a field. */
export const PickButton = (props: {
  readonly picker: Picker;
  readonly label: string;
  readonly picking: string;
  readonly onPick: (pick: MapPick) => void;
}): JSX.Element => {
  onCleanup(() => {
    props.picker.stop();
    props.picker.mark(null);
  });
  return (
    <Button
      aria-pressed={props.picker.active()}
      variant={props.picker.active() ? 'primary' : 'plain'}
      onClick={() => (props.picker.active() ? props.picker.stop() : props.picker.start((pick) => props.onPick(pick)))}
    >
      <Crosshair size={15} aria-hidden="true" />
      {props.picker.active() ? props.picking : props.label}
    </Button>
  );
};
