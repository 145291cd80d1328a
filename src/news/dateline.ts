import type { PartialDate } from '../text/date.ts';
import { toSimplified } from '../text/script.ts';
import type { Byline } from './article.ts';
import { acceptBylines, partialDate } from './fields.ts';

/** What the line under a headline says. */
export interface Dateline {
  readonly date: PartialDate | null;
  /** As written. */
  readonly outlet: string | null;
  readonly bylines: readonly Byline[];
}

const MAX_LENGTH = 240;
const DATE =
  /(?<!\d)((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sT]{0,3}\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)/;
/** Not 资金来源, 电力来源: the word must begin the label, or follow the date (11月23日来源：). */
const OUTLET =
  /(?:(?<!\p{Script=Han})|(?<=\d日))(?:信息来源|文章来源|新闻来源|稿件来源|来\s?源|稿\s?源|出处)\s?[:：]\s{0,3}/u;
const PEOPLE = /(作者|记者|通讯员|责任编辑|编辑|责编|摄影|审核|供稿)\s?[:：]\s{0,3}/;
/** Labels of a page header; what follows each up to the next space is its value. 融媒体中心 holds no 大 中 小. */
const OTHER =
  /(?:发布时间|发布日期|发表时间|更新时间|发布机构|浏览次数|浏览量|点击次数|点击数|点击量|点击|阅读次数|阅读量|阅读|访问量|时间|日期|字号|字体|分享到|分享|打印|收藏|关闭|评论|(?<!\p{Script=Han})[大中小]{1,3}(?!\p{Script=Han}))\s?[:：]?/u;
const LABEL = new RegExp(`${OUTLET.source}|${PEOPLE.source}|${OTHER.source}`, 'u');

/**
 * Reads a line of page header (date, outlet, counters, editors) in any script, null for any other line: a
 * sentence that merely holds a date has words left over when the labels and their values are taken away.
 */
export function readDateline(line: string): Dateline | null {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH) return null;
  const folded = toSimplified(trimmed);
  const dated = DATE.exec(folded);
  const date = dated === null ? null : partialDate(Number(dated[1]), Number(dated[2]), Number(dated[3]));
  const label = OUTLET.exec(folded);
  const outlet = label === null ? null : outletAt(trimmed, folded, label.index + label[0].length);
  if (date === null && outlet === null) return null;
  if (leftOver(folded) > 2) return null;
  return { date, outlet, bylines: peopleIn(folded) };
}

function outletAt(line: string, folded: string, start: number): string | null {
  const rest = folded.slice(start);
  const stop = [rest.search(/[\s|｜]/), rest.search(LABEL), rest.search(DATE)].filter((at) => at > 0);
  const end = start + Math.min(rest.length, ...stop);
  const outlet = line.slice(start, end).replace(/[,，。;；]+$/, '');
  return outlet === '' || outlet.length > 60 || /[,，。;；]/.test(outlet) ? null : outlet;
}

function peopleIn(folded: string): readonly Byline[] {
  const bylines: Byline[] = [];
  for (const match of folded.matchAll(new RegExp(PEOPLE, 'g'))) {
    const names = /^[\p{Script=Han}·]{2,6}(?:[ 、][\p{Script=Han}·]{2,4}(?![:：\p{Script=Han}])){0,6}/u.exec(
      folded.slice(match.index + match[0].length),
    );
    if (names !== null) bylines.push(...acceptBylines(`${match[1]} ${names[0]}`));
  }
  return bylines;
}

/** How many Chinese characters remain without dates, labels and their values. */
function leftOver(folded: string): number {
  const rest = folded
    .replace(new RegExp(DATE, 'g'), ' ')
    .replace(new RegExp(`(?:${OUTLET.source}|${PEOPLE.source})[^\\s|｜]{0,60}`, 'gu'), ' ')
    .replace(new RegExp(`${OTHER.source}(?:\\s?\\d{1,9}次?)?`, 'gu'), ' ');
  return (rest.match(/\p{Script=Han}/gu) ?? []).length;
}
