import type { Random } from './random.ts';
import type { Name } from './types.ts';

const table = (text: string): readonly (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [zh = '', en = ''] = pair.split('/');
      return [zh, en] as const;
    });

/** Syllables that street names of the lower Yangtze begin and end with, each with its pinyin. */
const FIRST = table(`
  文/wen 庆/qing 望/wang 临/lin 清/qing 秋/qiu 春/chun 云/yun 江/jiang 河/he 湖/hu 海/hai 潮/chao 钱/qian 凤/feng 龙/long 鹤/he 梅/mei
  兰/lan 竹/zhu 菊/ju 荷/he 桂/gui 枫/feng 柳/liu 松/song 杏/xing 桃/tao 莲/lian 茶/cha 稻/dao 桑/sang 丁/ding 方/fang 石/shi 金/jin 银/yin
  玉/yu 翠/cui 青/qing 白/bai 朱/zhu 紫/zi 丹/dan 仁/ren 义/yi 礼/li 智/zhi 信/xin 和/he 安/an 康/kang 宁/ning 泰/tai 平/ping 长/chang 永/yong
  新/xin 建/jian 振/zhen 兴/xing 景/jing 晓/xiao 星/xing 月/yue 霞/xia 虹/hong 飞/fei 鸿/hong 鹭/lu 雁/yan 映/ying 晴/qing 明/ming 东/dong
  西/xi 南/nan 北/bei 古/gu 书/shu 墨/mo 耕/geng 渔/yu 樵/qiao 塘/tang 闻/wen 听/ting 观/guan 留/liu 采/cai 濮/pu 茅/mao 姚/yao
`);
const SECOND = table(`
  晖/hui 春/chun 起/qi 江/jiang 潮/chao 塘/tang 桥/qiao 湖/hu 溪/xi 浦/pu 渡/du 埠/bu 湾/wan 洲/zhou 汀/ting 泉/quan 井/jing 门/men 园/yuan
  苑/yuan 林/lin 山/shan 岭/ling 峰/feng 坞/wu 谷/gu 田/tian 家/jia 里/li 坊/fang 亭/ting 台/tai 阁/ge 楼/lou 堂/tang 院/yuan 居/ju 庄/zhuang
  村/cun 阳/yang 月/yue 霞/xia 风/feng 荷/he 菊/ju 棠/tang 兰/lan 竹/zhu 安/an 宁/ning 康/kang 和/he 德/de 善/shan 义/yi 贤/xian 文/wen 华/hua
  锦/jin 绣/xiu 虹/hong 云/yun 鹤/he 燕/yan 莺/ying 渔/yu 荡/dang 墩/dun 弯/wan 社/she 泽/ze 泰/tai 盛/sheng 丰/feng 业/ye 创/chuang
`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An endless supply of stems such as 望潮 Wangchao, none twice in either language. */
export const stems = (chance: Random, taken: readonly Name[]): (() => Name) => {
  const all = FIRST.flatMap(([a, pa]) =>
    SECOND.filter(([b]) => a !== b).map(([b, pb]): Name => ({ zh: a + b, en: capital(pa + pb) })),
  );
  const queue = chance.shuffle(all);
  const zh = new Set(taken.map((n) => n.zh));
  const en = new Set(taken.map((n) => n.en));
  let i = 0;
  return () => {
    for (; i < queue.length; i++) {
      const stem = queue[i];
      if (!stem || zh.has(stem.zh) || en.has(stem.en)) continue;
      zh.add(stem.zh);
      en.add(stem.en);
      i++;
      return stem;
    }
    throw new Error('no street name left');
  };
};
