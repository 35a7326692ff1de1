import { EDGE_CLASSES, NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkColumns } from '@relight/shared/network/model';
import { isDevice } from '@relight/shared/network/model';
import { seeded } from '@relight/shared/network/seeded';

/** What every contender is asked, the same for all. Ids are those of the network. */
export type Scenario = {
  readonly sources: readonly string[];
  readonly breakers: readonly string[];
  /** Service points that report, some of them more than once. */
  readonly reports: readonly string[];
  /** Switches on trunks that are opened one after the other, everything else being normal; the first half before the clock starts. */
  readonly switches: readonly string[];
  /** Every device of the tree of supply, in the order in which answers are compared. */
  readonly devices: readonly string[];
};

export const REPORTS = 10_000;
const SWITCHES = 2000;

export const scenarioOf = ({ nodes, edges }: NetworkColumns): Scenario => {
  const chance = seeded(1366);
  const classOf = (edge: number) => EDGE_CLASSES[edges.class[edge] as number] as string;
  const all = Array.from(edges.ids, (_, edge) => edge);
  const closed = all.filter((edge) => edges.normalOpen[edge] === 0);
  const idOf = (edge: number) => edges.ids[edge] as string;
  const points = nodes.ids.filter((_, node) => NODE_CLASSES[nodes.class[node] as number] === 'EnergyConsumer');
  const trunkSwitches = closed.filter((edge) => ['LoadBreakSwitch', 'Recloser', 'Breaker'].includes(classOf(edge)));
  return {
    sources: nodes.ids.filter((_, node) => NODE_CLASSES[nodes.class[node] as number] === 'EnergySource'),
    breakers: closed.filter((edge) => classOf(edge) === 'Breaker').map(idOf),
    reports: Array.from({ length: REPORTS }, () => chance.pick(points)),
    switches: Array.from({ length: SWITCHES }, () => idOf(chance.pick(trunkSwitches))),
    devices: closed.filter((edge) => isDevice(edges.class[edge] as number, 0)).map(idOf),
  };
};
