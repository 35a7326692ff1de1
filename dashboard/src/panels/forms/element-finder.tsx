import type { JSX } from 'solid-js';
import { fetchElementsNear } from '../../http/network-answers.ts';
import type { MapPick } from '../../map/map-props.ts';
import { useOperation } from '../../operation.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { words } from '../../words/words.ts';
import { NetworkSearch } from './network-search.tsx';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';

/** Farther from a line than this, a click does not mean it. */
const LINE_WITHIN_M = 60;

const DEVICES = ['device'] as const;
const ELEMENTS = ['device', 'line'] as const;
const WITH_POINTS = ['device', 'servicePoint'] as const;

export type ElementFinderProps = {
  /** What is being sought: the field's name. */
  readonly label: string;
  readonly picker: Picker;
  /** Also hears of clicks beside any device. */
  readonly onPick?: ((pick: MapPick) => void) | undefined;
  /** Whether a click beside any device means the nearest line. */
  readonly lines?: boolean | undefined;
  /** Whether a service point is meant too, by its whole id. */
  readonly points?: boolean | undefined;
  readonly pick?: string | undefined;
  readonly picking?: string | undefined;
};

/** The two ways to an element of the network for who does not know its id: its name, by keys, and the map, by pointing. */
export const ElementFinder = (props: ElementFinderProps & { readonly onFound: (id: string) => void }): JSX.Element => {
  const { live } = useOperation();
  const takeLine = async (place: MapPick) => {
    const network = live.state().network;
    const near = network === null ? [] : await fetchElementsNear(network, place).catch(() => []);
    const line = near.find((it) => it.class === 'ACLineSegment' && it.distanceM <= LINE_WITHIN_M);
    if (line !== undefined) props.onFound(line.id);
  };
  return (
    <>
      <ShowHeld when={live.state().network}>
        {(network) => (
          <NetworkSearch
            network={network()}
            label={props.label}
            hint={
              props.lines
                ? words().console.forms.move.searchLines
                : props.points
                  ? words().console.forms.move.searchPoints
                  : words().console.forms.move.search
            }
            only={props.lines ? ELEMENTS : props.points ? WITH_POINTS : DEVICES}
            onChoose={(hit) => props.onFound(hit.id)}
          />
        )}
      </ShowHeld>
      <PickButton
        picker={props.picker}
        label={props.pick ?? words().console.forms.move.pick}
        picking={props.picking ?? words().console.forms.move.picking}
        onPick={(pick) => {
          if (pick.device !== null) props.onFound(pick.device);
          else if (props.lines) void takeLine(pick);
          props.onPick?.(pick);
        }}
      />
    </>
  );
};
