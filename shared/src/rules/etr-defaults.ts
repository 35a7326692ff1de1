import type { ServiceArea } from '../network/facts.ts';
import type { RuleSet } from './rule-set.ts';

/** What an outage is compared by, when restoration times are learned from past ones. */
export type EtrFactor = 'load' | 'level' | 'size' | 'area' | 'hours' | 'substation' | 'cause';

/** How restoration times are learned from past outages, and when an estimate is given. */
export const ETR_MODEL: RuleSet<{
  /** Past outages are parted by these, the first first, as far as enough of them are left. */
  readonly factors: readonly EtrFactor[];
  /** A group counts when at least so many of its outages have ended. */
  readonly minimumOutages: number;
  /** The coarser group speaks in the finer one with the weight of so many outages. */
  readonly shrinkageOutages: number;
  /** Where fewer of them are left, nothing is read from how long these lasted. */
  readonly minimumAtRisk: number;
  /** The share of similar outages that were over by the time that is published. */
  readonly publishedShare: number;
  /** So many of the most recent outages tell by how much the published times were too short or too long. */
  readonly calibrationOutages: number;
  /** Where these are looked at, the past is learned anew after every so many of them. */
  readonly calibrationRelearn: number;
  /** The share where an outage has lasted so long that too few are left to read the other from. */
  readonly overdueShare: number;
  readonly roundMinutes: number;
  /** Upper bounds of the classes by customers interrupted, and by outages open at the beginning; the last class has none. */
  readonly sizeBounds: readonly number[];
  readonly loadBounds: readonly number[];
  /** Local hours of the day class, the second excluded. */
  readonly dayHours: readonly [from: number, to: number];
  /** `high` needs so many outages, and an 80 % time of at most so many medians. */
  readonly highConfidence: { readonly outages: number; readonly spread: number };
  /** An incident stays without an estimate for so long, because predictions still move. */
  readonly settleMinutes: number;
  /** An estimate that is this close and will not hold is given anew. */
  readonly renewBeforeMinutes: number;
  /** Otherwise an estimate changes only by at least so much, at least so long after the last, when the outage turns out to be of another kind. */
  readonly changeMinutes: number;
  readonly changeGapMinutes: number;
  /** After so many the estimate is a person's to give. */
  readonly maxPerIncident: number;
  /** Nothing is estimated further ahead. */
  readonly horizonHours: number;
  /** More incidents than this in an hour are a storm, in which the past says little: estimates are a person's to give. */
  readonly stormIncidentsPerHour: number;
}> = {
  id: 'RELIGHT-etr-model-1',
  validFrom: '2026-01-01',
  validTo: null,
  source:
    'Engineering defaults: quantiles after Kaplan and Meier (1958), made to hold by conformal calibration after Vovk, Gammerman and Shafer (2005) and Romano, Patterson and Candès (2019); rounding outward and no automatic estimates in a storm after the practice of outage management systems',
  status: 'design',
  values: {
    factors: ['load', 'level', 'size', 'area', 'hours', 'substation', 'cause'],
    minimumOutages: 20,
    shrinkageOutages: 20,
    minimumAtRisk: 5,
    publishedShare: 0.8,
    calibrationOutages: 200,
    calibrationRelearn: 10,
    overdueShare: 0.5,
    roundMinutes: 15,
    sizeBounds: [10, 100, 1000],
    loadBounds: [4, 19, 99],
    dayHours: [7, 22],
    highConfidence: { outages: 50, spread: 2.5 },
    settleMinutes: 1,
    renewBeforeMinutes: 5,
    changeMinutes: 15,
    changeGapMinutes: 30,
    maxPerIncident: 8,
    horizonHours: 72,
    stormIncidentsPerHour: 60,
  },
};

/**
 * Where nothing can be learned yet: minutes from the first report to restoration, stated as a default wherever it is shown. The sum of
 * two public averages, arrival and restoration after it; null where no such average is published.
 */
export const ETR_DEFAULT: RuleSet<Readonly<Record<ServiceArea, number | null>>> = {
  id: 'SG-10-2022-restoration',
  validFrom: '2022-01-01',
  validTo: null,
  source: 'State Grid ten service commitments (2022), item 3: arrival 45/90/120 min, restoration after it 180/240 min',
  status: 'verified',
  values: { urban: 45 + 180, rural: 90 + 240, remote: null },
};
