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
  const { sentence } = n;
  if (series === null) return reading;
  const text = d.text;
  const clause = text.slice(lastBorder(text, sentence.start, series.first.start), series.first.start);
  const before = text.slice(sentence.start, series.first.start);
  if (places !== null) return reading;
  const own = readLead(d.clean(sentence, series.first.start - clause.length, series.first.start)).noun;
  // …分别达到38120元和18046元，增长4.8%、7.2%: handed out once, the order goes on.
  const goesOn = own === '' && d.handed.length === series.length;
  if (!isDistributed(before) && !goesOn) return reading;
  const listed = listedIndicators(
    d
      .clean(sentence, series.first.start - clause.length, series.first.start)
      .replace(/(?:分别|依次|各自|各).*$/, '')
      .replaceAll(GAP, ''),
    series.length,
  );
  const indicator =
    (goesOn ? d.handed[series.index] : undefined) ??
    listed?.[series.index] ??
    (own === '' ? d.levels.at(series.index - series.length) : undefined);
  if (listed !== null) d.handed = listed;
  const growing = has(
    readLead(d.clean(sentence, series.first.start - clause.length, series.first.start)),
    'up',
    'down',
    'grow',
  );
  if (indicator === undefined) return reading;
  return {
    ...reading,
    indicator,
    ...(growing && reading.unit === '%' ? { measure: 'growth' as const } : {}),
  };
}
