import type { NetworkCollector } from '../collect-network.ts';
import { baseVoltagesOf } from './base-voltages.ts';
import { CONSUMER_CLASSES, EDGE_OF_CLASS } from './classes.ts';
import { containmentOf } from './containment.ts';
import { customersBy } from './customers.ts';
import type { CimModel, KeptObject } from './model.ts';
import { textOf } from './model.ts';
import type { LonLat } from './positions.ts';
import { positionsOf } from './positions.ts';
import { flagOf, numberOf, problemOf } from './read-values.ts';
import type { CimEdge, CimUnit, TerminalEnd } from './topology.ts';
import { topologyOf } from './topology.ts';
import { unitsOf } from './units.ts';

/** What the properties of a network are called in CIM, for messages. */
export const CIM_NAMES: Readonly<Record<string, string>> = {
  id: 'rdf:ID',
  name: 'IdentifiedObject.name',
  customers: 'EnergyConsumer.customerCount',
  kw: 'EnergyConsumer.p',
  ratedA: 'Switch.ratedCurrent',
  ratedKva: 'PowerTransformerEnd.ratedS',
  kv: 'BaseVoltage.nominalVoltage',
  lengthM: 'Conductor.length',
  phases: 'Terminal.phases',
  geometry: 'PowerSystemResource.Location',
  feeder: 'Equipment.EquipmentContainer',
  substation: 'Equipment.EquipmentContainer',
  from: 'Terminal.ConnectivityNode',
  to: 'Terminal.ConnectivityNode',
};

/** Ids of what the files did not quite say. */
export type MadeUp = {
  /** Connectivity nodes that nothing is connected to and that are nowhere: a boundary has those of others as well. They are left out. */
  readonly unconnected: readonly string[];
  /** Connectivity nodes that took the position of a neighbour. */
  readonly derived: readonly string[];
  /** Switches whose normal position is the one they had at the time of the export. */
  readonly asExported: readonly string[];
  /** Switches that were not in their normal position then. */
  readonly switched: readonly string[];
};

/**
 * Turns a CIM model into features of a network. Equipment with two terminals is an edge between connectivity nodes. A source or consumer alone at
 * its connectivity node takes that node's place; where several share one, each is a node of its own, joined to the connectivity node by
 * a conductor that has the id of its terminal.
 */
