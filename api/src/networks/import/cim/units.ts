import { distanceM } from '@relight/shared/geo/distance';
import type { CimModel } from './model.ts';
import { textOf } from './model.ts';
import type { LonLat, Positions } from './positions.ts';
import type { Topology } from './topology.ts';

/** What one unit of the file is in the units of a network. */
export type Units = { readonly kwPerP: number; readonly kvaPerS: number; readonly mPerLength: number };

/**
 * The units of a file, which RDF/XML does not write down: transmission profiles export megawatts, megavolt-amperes and kilometres, many
 * distribution exporters watts, volt-amperes and metres. Decided once for each file and quantity by what is possible: no service point takes 100 MW, and the
 * largest of a file more than 100 W; no distribution transformer has 1,000 MVA, nor less than 1 kVA; lines are about as long as they are drawn.
 */
export const unitsOf = (model: CimModel, topology: Topology, positions: Positions): Units => {
  const largest = (values: Iterable<number | undefined>) => {
    let most = 0;
    for (const value of values)
      if (value !== undefined && Number.isFinite(value)) most = Math.max(most, Math.abs(value));
    return most;
  };
  const loads = topology.consumers.map(({ equipment }) => Number(textOf(equipment, 'EnergyConsumer.p') ?? 0));
  let said = 0;
  let drawn = 0;
  for (const line of model.ofClass('ACLineSegment')) {
    const length = Number(textOf(line, 'Conductor.length') || Number.NaN);
    const metres = drawnM(positions.ofEquipment(line));
    if (!(length > 0 && metres > 0)) continue;
    said += length;
    drawn += metres;
  }
  return {
    kwPerP: largest(loads) < 100 ? 1000 : 0.001,
    kvaPerS: largest(topology.edges.map(({ ratedS }) => ratedS)) < 1000 ? 1000 : 0.001,
    // Nearer to one thousand than to one, on the scale of proportions.
    mPerLength: drawn > said * Math.sqrt(1000) ? 1000 : 1,
  };
};

const drawnM = (line: readonly LonLat[]): number => {
  let metres = 0;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1] as LonLat, line[i] as LonLat];
    metres += distanceM({ lon: a[0], lat: a[1] }, { lon: b[0], lat: b[1] });
  }
  return metres;
};
