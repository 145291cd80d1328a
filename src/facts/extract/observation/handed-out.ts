import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, has, readLead } from './phrase.ts';
import { lastBorder } from './place.ts';
import { isDistributed, listedIndicators, type Series } from './series.ts';

/** 分别完成全年任务的, 分别为年度计划的. */
const TASK =
  /(?:分别|依次|各自)(?:完成|为|占|达到?|相当于)了?[^，；。\d]{0,12}?(任务|计划|目标|预算)(?:数|任务)?的?(?:约|近)?$/;

/** 接待游客236万人次，旅游总收入18.9亿元，分别增长45.6%和52.3%: each number to its own indicator. */
export function handedOut(
  d: Discourse,
  places: readonly string[] | null,
  n: NumberInText,
  series: Series | null,
  reading: Reading,
): Reading {
  if (series === null || places !== null) return reading;
  // 比全省、全市平均水平分别高1.2个和0.9个百分点: the list is of yardsticks, not of indicators.
  if (/^(?:比|高于|低于|快于|慢于|高出)/.test(reading.basis ?? '')) return reading;
  const { start } = n.sentence;
  const from = series.first.start;
  const clause = d.clean(n.sentence, lastBorder(d.text, start, from), from);
  const lead = readLead(clause);
  // …分别达到38120元和18046元，增长4.8%、7.2%: handed out once, the order goes on.
  const goesOn = lead.noun === '' && d.handed.length === series.length;
  // 城乡居民人均可支配收入突破4万元和1.6万元: two sums for two kinds of people, even without 分别.
  const paired = series.length === 2 && /^城乡居民/.test(lead.noun);
  if (!isDistributed(d.text.slice(start, from)) && !goesOn && !paired) return reading;
  const listed = listedIndicators(
    (paired ? lead.noun : clause)
      .replace(/(?:分别|依次|各自|各).*$/, '')
      .replace(SUMMED, '$1')
      .replaceAll(GAP, ''),
    series.length,
  );
  const indicator =
    (goesOn ? d.handed[series.index] : undefined) ??
    listed?.[series.index] ??
    (lead.noun === '' ? d.levels.at(series.index - series.length) : undefined);
  if (listed !== null) d.handed = listed;
  const task = reading.measure === 'share' ? TASK.exec(clause)?.[1] : undefined;
  const done = task === undefined ? undefined : d.levels.at(series.index - series.length);
  // 新增就业1986人、再就业412人，分别完成市下达任务的110.3%、103.0%: each of its own task.
  if (done !== undefined) return { ...reading, indicator: `${done.replace(/数$/, '')}完成${task}比例` };
  if (indicator === undefined) return reading;
  const growing = has(lead, 'up', 'down', 'grow') && reading.unit === '%';
  return { ...reading, indicator, ...(growing ? { measure: 'growth' as const } : {}) };
}

/** 炼焦、钢铁两个|行业: how many they are is no part of their names. */
const SUMMED = /(?:这)?[两三四五六七八九]个?(行业|产业|领域|门类|指标)$/;
