import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import { convert } from '../understand/unit-wish.ts';
import type { Proof } from './reply.ts';
import { say } from './texts.ts';

const AFTER_NUMBER = /^(?:余|多)$/;
const BEFORE =
  /^(?:近|约|大约|将近|接近|逾|超|超过|突破|达|达到|多达|不少于|不能少于|不低于|不得低于|不超过|至少|最多|最少|高于|低于|少于|仅|不足|不到|不满|不及)$/;

/** The number with its unit and hedges as the article has them: 近5亿元, 120余家, 36%以上. */
export function amount(fact: Observation): string {
  const approx = fact.approx ?? '';
  const before = BEFORE.test(approx) ? approx : '';
  const inner = AFTER_NUMBER.test(approx) ? approx : '';
  const after = before === '' && inner === '' ? approx : '';
  const raw = toSimplified(fact.raw).replace(/^[-−－]/, '');
  const upper = upperEnd(fact, raw);
  const unit = unitAsWritten(fact, raw);
  return `${before}${lowerEnd(fact)}${raw}${upper}${inner}${unit}${after}`;
}

/** Words that are a number and its unit in one: 七成五, 三分之二, 一半, 翻一番, 持平. */
const WHOLE_WORD = /^(?:.{0,3}成.?|.{1,3}分之.{1,3}|[过近超]{0,2}一?半数?|翻了?.?番)$/;

/** 增长两倍 and 六成 are kept as 200 % and 60 %, and said as written: 两% would be another number. */
function unitAsWritten(fact: Observation, raw: string): string {
  if (fact.unit !== '%') return fact.unit;
  if (WHOLE_WORD.test(raw)) return '';
  const at = fact.at - fact.evidence.span.start + fact.raw.length;
  return (
    /^[余多]?(成|倍)/.exec(toSimplified(fact.evidence.text).slice(Math.max(0, at), at + 2))?.[1] ?? fact.unit
  );
}

/** The other end of a range, read from the evidence right behind the number (5%—6%). */
function upperEnd(fact: Observation, raw: string): string {
  const at = fact.at - fact.evidence.span.start + fact.raw.length;
  const match = /^%?([—–~～-]{1,2}|至|到)(\d[\d.]{0,8})(?=%)/.exec(fact.evidence.text.slice(at, at + 14));
  return match !== null && fact.unit === '%' && !raw.includes('—') ? `%—${match[2]}` : '';
}

/** The lower end of a range whose upper end the fact is: 6%— before 6.5. */
function lowerEnd(fact: Observation): string {
  if (fact.unit !== '%') return '';
  const at = Math.max(0, fact.at - fact.evidence.span.start);
  return (
    /(?<![\d.])\d[\d.]{0,8}%?(?:[—–~～-]{1,2}|至|到)$/.exec(
      toSimplified(fact.evidence.text).slice(0, at).slice(-14),
    )?.[0] ?? ''
  );
}

/** 同比增长5.5%, 下降2.3%, 持平. */
function growthWords(fact: Observation): string {
  const basis =
    fact.basis !== undefined && /同比|环比|比上年|两年平均|^比/.test(fact.basis)
      ? fact.basis.split(/[、,]/)[0]
      : '';
  if (fact.value === 0) return `${basis}${say('growthFlat')}`;
  if (raw(fact).startsWith('翻')) return `${basis}${raw(fact)}`;
  return `${basis}${say(fact.value < 0 ? 'growthDown' : 'growthUp', { value: amount(fact) })}`;
}

function raw(fact: Observation): string {
  return toSimplified(fact.raw);
}

/** 增加值…提高13.2个百分点 is of its growth; a rate goes up by itself. */
function ofGrowth(fact: Observation): string {
  return fact.unit.endsWith('百分点') && !/率|比重|比例|占比|增速|水平$/.test(fact.indicator) ? '增速' : '';
}

/** 增速比2021年提高: points of growth say what they are compared with, as far as the sentence does. */
export function comparedWith(fact: Observation): string {
  const before = toSimplified(fact.evidence.text).slice(0, Math.max(0, fact.at - fact.evidence.span.start));
  return (
    /(?:比|较)(?:上年末?|上年同期|去年同期|上半年|一季度|前三季度|\d{4}年(?:同期)?|年初)(?=[\u4e00-\u9fa5]{0,4}$)/.exec(
      before,
    )?.[0] ?? ''
  );
}

