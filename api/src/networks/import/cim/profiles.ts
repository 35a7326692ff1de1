/**
 * The parts in which a model is exchanged (IEC 61970-600-1, IEC 61968-13): equipment, its boundary, states, places, and those that a
 * distribution network is put together without.
 */
export type Profile = 'EQ' | 'EQ_BD' | 'SSH' | 'GL' | 'TP' | 'SV' | 'DL' | 'DY' | 'other';

/** Which part a profile's identifier stands for: in CGMES 2.4.15 http://entsoe.eu/CIM/EquipmentCore/3/1, in 3.0 http://iec.ch/TC57/ns/CIM/CoreEquipment-EU/3.0. */
export const profileOf = (identifier: string): Profile =>
  PROFILES.find(([pattern]) => pattern.test(identifier))?.[1] ?? 'other';

const PROFILES: readonly (readonly [RegExp, Profile])[] = [
  [/TopologyBoundary/i, 'TP'],
  [/Boundary/i, 'EQ_BD'],
  [/SteadyState|\bSSH\b/i, 'SSH'],
  [/Geograph|\bGL\b/i, 'GL'],
  [/StateVariable|\bSV\b/i, 'SV'],
  [/DiagramLayout|\bDL\b/i, 'DL'],
  [/Dynamics|\bDY\b/i, 'DY'],
  [/Equipment|Functional|Operation|ShortCircuit|\bEQ\b/i, 'EQ'],
  [/Topology|\bTP\b/i, 'TP'],
];

/** What a network is put together from. A file with nothing but other parts is not read. */
export const NEEDED: ReadonlySet<Profile> = new Set<Profile>(['EQ', 'EQ_BD', 'SSH', 'GL', 'other']);

/** Parts that speak of objects which another file has begun. */
export const ADDING: ReadonlySet<Profile> = new Set<Profile>(['SSH', 'TP', 'SV']);
