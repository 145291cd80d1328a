import type { Quantity } from '../../../text/quantity.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { readingOfAmount } from './amount.ts';
import { takenLess } from './amount-change.ts';
import { readingOfCounties } from './counties-moving.ts';
import type { Discourse } from './discourse.ts';
import { readingOfMultiple } from './multiple.ts';
import type { NumberInText, Reading } from './number.ts';
import { isPassedBound, readingOfPassed } from './passed-bound.ts';
import { perUnitReading } from './per-unit.ts';
import { readTail } from './phrase-tail.ts';
import { noticePlainTopic } from './plain-topic.ts';
import { readingOfPercent, readingOfPoints, readingOfRank } from './ratio.ts';
import { readingOfReached } from './reached.ts';
import { readingOfSection } from './section.ts';
import { readingOfServed } from './served.ts';
import { readingOfSold } from './sold.ts';
import { readingOfSpent } from './spent.ts';
import { boundedName, readingOfBoundedShare, thresholdOf } from './threshold.ts';

/** What the number says, by its kind; null when its words do not tell. */
export function interpret(d: Discourse, found: NumberInText, next: Quantity | undefined): Reading | null {
  const taken = takenLess(d, found) ?? readingOfSold(d, found);
  if (taken !== null) return taken;
  // 增速比一季度快了1.2个百分点: points always measure a rate, the words of difference say which way.
  if (
    found.lead.idle &&
    found.quantity.unit !== '位' &&
    (found.quantity.kind !== 'points' || found.lead.aside)
  )
    return null;
  const threshold = thresholdOf(d, found, next);
  if (threshold !== null) {
    d.threshold = threshold;
    noticeBounded(d, found);
    return null;
  }
  if (isPassedBound(d, found) || isTaskAgain(d, found)) return null;
  const passed = readingOfPassed(d, found, next);
  if (passed !== null) return passed;
  const share = readingOfBoundedShare(d, found);
  if (share !== null) return share;
  const n = bounded(d, found);
  if (n.lead.noun === '' && ofUnknownLeader(d, n)) {
    d.topic = null;
    return null;
  }
  if (n.lead.part) d.openParts();
  if (n.lead.noun.length <= 3) noticePlainTopic(d, n);
  switch (n.quantity.kind) {
    case 'rank':
      return readingOfRank(d, n);
    case 'percent':
      return readingOfPercent(d, n);
    case 'points':
      return readingOfPoints(d, n);
    case 'multiple':
      return readingOfMultiple(d, n);
    default:
      return passing(
        readingOfSection(d, n) ??
          readingOfCounties(d, n) ??
          readingOfServed(n) ??
          readingOfReached(d, n) ??
          readingOfSpent(n) ??
          perUnitReading(d, n, readingOfAmount(d, n)),
        n !== found || isCause(n),
      );
  }
}

/** 8.6万亩的任务|已完成5.3万亩: the amount told before names what the next number is of, and is not told anew. */
function isTaskAgain(d: Discourse, { quantity, after }: NumberInText): boolean {
  if (!/^的(?:年度|全年|总|改造|建设|治理|招商|投资)?(?:任务|目标|计划|指标|总?盘子)(?:中|里)?/.test(after))
    return false;
  const indicator = d.told.get(`${quantity.value}${quantity.unit}`);
  if (indicator === undefined) return false;
  d.topic = { indicator, measure: 'level', unit: quantity.unit };
  return true;
}

/** 收入超过10亿元的有4个，分别是甲县21.8亿元、…: what is bounded is spoken of, by its amount. */
function noticeBounded(d: Discourse, { lead, quantity }: NumberInText): void {
  if (/^(?:count|percent)$/.test(quantity.kind)) return;
  const named = lead.noun === '' ? (d.topic?.indicator ?? null) : indicatorLexicon().canonical(lead.noun);
  const total = /^(?:总量|规模|总额|体量)在?$/.test(lead.noun) ? (d.named('总量') ?? '') : '';
  const indicator = named ?? (total === '总量' || total === '' ? null : total);
  if (indicator !== null) d.topic = { indicator, measure: 'level', unit: quantity.unit };
}

/** 收入最高的是示例村，达到136万元: the figure of one that is no county stands for nobody known here. */
function ofUnknownLeader(d: Discourse, { sentence, quantity }: NumberInText): boolean {
  const from = Math.max(sentence.start, quantity.start - 36);
  const told = /最[高大多快好低小少慢]的(?!(?:县|市|区)?[、和])[^；。]{1,24}$/.exec(
    d.text.slice(from, quantity.start),
  );
  if (told === null || /\d/.test(told[0])) return false;
  const at = from + told.index;
  return !sentence.places.some(
    ({ start, end, division }) => start > at && end <= quantity.start && division.level !== 'township',
  );
}

/** 因两个储能项目集中入库，增长15.4%; 收入下降的有6个: what it is due to and how many of those ranked does not replace what is spoken of. */
function isCause({ before, quantity }: NumberInText): boolean {
  return (
    quantity.kind === 'count' && (CAUSE.test(before) || /的(?:还|只|仅|共|也)?有(?:约|近)?$/.test(before))
  );
}

const CAUSE =
  /^[\ue000\s]*(?:[\u3400-\u9fff]{0,6}\ue000)?(?:则|也|却)?(?:主要)?(?:因|由于|受益于|得益于|依托|凭借|随着|借助|有赖于)/;

function passing(reading: Reading | null, bound: boolean): Reading | null {
  return reading !== null && bound ? { ...reading, passing: true } : reading;
}

/** 收入超过10亿元的县有5个: what is counted carries the bound in its name. */
function bounded(d: Discourse, n: NumberInText): NumberInText {
  const name = n.quantity.kind === 'count' ? boundedName(d, n) : '';
  if (name === '') return n;
  // 超10亿元的5户: of the things counted before.
  const things = /(?:[\d万亿][元亩户人吨%]|[的上下内])$/.test(name)
    ? (/(?:项目|企业|工程|村|县|农?户|家庭|乡镇|镇|社区|合作社)$/.exec(d.lastCount?.noun ?? '')?.[0] ?? '')
    : '';
  const noun = `${name}${readTail(n.after).noun || (things === '' ? '' : `的${things}`)}`.replace(
    '的的',
    '的',
  );
  const from = d.threshold?.from ?? n.from;
  const part = n.lead.part || d.text.startsWith('其中', from);
  return { ...n, from, lead: { ...n.lead, noun, make: '', part }, after: '' };
}
