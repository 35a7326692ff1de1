import type { SwitchClass } from './switchgear.ts';
import type { Name } from './types.ts';

const SWITCH_WORDS: Readonly<Record<SwitchClass, Name>> = {
  Recloser: { zh: '重合器', en: 'recloser' },
  Sectionaliser: { zh: '分段开关', en: 'sectionaliser' },
  LoadBreakSwitch: { zh: '负荷开关', en: 'load-break switch' },
  Fuse: { zh: '跌落熔断器', en: 'fuse' },
};
/** In the built-up city a load-break switch is a cell of a ring main unit. */
const RING_MAIN_UNIT: Name = { zh: '环网柜', en: 'RMU' };

const two = (n: number): string => String(n).padStart(2, '0');

export const switchLabel = (kind: SwitchClass, feederStem: Name, number: number, urban: boolean): Name => {
  const word = kind === 'LoadBreakSwitch' && urban ? RING_MAIN_UNIT : SWITCH_WORDS[kind];
  return { zh: `${feederStem.zh}线 #${two(number)} ${word.zh}`, en: `${feederStem.en} #${two(number)} ${word.en}` };
};

export const breakerLabel = (feederStem: Name, substation: Name): Name => ({
  zh: `${substation.zh} ${feederStem.zh}线 出线断路器`,
  en: `${substation.en} ${feederStem.en} feeder breaker`,
});

export const tieLabel = (one: Name, other: Name, number: number): Name => ({
  zh: `${one.zh}线–${other.zh}线 联络开关 ${two(number)}`,
  en: `${one.en}–${other.en} tie ${two(number)}`,
});

export const transformerLabel = (street: Name, number: number): Name => ({
  zh: `${street.zh} ${two(number)} 台区`,
  en: `${street.en} transformer ${two(number)}`,
});

export const ownTransformerLabel = (customer: Name): Name => ({
  zh: `${customer.zh} 专变`,
  en: `${customer.en} own transformer`,
});
