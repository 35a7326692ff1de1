import type { EdgeClass } from '@relight/shared/network/facts';

/** Classes with two terminals that become an edge, and which edge they become (IEC 61970-301, IEC 61968-11). */
export const EDGE_OF_CLASS: Readonly<Record<string, EdgeClass>> = {
  ACLineSegment: 'ACLineSegment',
  SeriesCompensator: 'ACLineSegment',
  Breaker: 'Breaker',
  DisconnectingCircuitBreaker: 'Breaker',
  Recloser: 'Recloser',
  Sectionaliser: 'Sectionaliser',
  Fuse: 'Fuse',
  LoadBreakSwitch: 'LoadBreakSwitch',
  Disconnector: 'Disconnector',
  // A switch that says no more of itself is not trusted to break load.
  Switch: 'Disconnector',
  Jumper: 'Jumper',
};

export const CONSUMER_CLASSES: ReadonlySet<string> = new Set(['EnergyConsumer', 'ConformLoad', 'NonConformLoad']);

/** Where supply enters. A network injection counts only where no EnergySource does, and what stands for the grid beyond a boundary only where there is none either. */
export const SOURCE_CLASS = 'EnergySource';
export const INJECTION_CLASSES = ['ExternalNetworkInjection', 'EquivalentInjection'] as const;

/** Lend their connectivity node a position and a name. */
export const BUS_CLASSES: ReadonlySet<string> = new Set(['BusbarSection', 'Junction']);

export const CONTAINER_CLASSES: ReadonlySet<string> = new Set(['Substation', 'VoltageLevel', 'Bay', 'Feeder']);

export const isEquipment = (name: string): boolean =>
  Object.hasOwn(EDGE_OF_CLASS, name) ||
  name === 'PowerTransformer' ||
  name === SOURCE_CLASS ||
  INJECTION_CLASSES.some((one) => one === name) ||
  CONSUMER_CLASSES.has(name) ||
  BUS_CLASSES.has(name);

/** What else of a file is needed to put the equipment together. */
const SUPPORTING: ReadonlySet<string> = new Set([
  'ConnectivityNode',
  'Terminal',
  'PowerTransformerEnd',
  'Location',
  'PositionPoint',
  'CoordinateSystem',
  'UsagePoint',
  'Discrete',
  'BaseVoltage',
]);

export const isKept = (name: string): boolean =>
  isEquipment(name) || SUPPORTING.has(name) || CONTAINER_CLASSES.has(name);

/** Properties of which an object may have several. */
export const MANY_VALUED: ReadonlySet<string> = new Set([
  'Equipment.AdditionalEquipmentContainer',
  'Equipment.UsagePoints',
  'Location.PowerSystemResources',
  'UsagePoint.Equipments',
]);

/** The properties that are kept of an object, by their local name. The class they are written with differs between editions. */
export const KEPT_PROPERTIES: ReadonlySet<string> = new Set([
  'IdentifiedObject.name',
  'PowerSystemResource.Location',
  'Location.PowerSystemResources',
  'Equipment.EquipmentContainer',
  'Equipment.AdditionalEquipmentContainer',
  'Equipment.UsagePoints',
  'ConnectivityNode.ConnectivityNodeContainer',
  'Bay.VoltageLevel',
  'Bay.Substation',
  'VoltageLevel.Substation',
  'Feeder.NormalEnergizingSubstation',
  'Terminal.ConductingEquipment',
  'Terminal.ConnectivityNode',
  'Terminal.phases',
  'Terminal.sequenceNumber',
  'ACDCTerminal.sequenceNumber',
  'TransformerEnd.Terminal',
  'TransformerEnd.endNumber',
  'PowerTransformerEnd.PowerTransformer',
  'PowerTransformerEnd.ratedS',
  'ConductingEquipment.BaseVoltage',
  'VoltageLevel.BaseVoltage',
  'BaseVoltage.nominalVoltage',
  'Switch.normalOpen',
  'Switch.open',
  'Switch.ratedCurrent',
  'Conductor.length',
  'EnergyConsumer.p',
  'EnergyConsumer.customerCount',
  'Location.CoordinateSystem',
  'PositionPoint.Location',
  'PositionPoint.sequenceNumber',
  'PositionPoint.xPosition',
  'PositionPoint.yPosition',
  'CoordinateSystem.crsUrn',
  'UsagePoint.Equipments',
  'Measurement.PowerSystemResource',
]);
