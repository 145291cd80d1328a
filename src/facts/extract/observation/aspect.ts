import { LexiconError, readTable } from '../../../lexicon/table.ts';
import { indicatorLexicon } from '../../indicators.ts';

/** What a sentence or a clause announces in front of what it tells: 先看总量。, 工业方面，, 投资的排位变化最大。 */
export interface Aspect {
  /** The quantity announced, null when only another side of the one spoken of is (再看增速). */
  readonly indicator: string | null;
  /** Which side of it: null when the words do not say. */
  readonly side: 'level' | 'growth' | null;
}

const WORDS = new Map(
  readTable('aspect-words.txt', 2).map(({ line, cells: [word = '', indicator = ''] }) => {
    if (indicatorLexicon().canonical(indicator) !== indicator)
      throw new LexiconError('aspect-words.txt', line, `“${indicator}” is the name of no indicator`);
    return [word, indicator];
  }),
);

const BULLET =
  /^[\s★●■◆]*(?:[一二三四五六七八九][是、]|（[一二三四五六七八九]）|第[一二三四五六七八九]，|[\d]{1,2}[、.．])?/;
/** 一季度，从投资增速看，: when it is told of stands in front. */
const TIMED =
  /^(?:20\d{2}年)?(?:(?:一|前?[二三四])个?季度|前?[上下]半年|今年以来|全年|(?:\d{1,2}[—至到-])?\d{1,2}月份?)?，(?=从|按)/;
/** 【X】 */
const BOXED = /^【([^【】]{2,20})】/;
/** X方面，, 从X看，, X上： */
const ASIDE =
  /^(?:在|从|就|按)?([\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z\d.]{1,13}?)(?:方面|来?看|来?讲|上)?[，：]/;
/** 先看总量。, 再来说说财政收入。, 增速呢？ */
const LOOKED =
  /^(?:首先|其次|最后|先|再|又|接着|回头)?(?:来)?(?:看看?|说说?|比比?|看一看|比一比)(?:一下)?([\u3400-\u9fffA-Za-z]{2,12}?)(?:方面)?[。，：！？]/;
/** 投资的排位变化最大。, 居民收入的位次则相对固化。: a sentence about the order, without a number. */
const RANKED =
  /^([\u3400-\u9fffA-Za-z]{2,12}?)的?(?:排位|位次|排名|座次|名次|排行|格局)[^\d。，：]{0,14}[。，：！]/;
/** The side a phrase ends with. */
const SIDE = /(总量|规模|绝对量|体量|增速|增幅|涨幅|增长)$/;

/**
 * The quantity or the side of it that a sentence announces, null when it announces none with a settled name. Words that
 * mean a quantity only here (工业, 投资, 财政) are those of data/lexicon/aspect-words.txt.
 */
export function aspectOf(sentence: string): Aspect | null {
  const text = sentence.replace(BULLET, '').replace(TIMED, '');
  for (const pattern of [BOXED, LOOKED, RANKED, ASIDE]) {
    const words = pattern.exec(text)?.[1]?.replace(/(?:的?(?:排名|排行|排位|位次)|完成情况|情况)$/, '');
    const found = words === undefined ? null : announced(words);
    if (found !== null) return found;
  }
  return null;
}

/** The quantity a word announces (居民收入增速前三位：…), null when it announces none. */
export function announcedBy(word: string): string | null {
  return indicatorLexicon().canonical(word) ?? WORDS.get(word) ?? null;
}

function announced(words: string): Aspect | null {
  const whole = indicatorLexicon().canonical(words);
  const side = sideOf(SIDE.exec(words)?.[1]);
  const rest = words.replace(SIDE, '').replace(/的$/, '');
  if (rest === '') return { indicator: null, side };
  const indicator = announcedBy(rest) ?? whole;
  return indicator === null ? null : { indicator, side };
}

function sideOf(word: string | undefined): Aspect['side'] {
  return word === undefined ? null : /^[增涨]/.test(word) ? 'growth' : 'level';
}
