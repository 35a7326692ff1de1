import { at } from './geometry.ts';
import type { Crew, DemoUser } from './types.ts';

const STAFF: readonly DemoUser[] = [
  { id: 'usr_chenli', login: 'chenli', name: { zh: '陈立', en: 'Chen Li' }, role: 'dispatcher', crew: null },
  { id: 'usr_zhouwenbo', login: 'zhouwenbo', name: { zh: '周文博', en: 'Zhou Wenbo' }, role: 'manager', crew: null },
  { id: 'usr_admin', login: 'admin', name: { zh: '系统管理员', en: 'Administrator' }, role: 'admin', crew: null },
  { id: 'usr_wall', login: 'wall', name: { zh: '指挥大屏', en: 'Wall display' }, role: 'wall', crew: null },
  { id: 'usr_viewer', login: 'viewer', name: { zh: '观摩席', en: 'Viewer' }, role: 'viewer', crew: null },
];

/** The control centre's people, its wall, and the phone of each crew's responsible person. */
export const demoUsers = (crews: readonly Crew[]): readonly DemoUser[] => [
  ...STAFF,
  ...crews.map((crew): DemoUser => {
    const key = crew.id.replace('crew_', '');
    return {
      id: `usr_${key}`,
      login: key.replace('_', ''),
      name: at(crew.members, 0).name,
      role: 'crew',
      crew: crew.id,
    };
  }),
];
