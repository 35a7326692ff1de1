/** A name as the control room reads it: Chinese first, English beside it. */
export type Name = { readonly zh: string; readonly en: string };

export type Importance = 'special' | 'first' | 'second' | 'temporary';
export type BackupKind = 'ups' | 'diesel' | 'upsAndDiesel' | 'none';

/** A row of the important-customer register (GB/T 29328-2018). */
export type ImportantCustomer = {
  readonly id: string;
  readonly name: Name;
  readonly servicePoint: string;
  readonly importance: Importance;
  readonly category: ImportantCustomerCategory;
  /** Substation and feeder of the normal supply. */
  readonly substation: string;
  readonly feeder: string;
  /** The second source, where the class demands one: another substation for special and first, another circuit for second. */
  readonly secondSubstation: string | null;
  readonly secondFeeder: string | null;
  readonly backup: BackupKind;
  readonly backupKw: number;
  /** How long the customer carries its safety load by itself; 0 without own supply. */
  readonly autonomyMinutes: number;
  readonly safetyLoadKw: number;
  readonly allowedInterruptionSeconds: number;
  /** ISO date of the last test of the own supply; null without one. */
  readonly backupTestedOn: string | null;
  readonly lon: number;
  readonly lat: number;
};

export type ImportantCustomerCategory =
  | 'hospital'
  | 'water'
  | 'sewage'
  | 'metro'
  | 'railway'
  | 'telecom'
  | 'government'
  | 'broadcast'
  | 'chemical'
  | 'aviation'
  | 'coldStore'
  | 'gas'
  | 'prison'
  | 'venue'
  | 'electronics';

export type CrewKind = 'repair' | 'cable' | 'liveLine' | 'generator';
export type MemberRole = 'responsible' | 'member' | 'driver';
export type CertificateKind =
  | 'lowVoltage'
  | 'highVoltage'
  | 'powerCable'
  | 'relayProtection'
  | 'electricalTest'
  | 'explosionProof'
  | 'liveLine'
  | 'height';

/** Valid six years, if the re-examination in the middle was passed in time; all dates ISO. */
export type Certificate = {
  readonly kind: CertificateKind;
  readonly number: string;
  readonly validFrom: string;
  readonly reexamineBy: string;
  /** The day the re-examination was passed; null while it is still to come, or was missed. */
  readonly reexaminedOn: string | null;
  readonly validUntil: string;
};

export type CrewMember = {
  readonly id: string;
  readonly name: Name;
  readonly role: MemberRole;
  readonly certificates: readonly Certificate[];
};

export type Depot = { readonly id: string; readonly name: Name; readonly lon: number; readonly lat: number };

/** Hours of local time; a shift whose end is not after its start runs past midnight. */
export type Shift = { readonly startHour: number; readonly endHour: number };

export type Crew = {
  readonly id: string;
  readonly name: Name;
  readonly kind: CrewKind;
  readonly base: Depot;
  readonly vehicle: { readonly plate: string; readonly kind: Name };
  readonly shift: Shift;
  readonly members: readonly CrewMember[];
};

export type GeneratorTruck = {
  readonly id: string;
  readonly name: Name;
  readonly plate: string;
  readonly kw: number;
  /** Hours at full load on one tank. */
  readonly fuelHours: number;
  readonly base: Depot;
  readonly crew: string;
};

/** A line of the outage history file. */
export type PastOutage = {
  readonly mRID: string;
  readonly reportedStartTime: string;
  readonly restoredTime: string;
  readonly lon: number;
  readonly lat: number;
  /** Customers interrupted at the peak. */
  readonly metersAffected: number;
  readonly steps: readonly { readonly at: string; readonly metersAffected: number }[];
  readonly estimatedRestorationTimes: readonly { readonly at: string; readonly ert: string }[];
  readonly causeKind: string;
  readonly level: 'HV' | 'LV';
  readonly area: 'urban' | 'rural' | 'remote';
  readonly crewOnSite: string | null;
  readonly substation: string;
  readonly feeder: string;
};

export type DemoRole = 'dispatcher' | 'manager' | 'admin' | 'wall' | 'crew' | 'viewer';

/** Nobody's password is a seed's business. */
export type DemoUser = {
  readonly id: string;
  readonly login: string;
  readonly name: Name;
  readonly role: DemoRole;
  readonly crew: string | null;
};

export type BaseKind = 'water' | 'park' | 'hill' | 'street' | 'district' | 'bridge' | 'railway' | 'metro';

export type BaseFeature = {
  readonly type: 'Feature';
  readonly properties: {
    readonly kind: BaseKind;
    readonly rank?: 1 | 2 | 3;
    readonly name?: string;
    readonly nameEn?: string;
  };
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
    | { readonly type: 'LineString'; readonly coordinates: readonly (readonly [number, number])[] }
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly [number, number])[])[] };
};

export type BaseMap = { readonly type: 'FeatureCollection'; readonly features: readonly BaseFeature[] };

export type CityStats = {
  readonly substations: number;
  readonly feeders: number;
  readonly customers: number;
  readonly servicePoints: number;
  readonly transformers: number;
  readonly fuses: number;
  readonly reclosers: number;
  readonly sectionalisers: number;
  readonly loadBreakSwitches: number;
  readonly breakers: number;
  readonly ties: number;
  readonly nodes: number;
  readonly edges: number;
  readonly streets: number;
  readonly streetKm: number;
};

export type City = {
  /** The network file, chunk by chunk; may be read more than once. */
  readonly network: Iterable<string>;
  readonly base: BaseMap;
  readonly importantCustomers: readonly ImportantCustomer[];
  readonly crews: readonly Crew[];
  readonly generators: readonly GeneratorTruck[];
  readonly users: readonly DemoUser[];
  readonly outageHistory: readonly PastOutage[];
  readonly stats: CityStats;
};
