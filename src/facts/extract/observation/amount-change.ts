import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP } from './phrase.ts';

/** 新增就业2360人，超额完成年初定下的2200人任务: the task of what was told just before; `none` when it was of something else. */
export function taskMet(d: Discourse, { quantity, raw, after }: NumberInText): Reading | 'none' | null {
  if (!/^的?(?:目标|年度)?任务(?=[，。；]|$)/.test(after)) return null;
  if (!/(?:完成|超过|达到|高于|超出)了?[^，；：\d]{0,14}$/.test(raw)) return null;
  const topic = d.topic;
  if (topic === null || topic.measure !== 'level' || !sameDimension(topic.unit, quantity.unit)) return 'none';
  return {
    indicator: topic.indicator,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    status: 'target',
    ofYear: true,
    passing: true,
  };
}

/** 下降15.2%，少收了2.4亿元: by how much what a county took in has changed; 一季度卖得好，多收5元 is nobody's figure. */
export function takenLess(d: Discourse, { lead, quantity, raw }: NumberInText): Reading | null {
  const way = /^(?:同比|比[^，]{0,8})?(多收入?|少收入?|增收|减收)$/.exec(lead.noun)?.[1];
  const topic = d.topic;
  if (way === undefined || topic === null || quantity.kind !== 'money' || lead.arrives) return null;
  if (!/(?:收入|税收|财力)$/.test(topic.indicator) || /人均|居民|农民/.test(topic.indicator)) return null;
  if (!/[万亿]元$/.test(quantity.unit) || /[户人亩家]/.test(raw)) return null;
  return {
    indicator: topic.indicator,
    measure: 'change',
    value: /^[少减]/.test(way) ? -quantity.value : quantity.value,
    unit: quantity.unit,
    event: false,
    passing: true,
  };
}

/** 同比名义增量31.2亿元, 净增量1.2万吨: by how much the topic spoken of has grown. */
export function incrementOf(d: Discourse, { lead, quantity }: NumberInText): Reading | null {
  const word = /^((?:名义|实际|净)?增量)$/.exec(lead.noun)?.[1];
  const topic = d.topic;
  if (word === undefined || topic === null || !sameDimension(topic.unit, quantity.unit)) return null;
  return {
    indicator: `${topic.indicator}${word}`,
    measure: 'change',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    passing: true,
  };
}

/** 城乡居民收入比为2.12，比上年缩小0.05: a ratio of two incomes, which has no unit. */
export function ratioOfIncomes(d: Discourse, n: NumberInText): Reading | null {
  const { sentence, quantity, lead } = n;
  const told = /([\u3400-\u9fff]{0,10}(?:收入比|收入之比|收入倍差))[^；。]{0,40}$/.exec(
    d.clean(sentence, sentence.start, quantity.start),
  );
  if (told === null) return null;
  const indicator = (told[1] ?? '').replace(/^(?:其中|全[县市区省]|[我该本][县市区])/, '');
  const change = lead.arrives ? undefined : lead.roles.find(({ role }) => role === 'up' || role === 'down');
  const value = change?.role === 'down' ? -quantity.value : quantity.value;
  return { indicator, measure: change === undefined ? 'level' : 'change', value, unit: '', event: false };
}

/** 比去年的7.6亿元…: the number compared with, which is a result of the topic spoken of. */
export const COMPARING = new RegExp(
  `(?:(?:比|较|从|在)[${GAP}的]{1,4}(?:预算|预计|实际)?(?:执行|完成|决算|快报|实际|基)?数?的?(?:基础上)?|(?:^|[^自])由[${GAP}的]{0,4})(?:约|近)?$`,
);

/** Whether two units measure the same: 元 of 万元 and 亿元; an empty unit fits any. */
export function sameDimension(a: string, b: string): boolean {
  const plain = (unit: string): string =>
    unit.replace(/^(?:千|百|十)?(?:万|亿)?(?:千|百|十)?(?:万|亿)?/, '') || unit;
  return a === '' || a === b || plain(a) === plain(b);
}