export const buildFeatures = (model: CimModel, network: NetworkCollector): MadeUp => {
  const { report } = network;
  const topology = topologyOf(model, report);
  const positions = positionsOf(model, topology, report);
  const unconnected: string[] = [];
  const asExported: string[] = [];
  const switched: string[] = [];
  const madeUp = { unconnected, derived: positions.derived, asExported, switched };
  if (!network.isSound()) return madeUp;
  const units = unitsOf(model, topology, positions);
  const containment = containmentOf(model, report);
  const voltageOf = baseVoltagesOf(model, report);
  const customers = customersBy(model, report);
  const telemetered = new Set(model.ofClass('Discrete').map((one) => textOf(one, 'Measurement.PowerSystemResource')));

  const unitsAt = new Map<string, CimUnit[]>();
  for (const unit of [...topology.sources, ...topology.consumers]) {
    const known = unitsAt.get(unit.at.node);
    if (known) known.push(unit);
    else unitsAt.set(unit.at.node, [unit]);
  }
  const busAt = new Map(topology.buses.map(({ equipment, at }) => [at.node, equipment]));
  const nodeId = (end: TerminalEnd): string => {
    const there = unitsAt.get(end.node);
    return there?.length === 1 ? (there[0] as CimUnit).equipment.id : end.node;
  };

  const takeNode = (object: KeptObject, at: LonLat | undefined, properties: object) => {
    if (!at) return report(nowhere(object));
    const feature = { geometry: { type: 'Point', coordinates: at }, properties: { id: object.id, ...properties } };
    network.take({ type: 'Feature', ...feature }, placeOf(object));
  };
  const takeUnit = ({ equipment, at }: CimUnit, hasOwnPlace: boolean) => {
    const isConsumer = CONSUMER_CLASSES.has(equipment.class);
    const p = isConsumer ? numberOf(equipment, report, 'EnergyConsumer.p') : undefined;
    const own = hasOwnPlace ? positions.ofEquipment(equipment)[0] : undefined;
    takeNode(equipment, own ?? positions.ofNode(at.node), {
      class: isConsumer ? 'EnergyConsumer' : 'EnergySource',
      customers: isConsumer ? customers(equipment) : undefined,
      kw: p === undefined ? undefined : p * units.kwPerP,
      name: nameOf(equipment),
      substation: containment.substation(equipment),
    });
  };
  const takeEdge = (id: string, object: KeptObject, properties: object, line: readonly LonLat[] = []) => {
    const geometry = line.length > 1 ? { type: 'LineString', coordinates: line } : null;
    network.take({ type: 'Feature', geometry, properties: { id, ...properties } }, placeOf(object));
  };

  for (const node of model.ofClass('ConnectivityNode')) {
    const there = unitsAt.get(node.id) ?? [];
    if (!topology.connected.has(node.id) && !positions.ofNode(node.id)) {
      unconnected.push(node.id);
      continue;
    }
    if (there.length !== 1) {
      const bus = busAt.get(node.id);
      takeNode(node, positions.ofNode(node.id), {
        class: 'ConnectivityNode',
        name: (bus && nameOf(bus)) ?? nameOf(node),
        substation: (bus && containment.substation(bus)) ?? containment.substation(node),
      });
    }
    for (const unit of there) takeUnit(unit, there.length > 1);
    if (there.length > 1)
      for (const { equipment, at } of there)
        takeEdge(at.id, equipment, {
          class: 'ACLineSegment',
          from: node.id,
          to: equipment.id,
          phases: phasesOf([at]),
          feeder: containment.feeder(equipment),
        });
  }

  /** Where only the position at the time of the export is known, that is taken for the normal one. */
  const isNormallyOpen = (equipment: KeptObject): boolean => {
    const normal = flagOf(equipment, 'Switch.normalOpen', report);
    const present = flagOf(equipment, 'Switch.open', report);
    if (normal === undefined && present !== undefined) asExported.push(equipment.id);
    if (normal !== undefined && present !== undefined && normal !== present) switched.push(equipment.id);
    return normal ?? present ?? false;
  };

  const takeEquipment = ({ id, equipment, from, to, ratedS }: CimEdge) => {
    const length = numberOf(equipment, report, 'Conductor.length');
    takeEdge(
      id,
      equipment,
      {
        class: EDGE_OF_CLASS[equipment.class] ?? equipment.class,
        from: nodeId(from),
        to: nodeId(to),
        normalOpen: isNormallyOpen(equipment),
        telemetered: telemetered.has(equipment.id),
        phases: phasesOf([from, to]),
        feeder: containment.feeder(equipment),
        ratedA: numberOf(equipment, report, 'Switch.ratedCurrent'),
        kv: voltageOf(equipment),
        ratedKva: ratedS === undefined ? undefined : ratedS * units.kvaPerS,
        lengthM: length === undefined ? undefined : length * units.mPerLength,
        name: nameOf(equipment),
      },
      positions.ofEquipment(equipment),
    );
  };
  for (const edge of topology.edges) takeEquipment(edge);
  return madeUp;
};

const placeOf = ({ file, line }: KeptObject) => ({ ...(file === undefined ? {} : { file }), line });

const nameOf = (object: KeptObject): string | undefined => textOf(object, 'IdentifiedObject.name');

/** PhaseCode has values that say nothing of which phases these are: X, XY, none. */
const phasesOf = (ends: readonly TerminalEnd[]): string | undefined =>
  ends.map(({ phases }) => phases).find((phases) => phases !== undefined && phases !== 'none' && !phases.includes('X'));

const nowhere = (object: KeptObject) =>
  problemOf('missing', object, 'PowerSystemResource.Location', {
    zh: `${object.class} 没有位置，与其相连的设备也都没有。请一并导出 Location 与 PositionPoint（GL 部分）。`,
    en: `this ${object.class} has no position, and nothing that it is connected to has one. Export Location and PositionPoint (the GL profile) as well.`,
  });
