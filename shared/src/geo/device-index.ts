import type { NetworkModel } from '../network/model.ts';
import { positionOfEdge } from '../network/position.ts';
import type { PositionIndex } from './position-index.ts';
import { positionIndex } from './position-index.ts';

/** Devices of one network version by where they stand; answers are edge numbers. */
export const deviceIndex = (model: NetworkModel): PositionIndex => {
  const devices = [...new Set(model.sections.devices)].sort((a, b) => a - b);
  return positionIndex(devices, (edge) => positionOfEdge(model, edge));
};
