import { indicatorLexicon } from '../../indicators.ts';
import type { Discourse } from './discourse.ts';
import { withoutFragments } from './fragment.ts';
import { comparedWith, comparesOthers } from './multiple.ts';
import { isBare, isRate, isTaskRate } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { has, readLead } from './phrase.ts';
import { readRank } from './rank.ts';
import { TASK_AMOUNT, wholeOf } from './share-words.ts';
import { qualified } from './subject.ts';

/** Whose rank among whom; a rank behind a growth ranks the growth. */
export function readingOfRank(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, before } = n;
  const rank = readRank(before);
  if (rank === null) return null;
  // 两项增速都是全市第一: two are ranked, and the number is not said of either.
  if (/^(?:这|上述)?[两三四五六多几]?(?:大)?[项个者](?:主要)?(?:指标)?$/.test(rank.noun)) return null;
  const { noun, idle } = withoutFragments(rank.noun);
  if (idle) return null;
  const named = isBare(noun) ? qualified(d, n, noun) : d.named(noun);
  const indicator = named ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  // 综合指数最高的是…, 浓度居首位: no county wants to be the first there, and the words do not say from which end.
  if (quantity.raw.startsWith('最') && (WORSE.test(indicator) || FALLING.test(before) || !leaderNamed(n)))
    return null;
  const plain = rank.ofTotal || isRate(indicator) || /(?:浓度|天数|指数)$/.test(indicator);
  const ofGrowth = rank.ofGrowth || (!plain && named === null && d.topic?.measure === 'growth');
  return {
    indicator,
    measure: 'rank',
    value: quantity.value,
    unit: '位',
    event: false,
    ...(rank.scope === null ? {} : { scope: rank.scope }),
    ...(ofGrowth ? { basis: '增速' } : {}),
  };
}

/** 最高的是示例村: who leads is no county known here. */
function leaderNamed({ sentence, quantity, after }: NumberInText): boolean {
  if (!after.startsWith('的')) return true;
  return sentence.places.some(
    ({ start, division }) =>
      start > quantity.end && start - quantity.end <= 12 && division.level !== 'township',
  );
}

/** Of these the highest is not the first. */
const WORSE = /(?:指数|浓度|能耗|事故|死亡|污染|恶化|降幅|幅度|失业|债务|投诉)/;

/** 两者合计|占, 三县加起来|占. */
const TOGETHER =
  /^(?:[两二三四五]者|[两三四五]个?[县市区地]|这?[两三四五六七八]个?县区)?(?:合计|加起来|合起来|共同|总共)(?:就|已|也)?占/;

/** 降幅最大的是…: the first in falling. */
const FALLING = /(?:降幅|跌幅|下降|恶化|降低|减少|回落)(?:幅度)?$/;

