import { readNumeral } from '../../text/numeral.ts';
import type { Span } from '../../text/span.ts';

/** Places to be put in order: 前三名, 最好的三个县, 各县排名, 垫底的是谁. */
export interface Ranking {
  /** How many are asked for; null when one, or all. */
  readonly count: number | null;
  /** 后三位, 垫底: from the worse end. */
  readonly fromEnd: boolean;
  /** The words that say so: they are no content of the question. */
  readonly spans: readonly Span[];
}

const NUMBER = '([一二三四五六七八九十两几\\d]{1,2})';
/** 前三季度, 前8个月, 前两批 are no ranks. */
const NO_RANK = '(?!\\d|个?(?:季度?|月|天|年|批|期|届|次|周|项|大)|[一二三四五六七八九十])';
const TOP = new RegExp(
  `(?:排名|位列|位居|居|排)?(?:在|到)?(?:全市|全临汾)?的?(前|倒数前?|后|末)${NUMBER}(?:名|位|强|甲|个(?=县|区县|地方))?${NO_RANK}的?`,
);
const COUNTIES = '(?:县(?:\\(市、?区\\)|市区|市|区)?|区县|地方)';
const SOME = new RegExp(`${NUMBER}个${COUNTIES}`);
const WHICH = new RegExp(`是?(?:哪|各)(?:几|些|${NUMBER})?个?${COUNTIES}?(?:的|是|$)?`);
const ALL = new RegExp(`(?:各|所有|全部|每个)${COUNTIES}`);
const LAST = /(?:排名?)?(?:全市)?(?:垫底|倒数第一|末位|排?最后一?名?)/;
const FIRST =
  /(?:排名?|位列|位居|列|居)?(?:在)?(?:全市)?第一(?:名|位)?的?(?=是?(?:哪|谁|县))|(?:哪|谁)[^,，]{0,16}?(?:排名?|位列|居|是|为|全市|全临汾)(?:在|市)?(?:全市)?第一(?!产|批|季|个|次|期)(?:名|位)?/;
const ORDER = /(?:排|列)(?:一下|一排|个名)|排名|排行|排个?序|从[高大]到[低小]|由[高大]到[低小]|名次/;
const MOST = /最(?:[高低大小多少快慢好差狠猛优强弱]|厉害)/;

/**
 * How the places of the region are to be ranked, or null when nothing is ranked. Only the words of ranking are read; which
 * number is ranked stands in the rest of the question.
 */
export function askedRanking(text: string): Ranking | null {
  const top = TOP.exec(text);
  const some = MOST.test(text) ? SOME.exec(text) : null;
  const last = LAST.exec(text);
  const first = FIRST.exec(text);
  const all = ORDER.test(text) || MOST.test(text) ? ALL.exec(text) : null;
  const found = [top, some, last, first, all].filter((match) => match !== null);
  if (found.length === 0) return null;
  const which = WHICH.exec(text);
  const order = all === null && top === null ? null : ORDER.exec(text);
  const spans = [...found, ...(which === null ? [] : [which]), ...(order === null ? [] : [order])]
    .filter((match) => match[0] !== '')
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const word = top?.[2] ?? some?.[1] ?? null;
  return {
    count: word === null ? (first !== null || last !== null ? 1 : null) : countOf(word),
    fromEnd: last !== null || (top !== null && top[1] !== '前'),
    spans,
  };
}

function countOf(word: string): number | null {
  if (word === '几') return null;
  const value = word === '两' ? 2 : readNumeral(word);
  return value === null || value < 1 ? null : value;
}
