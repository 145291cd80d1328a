import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, has, readLead } from './phrase.ts';
import { lastBorder } from './place.ts';
import { isDistributed, listedIndicators, type Series } from './series.ts';

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
  if (!isDistributed(d.text.slice(start, from)) && !goesOn) return reading;
  const listed = listedIndicators(
    clause.replace(/(?:分别|依次|各自|各).*$/, '').replaceAll(GAP, ''),
    series.length,
  );
  const indicator =
    (goesOn ? d.handed[series.index] : undefined) ??
    listed?.[series.index] ??
    (lead.noun === '' ? d.levels.at(series.index - series.length) : undefined);
  if (listed !== null) d.handed = listed;
  if (indicator === undefined) return reading;
  const growing = has(lead, 'up', 'down', 'grow') && reading.unit === '%';
  return { ...reading, indicator, ...(growing ? { measure: 'growth' as const } : {}) };
}