/** Growth, rates, shares and how much of a task is done. */
export function readingOfPercent(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, before, raw } = n;
  if (quantity.raw === '持平') return readingOfFlat(d, n);
  const base = { value: quantity.value, unit: quantity.unit, event: false };
  // 为年度计划15亿元的76%: the amount of the plan stands inside.
  const spare = raw.replace(/\d[\d.]*[万亿]{0,2}(?![\d.年])(?:元|吨|个|户|公里)?/g, '');
  // 相当于去年全年的八成: measured against another time, not a growth.
  const like = /^(.*?)相当于[^，；。\d]{1,14}的(?:约|近)?$/.exec(before);
  if (like !== null) {
    const subject = d.named(readLead(like[1] ?? '').noun) ?? d.topic?.indicator;
    const of = /相当于([^，；。]{2,14})的(?:约|近)?$/.exec(raw)?.[1];
    if (subject === undefined || of === undefined) return null;
    const periodAt = quantity.start - raw.length + raw.lastIndexOf('相当于');
    return { ...base, indicator: `${subject}相当于${of}的比例`, measure: 'share', periodAt };
  }
  const whole = wholeOf(raw.replace(TASK_AMOUNT, ''));
  if (whole !== null) {
    const led = readLead(before.slice(0, Math.max(0, before.lastIndexOf('占')))).noun;
    // 数量占全市近一半: the number of what was counted.
    // 两者合计占全市的42.3%: of them together, whom no one row stands for.
    if (TOGETHER.test(raw)) return null;
    const subject = d.named(/^(?:数量|总量|总数|规模|总额)$/.test(led) ? '' : led) ?? d.topic?.indicator;
    if (subject === undefined) return null;
    return {
      ...base,
      indicator: whole === '' ? `${subject}占比` : `${subject}占${whole}比重`,
      measure: 'share',
      // 占全年400亿元签约目标的54.7% is a result, whatever the target was.
      ...(TASK_AMOUNT.test(raw) && !/力争|确保|预计|有望/.test(raw)
        ? { status: 'actual' as const, periodAt: quantity.start - raw.length + raw.lastIndexOf('占') }
        : {}),
    };
  }
  const progress =
    /(?:完成(?:了)?|为|是|相当于|达到?)((?:年初|调整|变动|年度|全年|年|工程|总|投资|预算|目标|任务|计划|进度)[^，,；;\d]{0,8}?)的?(?:约|近)?$/.exec(
      spare,
    );
  if (progress !== null) {
    const own = d.named(
      readLead(before.slice(0, Math.max(0, before.lastIndexOf(progress[0].slice(0, 1))))).noun,
    );
    const subject = own ?? d.topic?.indicator;
    if (subject === undefined) return null;
    return {
      ...base,
      indicator: `${subject}完成${progress[1] ?? ''}比例`,
      measure: 'share',
      // 完成全年目标任务的34.3% is a result, whatever the task was.
      ...(/力争|确保|预计/.test(raw) ? {} : { status: 'actual' as const }),
      periodAt: quantity.start - progress[0].length,
    };
  }
  // 第一产业增加值17.2亿元，…贡献率为9.8%: the contribution of what was spoken of.
  const ofTopic = /^(?:对[^的]{2,10})?的?贡献率$/.test(lead.noun) && d.topic !== null;
  const noun = ofTopic ? `${(d.topic?.indicator ?? '').replace(/增加值$/, '')}${lead.noun}` : lead.noun;
  const pace = growthBehind(d, n);
  if (pace !== null) return pace;
  // 81%的行政村收入超过10万元: how many of them, not how much the topic grew.
  if (
    /^的/.test(n.after) &&
    lead.noun === '' &&
    lead.roles.every(({ role }) => role === 'verb' || role === 'adverb' || role === 'hedge')
  )
    return null;
  if (comparesOthers(before)) return null;
  // 失业率2.6%。全年7%左右的增长目标: the growth of what, no word tells, and the rate spoken of does not grow.
  if (lead.noun === '' && AIMED_GROWTH.test(n.after) && d.topic?.measure !== 'growth') return null;
  // 失业率3.2%，控制在4.5%以内: the bound kept is no second value.
  if (
    /控制在$/.test(raw) &&
    quantity.approx === '以内' &&
    lead.noun === '' &&
    d.topic?.measure === 'level' &&
    d.topic.unit === '%'
  )
    return null;
  // 供水工程214处，完工197处，完工率92.1%: of the task spoken of.
  const task =
    isTaskRate(noun) && indicatorLexicon().canonical(noun) === null && d.topic?.measure === 'level';
  const named = d.named(noun === '保' ? '' : task ? `${taskOf(d)}${noun}` : noun);
  const indicator = named ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const rate = isRate(indicator);
  // 政府补一半, 一半以上的乡镇: no share of anything named.
  const moved = lead.arrives || has(lead, 'up', 'down', 'grow', 'shrink');
  if (inWords(quantity.raw) && !moved && (named === null || !rate)) return readingOfPart(d, n);
  const basis = basisOf(before, raw);
  const extra = { ...(basis === null ? {} : { basis }), ...d.parentOf(indicator) };
  if (lead.noun === '保') return { ...base, indicator, measure: 'growth', status: 'target', ...extra };
  const sign = has(lead, 'down', 'shrink') ? -1 : 1;
  if (lead.arrives) {
    // 占比93.7%。到2026年把它降到85%以内: a bare percent never is a level of money, tons or heads.
    if (
      named === null &&
      !rate &&
      d.topic?.measure === 'level' &&
      d.topic.unit !== '%' &&
      d.topic.unit !== ''
    )
      return d.lastShare === null ? null : { ...base, indicator: d.lastShare, measure: 'share' };
    const measure = d.topic?.measure === 'growth' || has(lead, 'grow') ? 'growth' : 'level';
    return { ...base, indicator, measure, ...extra };
  }
  if (has(lead, 'up', 'down', 'grow', 'shrink')) {
    return { ...base, indicator, measure: 'growth', value: sign * quantity.value, ...extra };
  }
  if (named === null && !rate) {
    // 增速从1%上升到5.5%; 由增长3%转为…: a bare percent goes on with the growth spoken of, else it is unread.
    if (d.topic?.measure !== 'growth' && d.lastShare !== null)
      return { ...base, indicator: d.lastShare, measure: 'share' };
    return d.topic?.measure === 'growth' ? { ...base, indicator, measure: 'growth', ...extra } : null;
  }
  return { ...base, indicator, measure: rate && !ofTopic ? 'level' : 'share', ...extra };
}

