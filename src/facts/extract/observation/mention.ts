import type { PartialDate, Period } from '../../../text/date.ts';
import { addDays, dateRange } from '../../../text/date.ts';
import { findPeriods, type PeriodMention } from '../../../text/period.ts';
import { toSimplified } from '../../../text/script.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { STATUS_WORDS } from '../lexicon.ts';
import { endsInBinding, endsInComparison } from './time-words.ts';

/** A period that statistics speak of, not the day something happened. */
export function isStatistic(mention: PeriodMention): boolean {
  return mention.kind !== 'day';
}

/** Whether a time is over when an article of this date appears; of an undated one nobody knows. */
export function isOver({ period }: PeriodMention, date: PartialDate | null): boolean {
  const known = date === null ? null : dateRange(date);
  return known !== null && period.end <= known.end;
}

/** Whether a time has begun when the article appears. */
export function isPast(mention: PeriodMention, date: PartialDate | null): boolean {
  return date === null || mention.period.start <= `${date}-99`;
}

/** 目前, 现在, 截至发稿: the day of the article. */
export function isPresent({ kind, period }: PeriodMention): boolean {
  return kind === 'instant' && /日$/.test(period.label);
}

/** 今年5月开工，已完成投资1.3亿元: the month it began in is not the one the money is of. */
export function isStart({ kind }: PeriodMention, between: string): boolean {
  const clause = between.slice(0, Math.max(0, between.indexOf('，')));
  if (!/^(?:month|instant)$/.test(kind) || clause.length < 2 || clause.length > 6) return false;
  const at = clause.search(/[^正式全面已就]/);
  const verb = STATUS_WORDS.started.at(clause, at) ?? STATUS_WORDS.completed.at(clause, at);
  return verb !== null && verb.end === clause.length;
}

/** 去年同期, 2019年同期: a yardstick, never the time told of. */
export function isSameWindow(text: string, { start, end }: PeriodMention): boolean {
  return /同[期月]$/.test(text.slice(start, end));
}

/** 2023年底, 2024年6月底: a moment that is written as one, not 目前. */
export function isYearEnd({ kind, period }: PeriodMention): boolean {
  return kind === 'instant' && period.label.endsWith('底');
}

/**
 * A time that ends with its sentence: a holiday (春节期间…增长14%。城市建设…), a season, the ten days of a frost, the
 * years something has been built in (2022年以来…。冷库186座). 今年以来 goes on.
 */
export function isPassing({ kind, period }: PeriodMention, date: PartialDate | null): boolean {
  if (/(?:期间|旬|季|汛期)$/.test(period.label)) return true;
  return kind === 'since' && date !== null && period.start.slice(0, 4) !== date.slice(0, 4);
}

/** 下半年支撑因素较多，投资同比增长…, said in July: no result can be of a half or a quarter that has just begun. */
export function hasBegun(mention: PeriodMention, date: PartialDate | null): boolean {
  if (date === null || !isPast(mention, date)) return date === null;
  const known = dateRange(date);
  const least = mention.kind === 'half' ? 150 : mention.kind === 'quarter' ? 45 : 0;
  return known === null || addDays(mention.period.start, least) <= known.end;
}

/** 早在2017年，…: where a story begins is not what it reports on. */
function isLongAgo({ kind, period }: PeriodMention, date: PartialDate | null): boolean {
  return date !== null && kind !== 'years' && Number(date.slice(0, 4)) - Number(period.end.slice(0, 4)) > 1;
}

/** 二季度重点项目集中开工活动, 四季度“签约日”: a time in the name of an occasion, which its figures are not of. */
export function isOccasion(text: string, { kind, end }: PeriodMention): boolean {
  return (
    /^(?:quarter|half|month|year)$/.test(kind) &&
    /^[^，。；：\d]{0,20}?(?:签约日|开工日|投产日|集中开工|集中签约|集中竣工|集中投产|(?:开工|签约|奠基|启动)(?:活动|仪式))/.test(
      text.slice(end, end + 30),
    )
  );
}

/** 2025年招商引资推介会, 2024年春季运动会: a year that belongs to the name of an occasion. */
export function isNamed(text: string, { end }: PeriodMention): boolean {
  return /^(?:度)?[\u3400-\u9fff“”]{0,16}?(?:推介会|洽谈会|签约仪式|开工仪式|奠基仪式|启动仪式|博览会|展销会|运动会|招聘会|恳谈会|座谈会|推进会|表彰会|文化节|旅游节|采摘节|艺术节|丰收节|大赛|马拉松|集中签约|集中开工)/.test(
    text.slice(end, end + 24),
  );
}

/** 通报8月份和1—8月…情况: a report on two times at once; its paragraphs go on with the one told of last. */
export function reportsSeveral(document: AnnotatedArticle): boolean {
  return document.sentences
    .slice(0, 2)
    .some((sentence) => sentence.periods.some((mention) => isOneOfSeveral(document, sentence, mention)));
}

function isOneOfSeveral(
  { simplified }: AnnotatedArticle,
  { periods, quantities }: AnnotatedSentence,
  mention: PeriodMention,
): boolean {
  if (!isStatistic(mention) || quantities.length > 0) return false;
  return periods.some((other) => {
    if (!isStatistic(other) || other.kind === mention.kind) return false;
    const [first, second] = other.start < mention.start ? [other, mention] : [mention, other];
    return /^[、和及与]$/.test(simplified.slice(first.end, second.start));
  });
}

/** The first statistical period of the title, if it is over, or of the first sentences: what a bulletin is about. */
export function leadPeriod(document: AnnotatedArticle): PeriodMention | null {
  const { title, date } = document.article;
  const isLead = (mention: PeriodMention): boolean =>
    isStatistic(mention) && mention.kind !== 'instant' && mention.kind !== 'since' && isPast(mention, date);
  for (const sentence of document.sentences.slice(0, 3)) {
    const mention = sentence.periods.find((candidate) => {
      const before = document.simplified.slice(sentence.start, candidate.start);
      // 种植户老李去年收了3万斤: what one told of is not what the article is about; 去年 has to open the sentence.
      const mine = candidate.kind !== 'year' || !candidate.inferred || before.trim() === '';
      return (
        isLead(candidate) &&
        mine &&
        !isOccasion(document.simplified, candidate) &&
        !isLongAgo(candidate, date) &&
        !endsInComparison(before) &&
        !endsInBinding(before) &&
        !sentence.quantities.some(({ end }) => end <= candidate.start)
      );
    });
    if (mention !== undefined) return isOneOfSeveral(document, sentence, mention) ? null : mention;
  }
  const named = title === null ? [] : findPeriods(toSimplified(title), { reference: date });
  return (
    named.find(
      (mention) =>
        isLead(mention) && isOver(mention, date) && !isOccasion(toSimplified(title ?? ''), mention),
    ) ?? null
  );
}

/** No period stated: the number held when it was reported. A date known only by year or month spans it. */
export function reported(date: PartialDate | null): Period | null {
  if (date === null) return null;
  const [year = '', month, day] = date.split('-');
  if (day !== undefined)
    return { start: date, end: date, label: `${year}年${Number(month)}月${Number(day)}日报道` };
  if (month !== undefined) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return {
      start: `${date}-01`,
      end: `${date}-${String(last).padStart(2, '0')}`,
      label: `${year}年${Number(month)}月报道`,
    };
  }
  return { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年报道` };
}
