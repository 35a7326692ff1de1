import type { JSX } from 'solid-js';
import type { OperationMapProps } from './map-props.ts';

export type * from './map-props.ts';

/** One operation on the map. The only component that pages use of this folder. */
export const OperationMap = (props: OperationMapProps): JSX.Element => (
  <section class={props.class} data-surface={props.surface} />
);
