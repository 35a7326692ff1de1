import type { ResponseLevel } from '@relight/shared/operation/vocabulary';
import type { MetLevel } from '@relight/shared/readings/suggested-level';

/** The response level that the figures suggest; a level in force has its words in the vocabulary. */
export const level = {
  none: '未启动响应',
  suggested: (level: ResponseLevel) => `建议 ${level} 级响应`,
  nearing: (level: ResponseLevel) => `已过 ${level} 级阈值`,
  /** `threshold` is a figure of our own making, and is called so. */
  reason: (out: string, threshold: string) => `确认停电 ${out} ≥ ${threshold} 户（设计阈值）`,
  held: (minutes: number, needed: MetLevel['minutes']) => `已 ${minutes} 分钟，须 ${needed} 分钟`,
  possible: (level: ResponseLevel) => `可能 ${level} 级`,
  ifTrue: '若研判属实',
  /** The same, where what is predicted has an interval. */
  ifWithin: (interval: string) => `若预计属实：${interval}`,
  possibleReason: (out: string, threshold: string) => `${out} ≥ ${threshold} 户（设计阈值）`,
  byPerson: '须由人启动，系统不会自动启动',
};