function changeWords(fact: Observation): string {
  const points = fact.unit === '百分点' || fact.unit === '个百分点';
  const key =
    fact.unit === '位'
      ? fact.value < 0
        ? 'placesDown'
        : 'placesUp'
      : points
        ? fact.value < 0
          ? 'pointsDown'
          : 'pointsUp'
        : fact.value < 0
          ? 'changeDown'
          : 'changeUp';
  const basis =
    fact.basis !== undefined && /同比|环比|比上年/.test(fact.basis)
      ? (fact.basis.split(/[、,]/)[0] ?? '')
      : comparedWith(fact);
  const unit = fact.unit === '百分点' ? { ...fact, unit: '个百分点' } : fact;
  return `${basis}${say(key, { value: amount(unit) })}`;
}

/** What the fact says without place, period and indicator. */
export function measureWords(fact: Observation): string {
  switch (fact.measure) {
    case 'growth':
      return growthWords(fact);
    case 'change':
      return changeWords(fact);
    case 'rank':
      return say(rankKey(fact, 'rankOf'), {
        scope: rankScope(fact),
        value: rankNumber(fact),
        of: rankOf(fact),
      });
    default:
      return `${amount(fact)}${mark(fact)}`;
  }
}

const FIRST = /^首$|^(?:榜首|头名|魁首|之首|头把交椅|领跑|最.)$/;

const LAST = /^(?:末位?|末尾|垫底|榜尾)$/;

/** 首位, 倒数第二, 末位 and 前十 are four kinds of rank: the wrong one would be another number. */
function rankKey(fact: Observation, plain: 'rank' | 'rankOf'): string {
  const full = plain === 'rank' ? 'Full' : '';
  if (FIRST.test(rankNumber(fact))) return `rankFirst${full}`;
  if (LAST.test(rankNumber(fact))) return `rankLast${full}`;
  if (fact.approx === '倒数') return `rankFromEnd${full}`;
  return fact.approx === '前' ? `rankWithin${full}` : plain;
}

/** 17个县（市、区）中分别: what the sentence needs and a rank does not. */
function rankScope(fact: Observation): string {
  return (fact.scope ?? '').replace(/(?:中|里)?(?:分别)?$/, '').replace(/(?:共有|共|的)$/, '');
}

function rankNumber(fact: Observation): string {
  return toSimplified(fact.raw)
    .replace(/^(?:次席|次位|榜眼|亚军)$/, '二')
    .replace(/^第/, '')
    .replace(/[位名]$/, '');
}

/** 预计 and 计划 are said where the indicator's own name does not say them. */
function mark(fact: Observation): string {
  if (fact.status === 'estimate') return say('estimateMark');
  if (fact.status === 'plan' && /完成/.test(fact.indicator)) return say('planMark');
  if (
    fact.status === 'plan' &&
    !/投资|计划|谋划|概算|预算|集中开工|开工|签约/.test(fact.indicator + (fact.project ?? ''))
  )
    return say('planMark');
  return '';
}

/** Indicator with the project it belongs to, without saying a name twice. */
export function indicatorName(fact: Observation): string {
  return nameOf(fact).replace(/^全[县市区](?=[\u4e00-\u9fa5]{2})/, '');
}

function nameOf(fact: Observation): string {
  const project = fact.project ?? '';
  if (project !== '' && !fact.indicator.includes(project)) return `${project}${fact.indicator}`;
  if (
    fact.parent !== undefined &&
    fact.parent !== '' &&
    /^(?:总投资|投资|数|项目数|年度投资|产量|产值|面积)$/.test(fact.indicator)
  )
    return `${fact.parent}${fact.indicator}`;
  return fact.indicator;
}

/** One sentence without its end mark: place, period, indicator, what was measured. */
export function statement(fact: Observation): string {
  const place = placeWords(fact);
  const period = periodWords(fact);
  const indicator = indicatorName(fact);
  const common = { place, period, indicator };
  const label = fact.period?.label ?? '';
  const late = fact.period === null ? say('unknownPeriod') : told(label) ? say('reported', { label }) : '';
  if (fact.status === 'target') {
    const value = fact.measure === 'growth' ? growthWords(fact) : amount(fact);
    const planned = fact.measure === 'level' && /(?:项目数|项目总投资|年度计划投资)$/.test(fact.indicator);
    return say(planned ? 'planned' : 'target', { ...common, value }) + late;
  }
  switch (fact.measure) {
    case 'growth': {
      const words = growthWords(fact);
      return `${place}${period}${indicator}${words}${mark(fact)}${late}`;
    }
    case 'change':
      return (
        say('change', { ...common, indicator: `${indicator}${ofGrowth(fact)}`, value: changeWords(fact) }) +
        late
      );
    case 'rank':
      return (
        say(rankKey(fact, 'rank'), {
          ...common,
          scope: rankScope(fact),
          value: rankNumber(fact),
          of: rankOf(fact),
        }) + late
      );
    default: {
      const value = `${amount(fact)}${mark(fact)}`;
      // 产量突破2000万公斤: the hedge is the verb.
      const key = /^(?:突破|超|达|多达|不|逾|高于|低于|少于|至少)/.test(value) ? 'valueBound' : 'value';
      if (key === 'value' && COUNTED.test(indicator) && fact.place !== null)
        return say('counted', { ...common, indicator: indicator.slice(0, -1), value }) + late;
      return say(key, { ...common, value }) + late;
    }
  }
}