/** What a rate of completion is of: what was told last, or, when that was money, what was counted. */
function taskOf(d: Discourse): string {
  const topic = d.topic?.indicator ?? '';
  const counted = d.tally?.indicator.replace(/数$/, '') ?? '';
  return counted !== '' && topic.startsWith(counted) && topic.endsWith('投资')
    ? counted
    : topic.replace(/数$/, '');
}

const AIMED_GROWTH = /^(?:左右|以上|上下)?的(?:经济)?(?:增长|增速|增幅)目标/;

/** Percentage points: a change against another period or part, or the pull on a total. */
export function readingOfPoints(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, before, raw } = n;
  const pulled = /(?:对|拉动)([^，,；;]{2,14}?)(?:的?(?:拉动|增长)(?:作用)?(?:为|达|达到|约)?)$/.exec(before);
  // 农村快于城镇1.7个百分点 compares two parts of the topic spoken of.
  // …平均水平分别高1.2个和|0.9个百分点: the second of a series stands under the same words.
  const led = before.replace(/(?:\d[\d.]{0,6}个?(?:百分点)?[、和与及]){1,9}$/, '');
  const gap =
    /(?:快于|高于|低于|慢于|高出|低出)([^，,；;]{1,14})$/.exec(led) ??
    /(?:(?<![同环占对])比|较)((?:全[省市国县区]|省|国家|\ue000|城镇|农村|平均)[^，,；;\d]{0,14}?)(?:分别|均|各)?(?<![提加放减])(?:高|低|快|慢)(?:出)?$/.exec(
      led,
    );
  // 拉动全市经济增长3.1个百分点: what pulls stands in front, what is pulled is no name of the number.
  const noun = lead.idle ? '' : pulled === null ? lead.noun : readLead(before.slice(0, pulled.index)).noun;
  // 占比8.6%，同比提高2.4个百分点: the share rose, not what it is a share of.
  const spoken = noun === '' && d.shareLast ? d.lastShare : null;
  const indicator = (gap !== null ? null : d.named(noun)) ?? spoken ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const sign =
    has(lead, 'down', 'shrink') || /(?:低于|慢于|低出|[低慢]出?$)/.test(gap?.[0] ?? lead.noun) ? -1 : 1;
  const against =
    /(?:较|(?<![占同环对])比(?![例重率值])|高于|低于|快于|慢于)((?!提高|提升|上升|增加|扩大|下降|回落|降低|减少|收窄)[^，,；;]{1,14}?)(?:提高|提升|上升|增加|扩大|加快|回升|高|快|下降|回落|降低|减少|收窄|放缓|低|慢)*(?:了)?$/.exec(
      raw,
    );
  const basis =
    gap !== null
      ? gap[0].replaceAll('\ue000', '')
      : pulled !== null
        ? `拉动${pulled[1] ?? ''}`
        : against !== null
          ? `较${against[1] ?? ''}`
          : /同比|环比/.exec(raw)?.[0];
  return {
    indicator,
    measure: 'change',
    value: sign * quantity.value,
    unit: '百分点',
    event: false,
    ...(basis === undefined ? {} : { basis }),
  };
}

