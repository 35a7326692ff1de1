import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** A password is as good as its beginning; judging takes longer the longer it is. */
const JUDGED = 60;

/** What is close at hand here, and in no list of stolen passwords from elsewhere. */
const LOCAL_WORDS = (
  'relight fudian 复电 dianli 电力 diaodu 调度 diaoduyuan 调度员 qiangxiu 抢修 dianwang 电网 guowang 国网 nanwang 南网 gongdian 供电 95598 ' +
  'woaini 我爱你 woaini1314 1314520 5201314 1314 520 zhangwei wangwei liwei zhangsan lisi wangwu zhang wang li liu chen yang huang zhao wu zhou ' +
  'beijing shanghai guangzhou shenzhen binjiang 滨江 zhongguo 中国 mima 密码 guanliyuan 管理员 admin administrator dispatcher manager wall crew viewer'
).split(' ');

/**
 * How many guesses somebody needs who tries stolen passwords, names, dates, rows of keys, and all of these with the usual changes, in
 * the best order.
 * @param known words that a guesser would begin with, such as the user's name
 */
export const guessesNeeded = async (password: string, known: readonly string[]): Promise<number> => {
  judge ??= load();
  return (await judge).check(password.slice(0, JUDGED), [...known]).guesses;
};

let judge: Promise<ZxcvbnFactory> | undefined;

/** The lists are long: only who sets a password waits for them. */
const load = async (): Promise<ZxcvbnFactory> => {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary: { ...dictionary, local: LOCAL_WORDS }, graphs: adjacencyGraphs });
};
