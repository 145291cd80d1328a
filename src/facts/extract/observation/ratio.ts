import type { Discourse } from './discourse.ts';
import { isRate } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { has, readLead } from './phrase.ts';
import { readRank } from './rank.ts';

/** Whose rank among whom; a rank behind a growth ranks the growth. */
export function readingOfRank(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, before } = n;
  const rank = readRank(before);
  if (rank === null) return null;
  const named = d.named(rank.noun);
  const indicator = named ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const ofGrowth = rank.ofGrowth || (named === null && d.topic?.measure === 'growth');
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

/** Growth, rates, shares and how much of a task is done. */
export function readingOfPercent(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, before, raw } = n;
  const base = { value: quantity.value, unit: quantity.unit, event: false };
  // 为年度计划15亿元的76%: the amount of the plan stands inside.
  const spare = raw.replace(/\d[\d.]*[万亿]{0,2}(?:元|吨|个|户|公里)?/g, '');
  const share = /占([^，,；;占由从提“\d]{0,14}?)的?(?:比重|比例|比)?(?:为|达到?|约|近)*$/.exec(raw);
  if (share !== null) {
    const whole = (share[1] ?? '').replace(/的?(?:比重|比例|比)$/, '').replace(/^比重?$/, '');
    const subject =
      d.named(readLead(before.slice(0, Math.max(0, before.lastIndexOf('占')))).noun) ?? d.topic?.indicator;
    if (subject === undefined) return null;
    return {
      ...base,
      indicator: whole === '' ? `${subject}占比` : `${subject}占${whole}比重`,
      measure: 'share',
    };
  }
  const progress =
    /(?:完成(?:了)?|为|是|相当于|达到?)((?:年初|年度|全年|年|工程|总|投资|预算|目标|任务|计划|进度)[^，,；;\d]{0,8}?)的?(?:约|近)?$/.exec(
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
  const named = d.named(noun === '保' ? '' : noun);
  const indicator = named ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const basis = basisOf(before);
  const extra = { ...(basis === null ? {} : { basis }), ...d.parentOf(indicator) };
  if (lead.noun === '保') return { ...base, indicator, measure: 'growth', status: 'target', ...extra };
  const sign = has(lead, 'down', 'shrink') ? -1 : 1;
  const rate = isRate(indicator);
  if (lead.arrives) {
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

/** Percentage points: a change against another period or part, or the pull on a total. */
export function readingOfPoints(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, before, raw } = n;
  const pulled = /(?:对|拉动)([^，,；;]{2,14}?)(?:的?(?:拉动|增长)(?:为|作用为)?)$/.exec(before);
  // 农村快于城镇1.7个百分点 compares two parts of the topic spoken of.
  const gap = /(?:快于|高于|低于|慢于|高出|低出)[^，,；;]{1,12}$/.test(lead.noun);
  const indicator = (gap ? null : d.named(lead.noun)) ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const sign = has(lead, 'down', 'shrink') || /(?:低于|慢于)/.test(lead.noun) ? -1 : 1;
  const against =
    /(?:较|比|高于|低于|快于|慢于)([^，,；;]{1,14}?)(?:提高|提升|上升|增加|扩大|加快|回升|高|快|下降|回落|降低|减少|收窄|放缓|低|慢)*(?:了)?$/.exec(
      raw,
    );
  const basis = gap
    ? lead.noun
    : pulled !== null
      ? `拉动${pulled[1] ?? ''}`
      : against !== null
        ? `较${against[1] ?? ''}`
        : null;
  return {
    indicator,
    measure: 'change',
    value: sign * quantity.value,
    unit: '百分点',
    event: false,
    ...(basis === null ? {} : { basis }),
  };
}

/** 增长3倍 is a growth of 300 %; 达到3倍 and 是…的3倍 are not read. */
export function readingOfMultiple(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead } = n;
  const indicator = d.named(lead.noun) ?? d.topic?.indicator ?? null;
  if (indicator === null || !has(lead, 'up') || lead.arrives) return null;
  return { indicator, measure: 'growth', value: quantity.value * 100, unit: '%', event: false };
}

function basisOf(before: string): string | null {
  return /(同比|环比|两年平均|名义|实际)(?=[^，,；;]{0,8}$)/.exec(before)?.[1] ?? null;
}
