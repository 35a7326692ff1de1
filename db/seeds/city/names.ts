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
  西/xi 南/nan 北/bei 古/gu 书/shu 耕/geng 渔/yu 樵/qiao 塘/tang 闻/wen 听/ting 观/guan 留/liu 采/cai 濮/pu 茅/mao 姚/yao
`);
const SECOND = table(`
  晖/hui 春/chun 起/qi 江/jiang 潮/chao 塘/tang 桥/qiao 湖/hu 溪/xi 浦/pu 渡/du 埠/bu 湾/wan 洲/zhou 汀/ting 泉/quan 井/jing 门/men 园/yuan
  苑/yuan 林/lin 山/shan 岭/ling 峰/feng 坞/wu 谷/gu 田/tian 家/jia 里/li 坊/fang 亭/ting 台/tai 阁/ge 楼/lou 堂/tang 院/yuan 居/ju 庄/zhuang
  村/cun 阳/yang 月/yue 霞/xia 风/feng 荷/he 菊/ju 棠/tang 兰/lan 竹/zhu 安/an 宁/ning 康/kang 和/he 德/de 善/shan 义/yi 贤/xian 文/wen 华/hua
  锦/jin 绣/xiu 虹/hong 云/yun 鹤/he 燕/yan 莺/ying 渔/yu 荡/dang 墩/dun 弯/wan 社/she 泽/ze 泰/tai 盛/sheng 丰/feng 业/ye 创/chuang
`);

/** Names for the main streets of each neighbourhood, the longest street first. */
const MAIN: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  old: table(
    '凤起/Fengqi 解放/Jiefang 清泰/Qingtai 河坊/Hefang 平海/Pinghai 仁和/Renhe 学士/Xueshi 定安/Dingan 开元/Kaiyuan 将军/Jiangjun 柳浪/Liulang 鼓楼/Gulou',
  ),
  north: table(
    '半山/Banshan 石桥/Shiqiao 东新/Dongxin 大关/Daguan 香积/Xiangji 登云/Dengyun 湖州/Huzhou 拱宸/Gongchen 沈半/Shenban 长浜/Changbang 绍兴/Shaoxing 华丰/Huafeng 善贤/Shanxian 永宁/Yongning 白石/Baishi 颜三/Yansan',
  ),
  west: table(
    '丰潭/Fengtan 萍水/Pingshui 翠苑/Cuiyuan 教工/Jiaogong 留和/Liuhe 蒋村/Jiangcun 五常/Wuchang 荆山/Jingshan 双龙/Shuanglong 申花/Shenhua 益乐/Yile',
  ),
  east: table(
    '文晖/Wenhui 秋涛/Qiutao 新塘/Xintang 景芳/Jingfang 采荷/Caihe 望江/Wangjiang 钱江/Qianjiang 三里亭/Sanliting 闸弄/Zhanong 机场/Jichang 彭埠/Pengbu 昙花/Tanhua 御道/Yudao 市民/Shimin 富园/Fuyuan 五福/Wufu',
  ),
  south: table(
    '江陵/Jiangling 江晖/Jianghui 长河/Changhe 滨康/Binkang 春晓/Chunxiao 信诚/Xincheng 网商/Wangshang 聚工/Jugong 时代/Shidai 彩虹/Caihong 火炬/Huoju 泰安/Taian 月明/Yueming 诚业/Chengye 南环/Nanhuan 丹枫/Danfeng 建业/Jianye 阡陌/Qianmo',
  ),
  hitech: table(
    '迎宾/Yingbin 科苑/Keyuan 星河/Xinghe 海达/Haida 金沙/Jinsha 幸福/Xingfu 松乔/Songqiao 元成/Yuancheng 银海/Yinhai 文津/Wenjin 世纪/Shiji',
  ),
  campus: table(
    '博学/Boxue 育才/Yucai 文渊/Wenyuan 学林/Xuelin 学源/Xueyuan 春华/Chunhua 秋实/Qiushi 弘毅/Hongyi 明德/Mingde 听涛/Tingtao',
  ),
  southeast: table(
    '通惠/Tonghui 市心/Shixin 金城/Jincheng 萧然/Xiaoran 人民/Renmin 育英/Yuying 拱秀/Gongxiu 湘湖/Xianghu 风情/Fengqing 道源/Daoyuan',
  ),
};

/** The main street names of a neighbourhood that are not yet taken, first the first. */
export const mainStems = (taken: readonly Name[]): ((zone: string) => Name | undefined) => {
  const used = new Set(taken.flatMap((n) => [n.zh, n.en]));
  return (zone) => {
    for (const [zh, en] of MAIN[zone] ?? []) {
      if (used.has(zh) || used.has(en)) continue;
      used.add(zh);
      used.add(en);
      return { zh, en };
    }
    return undefined;
  };
};

export const MAIN_STEMS: readonly Name[] = Object.values(MAIN).flatMap((list) => list.map(([zh, en]) => ({ zh, en })));

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