/** 重点项目数为124个 is said 重点项目有124个. */
const COUNTED = /(?:项目|企业|专班|任务|工程|机制|作坊|学校|个体户|协议|合同|活动)数$/;

/** Whether a rank is of the total or of the growth, as far as the words just before it say. */
function rankOf(fact: Observation): string {
  if (/增速|总量|排名/.test(fact.indicator)) return '';
  const before = fact.evidence.text.slice(0, Math.max(0, fact.at - fact.evidence.span.start)).slice(-40);
  const folded = toSimplified(before);
  const both = /(总量|增速)[、和](总量|增速)[^。；]*分别([^。；]*)$/.exec(folded);
  // 总量和增速分别排第5位、第2位: the first rank is of the first.
  if (both !== null) return (/第/.test((both[3] ?? '').replace(/第$/, '')) ? both[2] : both[1]) ?? '';
  const at = (word: string): number => folded.lastIndexOf(word);
  if (at('总量') > at('增速') && at('总量') >= 0) return '总量';
  return at('增速') >= 0 || /增长|增幅/.test(folded) ? '增速' : '';
}

export function placeWords(fact: Observation): string {
  const place = fact.place ?? '';
  return place !== '' && indicatorName(fact).startsWith(place) ? '' : place;
}

/**
 * The period as it stands before the indicator. What a project is (its investment, length, capacity) has no time: a
 * day or month that the text told nearby is not said. A festival in the sentence is: 2023年春节期间.
 */
function periodWords(fact: Observation): string {
  const label = fact.period?.label ?? '';
  if (told(label)) return '';
  if (isLasting(fact) && !/^\d{4}年$/.test(label)) return '';
  return label + festival(fact, label);
}

const LASTING =
  /(?:总投资|概算投资|长度|全长|占地面积|建筑面积|建设规模|装机容量|工期|库容|年产能|产能|床位数|设计能力)$/;

function isLasting(fact: Observation): boolean {
  return (
    fact.measure === 'level' && LASTING.test(fact.indicator) && !/项目(?:数|总投资)$/.test(fact.indicator)
  );
}

/** 春节期间, where the sentence tells the number of it and the period is only the year. */
function festival(fact: Observation, label: string): string {
  if (!/^\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?$/.test(label) || fact.status === 'target') return '';
  const at = fact.at - fact.evidence.span.start;
  const before = /[^。；]{0,60}$/.exec(toSimplified(fact.evidence.text).slice(0, at))?.[0] ?? '';
  const match = /[“"]?(春节|五一|国庆|元旦|中秋|端午|清明)[”"]?(?:小?长?假|假期|期间|节日)/.exec(before);
  return match === null || label.includes(match[1] ?? '') ? '' : `${match[1]}期间`;
}

/** A period that is only the date of the report is said behind the number. */
function told(label: string): boolean {
  return label.endsWith('报道');
}

/** ，合735000万元（73.5×10000）: the number in the unit wished for, with the computation; '' when it is in it already. */
export function wished(fact: Observation, unit: string | null, asked: string): string {
  if (unit === null || fact.measure !== 'level') return '';
  // 产了多少吨 is answered in 万吨 as well; 合多少吨 is not.
  if (/^[万亿]/.test(fact.unit) && fact.unit.endsWith(unit) && !/换|合|折|等于|转|按|以|用/.test(asked))
    return '';
  const converted = convert(fact.value, fact.unit, unit);
  if (converted === null) return '';
  const about = fact.approx === undefined ? '' : say('convertedAbout');
  return say('converted', {
    value: `${about}${converted.value}${unit}`,
    step: `${fact.value}${converted.step}`,
  });
}

/** The evidence of a fact, with the number in view. */
export function proofOf(fact: Stored<Observation>): Proof {
  return {
    articleId: fact.articleId,
    ref: fact.id,
    text: fact.evidence.text,
    focus: Math.max(0, fact.at - fact.evidence.span.start),
  };
}
