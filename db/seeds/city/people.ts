import type { Random } from './random.ts';
import type { Name } from './types.ts';

const pairs = (text: string): readonly (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [zh = '', en = ''] = pair.split('/');
      return [zh, en] as const;
    });

const SURNAMES = pairs(`
  王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 赵/Zhao 黄/Huang 周/Zhou 吴/Wu 徐/Xu 孙/Sun 胡/Hu 朱/Zhu 高/Gao 林/Lin 何/He 郭/Guo 马/Ma
  罗/Luo 梁/Liang 宋/Song 郑/Zheng 谢/Xie 韩/Han 唐/Tang 冯/Feng 于/Yu 董/Dong 萧/Xiao 程/Cheng 曹/Cao 袁/Yuan 邓/Deng 许/Xu 傅/Fu 沈/Shen
  曾/Zeng 彭/Peng 吕/Lü 苏/Su 卢/Lu 蒋/Jiang 蔡/Cai 贾/Jia 丁/Ding 魏/Wei 薛/Xue 叶/Ye 潘/Pan 钱/Qian 俞/Yu 章/Zhang 施/Shi
`);
const GIVEN = pairs(`
  建国/Jianguo 志强/Zhiqiang 伟民/Weimin 海涛/Haitao 国华/Guohua 晓峰/Xiaofeng 立新/Lixin 文斌/Wenbin 永刚/Yonggang 家豪/Jiahao 俊杰/Junjie
  浩然/Haoran 子轩/Zixuan 明亮/Mingliang 春生/Chunsheng 雪梅/Xuemei 晓燕/Xiaoyan 丽华/Lihua 思远/Siyuan 天宇/Tianyu 宏伟/Hongwei 振华/Zhenhua
  金龙/Jinlong 水根/Shuigen 阿毛/Amao 卫东/Weidong 炳坤/Bingkun 德明/Deming 福林/Fulin 少华/Shaohua 一鸣/Yiming 佳宁/Jianing 磊/Lei 勇/Yong
  军/Jun 涛/Tao 斌/Bin 鹏/Peng 辉/Hui 凯/Kai 波/Bo 峰/Feng 超/Chao 敏/Min 静/Jing 洁/Jie 晨/Chen 锋/Feng
`);

/** Fictional people, none with the name of another. */
export const people = (chance: Random, taken: readonly string[]): (() => Name) => {
  const zh = new Set(taken);
  return () => {
    for (;;) {
      const [family, familyEn] = chance.pick(SURNAMES);
      const [given, givenEn] = chance.pick(GIVEN);
      if (zh.has(family + given)) continue;
      zh.add(family + given);
      return { zh: family + given, en: `${familyEn} ${givenEn}` };
    }
  };
};
