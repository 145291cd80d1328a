import { indicatorLexicon } from '../../indicators.ts';
import { announcedBy } from './aspect.ts';
import type { Discourse } from './discourse.ts';
import { withoutFragments } from './fragment.ts';
import { namesIndicator } from './nouns.ts';
import type { NumberInText } from './number.ts';
import { GAP, readLead } from './phrase.ts';
import { lastBorder } from './place.ts';

/** A number, not the digits of a name (PM2.5). */
const NUMBER = /(?<![A-Za-z][\d.]{0,4})\d/;

/** 优良天数最多的是安泽县, 综合指数由好到差排名前三的是…: who leads a list, behind what is listed. */
const SUPERLATIVE =
  /(?:由好到差|从好到差|由高到低|从高到低|由低到高|从低到高)?(?:排名|排在|居|列)?(?:最[高低好多少大快慢差]|[前后][三五十][位名]?)的?是?.{0,24}$/;

/**
 * A number without a noun of its own: 占规上工业的比重，已由4.7%提高到8.1% takes the clause before, 永和县6.4% what
 * the paragraph or the article is about.
 */
export function noticePlainTopic(d: Discourse, n: NumberInText): void {
  if (n.lead.noun === '' && d.topic === null && (n.bare || n.quantity.kind === 'rank'))
    d.topic = d.background;
  const clauseStart = n.quantity.start - n.raw.length;
  const previous = lastBorder(d.text, n.sentence.start, clauseStart - 1);
  if (previous >= clauseStart - 1 || NUMBER.test(d.clean(n.sentence, previous, clauseStart))) return;
  const noun = readLead(
    d
      .clean(n.sentence, previous, clauseStart - 1)
      .replace(SUPERLATIVE, '')
      .replace(/(?:[\ue000也更较偏最]{1,3})?[高低好多少大快慢]$/, ''),
  ).noun;
  // 改善率最高的是甲县，同比改善18.4%: of the quantity spoken of.
  if (withoutFragments(noun).idle) return;
  if (!namesIndicator(noun) || noun.length > 24) {
    if (n.lead.noun === '') noticeOpening(d, d.clean(n.sentence, previous, clauseStart - 1));
    return;
  }
  // 增速最高的是甲县，为23.7%: the rank has said what is spoken of, and that it grows.
  if (d.topic?.indicator === d.named(noun)) return;
  // 综合指数最好的是甲县，指数为2.31: the short word repeats the long one; another word is a name of its own.
  if (n.lead.noun !== '' && (noun.length <= n.lead.noun.length || !noun.endsWith(n.lead.noun))) return;
  // 农村居民收入增速前三名：甲县9.1%、乙县8.8%: what is listed is the growth.
  const clause = d.clean(n.sentence, previous, clauseStart - 1);
  const listed =
    /(?:增速|增幅|涨幅)(?:排名|排在|居|位居|列)?(?:全[市省])?(?:[前后]|最|靠前|居前|领先|靠后)/.test(clause);
  const plain = noun.replace(/(?:增速|增幅|涨幅)$/, '');
  const indicator = (listed ? announcedBy(plain) : null) ?? d.named(plain) ?? noun;
  d.topic = { indicator, measure: listed ? 'growth' : 'level', unit: listed ? '%' : '' };
}

/** 固定资产投资中只有甲县增长，增幅…: a clause that opens with an indicator of settled name speaks of it. */
function noticeOpening(d: Discourse, clause: string): void {
  const opening = clause.replaceAll(GAP, '');
  const named = indicatorLexicon().find(opening)[0];
  if (named === undefined || named.start > LONGEST_OPENING || named.canonical === d.topic?.indicator) return;
  d.topic = { indicator: named.canonical, measure: 'level', unit: '' };
}

/** 全市, 其中, 各县: what may stand in front of the indicator a clause opens with. */
const LONGEST_OPENING = 2;