/** 以12.4%的增速领跑, 以7.6%的GDP增幅居首: the word of growth stands behind its number. */
function growthBehind(d: Discourse, { lead, quantity, after, raw }: NumberInText): Reading | null {
  const told = /^的(?:同比|高|较高|较快)?([^，。；、\d]{0,12}?)(增速|增幅|涨幅|增长率|增长|降幅|跌幅)/.exec(
    after,
  );
  if (told === null || lead.noun !== '' || !/以(?:约|近|超过)?$/.test(raw)) return null;
  const own = told[1] === '' ? null : indicatorLexicon().canonical(told[1] ?? '');
  const indicator = own ?? (told[1] === '' ? d.topic?.indicator : undefined);
  if (indicator === undefined) return null;
  const value = /[降跌]/.test(told[2] ?? '') ? -quantity.value : quantity.value;
  return { indicator, measure: 'growth', value, unit: quantity.unit, event: false };
}

function basisOf(before: string, raw: string): string | null {
  return (
    comparedWith(raw) ??
    /(同比|环比|[两二三四五]年平均|年均|年平均|名义|实际)(?=[^，,；;]{0,8}$)/.exec(before)?.[1] ??
    null
  );
}

/** 近一半来自苹果, 三分之二为纠纷: what the share of the noun in front is; the words stand behind the number. */
const PART_BEHIND =
  /^(?:以上|左右|多)?的?(?:[\u3400-\u9fff]{0,4})?(?:来自于?|源自|由|系|是|为)([\u3400-\u9fff]{2,14}?)(?:贡献|创造|带来)?(?:$|[，。；、])/;

/** 农民收入的一半以上来自苹果: a share in words is a fact only where part and whole are both named. */
function readingOfPart(d: Discourse, n: NumberInText): Reading | null {
  const whole = /的(?:约|近|将近|超过)?$/.test(n.before) ? n.lead.noun : '';
  const part = PART_BEHIND.exec(n.after)?.[1] ?? '';
  if (whole.length < 2 || part === '' || d.named(whole) === null) return null;
  return {
    indicator: `${part}占${d.named(whole) ?? whole}比重`,
    measure: 'share',
    value: n.quantity.value,
    unit: '%',
    event: false,
  };
}

/** 与上年持平, 基本持平: a growth of 0; 与全省平均持平 compares with somebody else and is none. */
function readingOfFlat(d: Discourse, n: NumberInText): Reading | null {
  const compared =
    /(?:与|和|同|较|比|跟)(?:[\ue000]|上年|去年|上月|上季度?|往年|年初|同期|上半年|相比)+[^，；。]{0,2}$/.exec(
      n.before.replace(/基本$/, ''),
    );
  const alone = /(?:^|[\ue000，])(?:同比|环比)(?:基本)?$/.exec(n.before);
  if (compared === null && alone === null && !n.before.endsWith('基本')) return null;
  const led = n.before.slice(0, compared?.index ?? alone?.index ?? -2);
  const indicator = d.named(readLead(led).noun) ?? d.topic?.indicator ?? null;
  // 占80%，同比持平: the share is the same, not what it is a share of.
  if (d.shareLast && readLead(led).noun === '') return null;
  if (indicator === null || d.topic?.measure === 'rank') return null;
  const periodAt = n.quantity.start - (n.raw.length - Math.max(0, n.raw.search(/[与和同较比跟]/)));
  return {
    indicator,
    measure: 'growth',
    value: 0,
    unit: '%',
    event: false,
    ...(compared === null ? {} : { periodAt }),
    // 同比上涨0.3%，环比持平: of another comparison than the growth told before.
    ...(/环比(?:基本)?$/.test(n.before) ? { basis: '环比' } : {}),
  };
}

/** Whether a share is told in words alone (一半, 三分之二, 过半): such words are a figure only in a sentence of shares. */
function inWords(raw: string): boolean {
  return /半|分之/.test(raw);
}
