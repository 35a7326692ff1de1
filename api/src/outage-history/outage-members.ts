import { SERVICE_AREAS } from '@relight/shared/network/facts';
import type { ProblemCode } from '../networks/import/problems.ts';

/** What kind of value each member of an outage has. Others may be there and are not read. */
export const MEMBER_KINDS: Readonly<Record<string, MemberKind>> = {
  mRID: 'id',
  reportedStartTime: 'instant',
  restoredTime: 'instant',
  lon: 'longitude',
  lat: 'latitude',
  metersAffected: 'count',
  steps: 'list',
  estimatedRestorationTimes: 'list',
  causeKind: 'text',
  statusKind: 'text',
  level: 'text',
  area: 'area',
  crewOnSite: 'instant',
  criticalCount: 'count',
  substation: 'text',
  feeder: 'text',
  transformer: 'text',
  lvFeeder: 'text',
};

/** No outage can be without these; `restoredTime` may be null, and has to say so. */
export const REQUIRED_MEMBERS: readonly string[] = [
  'mRID',
  'reportedStartTime',
  'restoredTime',
  'lon',
  'lat',
  'metersAffected',
];

type MemberKind = 'id' | 'instant' | 'longitude' | 'latitude' | 'count' | 'text' | 'area' | 'list';

/** What a value of each kind has to be, to go on from "must be" and 应为. */
export const KIND_WORDS: Readonly<
  Record<MemberKind, { readonly code: ProblemCode; readonly zh: string; readonly en: string }>
> = {
  id: { code: 'wrong-type', zh: '1 至 100 个字符的文本', en: 'a text of 1 to 100 characters' },
  instant: {
    code: 'not-an-instant',
    zh: '带时区的时刻，如 2026-01-31T12:00:00Z 或 2026-01-31T20:00:00+08:00（CSV 中的当地时间可用 --zone Asia/Shanghai 指明时区）',
    en: 'an instant with its offset, like 2026-01-31T12:00:00Z or 2026-01-31T20:00:00+08:00 (for local times in a CSV say where, as in --zone Asia/Shanghai)',
  },
  longitude: {
    code: 'bad-coordinates',
    zh: '-180 至 180 的数字（WGS-84 度）',
    en: 'a number from -180 to 180 (WGS-84 degrees)',
  },
  latitude: {
    code: 'bad-coordinates',
    zh: '-90 至 90 的数字（WGS-84 度）',
    en: 'a number from -90 to 90 (WGS-84 degrees)',
  },
  count: { code: 'bad-number', zh: '0 至 50000000 的整数', en: 'a whole number from 0 to 50000000' },
  text: { code: 'wrong-type', zh: '不超过 100 个字符的文本', en: 'a text of at most 100 characters' },
  area: { code: 'unknown-value', zh: SERVICE_AREAS.join('、'), en: `one of ${SERVICE_AREAS.join(', ')}` },
  list: {
    code: 'wrong-type',
    zh: '至多 1000 项的数组：steps 为 [{"at": 时刻, "metersAffected": 户数}]，estimatedRestorationTimes 为 [{"at": 时刻, "ert": 时刻}]',
    en: 'an array of at most 1000: steps are [{"at": instant, "metersAffected": customers}], estimatedRestorationTimes [{"at": instant, "ert": instant}]',
  },
};
