import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText } from './number.ts';
import { GAP, readLead } from './phrase.ts';
import { lastBorder } from './place.ts';

const TASK_OF =
  /^的(?:年度|全年|总|改造|建设|治理|招商|投资)?(?:任务|目标|计划|指标|总?盘子)(?:中|里)?(?=，|已|完成|目前)/;

/** 增长6%左右|、规上工业增加值增长8%: how exact the number before is opens no name. */
const ABOUT = /^(?:左右|上下|以上|以下|以内)(?=[、，和与及])/;

/**
 * A number with the words around it.
 * @param previous the number before it in the sentence, where its own words begin
 * @param next the number behind it, where they end
 */
export function numberInText(
  d: Discourse,
  sentence: AnnotatedSentence,
  quantity: Quantity,
  previous: Quantity | undefined,
  next: Quantity | undefined,
): NumberInText {
  const clauseStart = lastBorder(d.text, sentence.start, quantity.start);
  const from = Math.max(clauseStart, previous?.end ?? 0);
  // 8.6万亩的任务已经完成|5.3万亩: the words behind the number before close it.
  const cleaned = d.clean(sentence, from, quantity.start).replace(TASK_OF, '').replace(ABOUT, '');
  // 其中，城镇居民20156元: the comma sets nothing apart.
  const led =
    from === clauseStart && /其中[，：]$/.test(d.text.slice(Math.max(sentence.start, from - 3), from))
      ? `其中${cleaned}`
      : cleaned;
  return {
    sentence,
    quantity,
    lead: readLead(led),
    from,
    before: d.clean(sentence, clauseStart, quantity.start),
    raw: d.text.slice(clauseStart, quantity.start),
    bare: led.includes(GAP) && BARE.test(led.replaceAll(GAP, '')),
    after: d.text.slice(quantity.end, next?.start ?? sentence.end),
  };
}

/** 甲县7.1%、乙县以6.4%, 丙县仅5.2%: only a place and the links of a list stand before the number. */
const BARE = /^[、，；：和与及为是\s-]{0,6}(?:则|也|仅|只有?|以|约|近|达到?|高达)?[约近]?$/;
