import type { Measure, Observation } from '../../facts/model.ts';
import { comparedWith, measureWords } from '../compose/value-words.ts';
import type { Ask } from '../desk.ts';
import { mayAnswer } from '../gate.ts';
import type { AskedPeriod, Understanding } from '../understand/understanding.ts';
import type { Candidate } from './observations.ts';
import { candidates, factFields } from './observations.ts';
import { ofOtherPlace } from './other-place.ts';
import { periodFit } from './period-fit.ts';

/** What the choice came to. */
export interface Choice {
  /** Facts that answer, best first; empty when none does. */
  readonly best: readonly Candidate[];
  /** Facts of the same place and subject that differ in period, measure or status: for the refusal's labelled lines. */
  readonly near: readonly Candidate[];
  /** Which demand failed, when `best` is empty. */
  readonly lacking: 'subject' | 'period' | 'measure' | 'target' | null;
}

/** The facts that answer a question about a number: words, then status, measure and period must all agree. */
export async function choose(ask: Ask): Promise<Choice> {
  const { lexicon } = ask.desk;
  const settled = (name: string): boolean => lexicon.canonical(name) !== null;
  const meant = new Set(ask.question.indicators.map((mention) => mention.canonical));
  const namesOther = (name: string): boolean =>
    lexicon.find(name).some((mention) => !meant.has(mention.canonical));
  const pool = (await candidates(ask)).filter(
    ({ fact }) => fact.status !== 'superseded' && placeAllowed(fact, ask) && !isGiven(fact, ask.question),
  );
  const may = (c: Candidate): boolean =>
    mayAnswer(c, ask.question, settled, namesOther) && !ofOtherPlace(c.fact, ask.desk.gazetteer);
  const strict = pool.filter((c) => !c.leaning && may(c));
  const able = ofShare(strict.length > 0 ? strict : pool.filter(may), ask.question);
  if (able.length === 0) return { best: [], near: [], lacking: 'subject' };
  const topical = narrow(preferResults(able, ask.question));
  const period = ask.question.periods[0];
  const status = byStatus(topical, ask.question, period);
  if (status.length === 0) return { best: [], near: rank(topical, ask, period), lacking: 'target' };
  const measured = byMeasure(status, ask.question, ask);
  if (measured.length === 0) return { best: [], near: rank(status, ask, period), lacking: 'measure' };
  const dated =
    period === undefined
      ? measured
      : measured.filter((c) => {
          const strict =
            wholeYear(ask, period) ||
            (period.kind === 'year' && settled(c.fact.indicator) && isMonth(c.fact));
          return periodFit(c.fact.period, period, c.lead) > (strict ? 0.7 : 0);
        });
  if (dated.length === 0) return { best: [], near: rank(measured, ask, period), lacking: 'period' };
  return { best: rank(dated, ask, period), near: [], lacking: null };
}

/** 12月 of a settled indicator is not the year's. */
function isMonth({ period }: Observation): boolean {
  return period?.start.endsWith('-01') === true && /^\d{4}年\d{1,2}月$/.test(period.label);
}

/** Asked for a part of a whole: the share is the fact, however well the whole's own name fits. */
function ofShare(able: readonly Candidate[], { wants }: Understanding): readonly Candidate[] {
  const shares =
    wants.has('share') && !wants.has('change') ? able.filter((c) => c.fact.measure === 'share') : [];
  return shares.length > 0 ? shares : able;
}

/** 全年 asks for the year's total, not for a holiday or a month of it. */
function wholeYear(ask: Ask, period: AskedPeriod): boolean {
  return period.kind === 'year' && ask.question.text.includes('全年') && !ask.question.wants.has('target');
}

/** 66个重点项目…竣工了几个: a number the question states is not the answer to it. */
function isGiven(fact: Observation, question: Understanding): boolean {
  if (question.wants.has('verify')) return false;
  return question.claims.some((claim) => claim.value === fact.value && claim.unit === fact.unit);
}

/** A joint row (安泽县、浮山县) answers when both are asked, or when the subject itself is joint. */
function placeAllowed(fact: Observation, ask: Ask): boolean {
  const asked = ask.question.places.map((p) => p.division);
  if (asked.length === 0) return true;
  const township = asked.find((d) => d.level === 'township');
  if (township !== undefined) {
    const { name, clause } = factFields(fact);
    return fact.place === township.name || `${name}${clause}`.includes(township.name.replace(/[镇乡]$/, ''));
  }
  return fact.place !== null;
}

/** A result that holds every word of the question is not put aside for a goal whose name fits it better. */
function preferResults(able: readonly Candidate[], question: Understanding): readonly Candidate[] {
  if (question.wants.has('target')) return able;
  const results = able.filter((c) => c.fact.status !== 'target');
  return results.some((c) => c.coverage.far.length === 0)
    ? [
        ...results,
        ...able.filter(
          (c) => c.exact && c.fact.status === 'target' && !results.some((r) => r.fact.unit === c.fact.unit),
        ),
      ]
    : able;
}

/** Keeps the candidates whose words fit about as well as the best: a weaker match must not win by its date. */
function narrow(able: readonly Candidate[]): readonly Candidate[] {
  const top = Math.max(...able.map(fit));
  return able.filter((c) => fit(c) >= top - 0.3);
}

function fit(c: Candidate): number {
  return c.coverage.score * 2 + c.precision * 0.6 + (c.exact ? 0.6 : 0);
}

function byStatus(
  pool: readonly Candidate[],
  question: Understanding,
  period: AskedPeriod | undefined,
): readonly Candidate[] {
  const targets = pool.filter((c) => c.fact.status === 'target');
  // 改造了多少 is not answered with what is to be done.
  const done = RESULT.test(question.text) && !question.wants.has('target');
  const others = pool.filter((c) => c.fact.status !== 'target' && !(done && isIntended(c.fact)));
  if (question.wants.has('target'))
    return targets.length > 0
      ? targets
      : pool.filter((c) => c.fact.status === 'plan' || c.fact.status === 'estimate');
  // 完成了多少 asks for a result: a goal is not one.
  if (others.length === 0) return RESULT.test(question.text) ? [] : targets;
  const fits = (c: Candidate): boolean =>
    period === undefined || periodFit(c.fact.period, period, c.lead) > 0;
  // Asked for a year of which only the goal is known: the goal, said to be one.
  if (!others.some(fits) && targets.some(fits) && !RESULT.test(question.text)) return targets;
  return others;
}

/** 比一季度回落多少 is not answered with what it is against the half-year. */
function sameBase(fact: Observation, { base }: Understanding): boolean {
  if (base === null) return true;
  const told = comparedWith(fact);
  if (told === '') return true;
  if (base.relative || /上年|去年|同期/.test(base.surface)) return /上年|去年|同期|\d{4}年/.test(told);
  const bare = base.surface.replace(/^\d{4}年(?=.)/, '').replace(/第|个/g, '');
  return told.includes(bare) || bare.includes(told.slice(1));
}

/** 回落 of what went up and down at different times: the one that fell. */
function sameWay(changes: readonly Candidate[], text: string): readonly Candidate[] {
  const down = /回落|下降|减少|降低|少了|放缓/.test(text);
  const up = /提高|上升|增加|加快|多了|提升/.test(text);
  if (down === up) return changes;
  const same = changes.filter((c) => (down ? c.fact.value < 0 : c.fact.value > 0));
  return same.length > 0 ? same : changes;
}

/** 完成了多少, 接待了几万: what has come about, which a goal does not tell. */
const RESULT =
  /(?:现在|目前|如今)[^,，。]{0,6}(?:有|是)?(?:多少|几)|完成了|实现了|实际|达到了|已经|[一-龥](?<![定算除为划排签批拟设])了(?:多少|几)/;

/** 增加了多少: so much more, not so much. */
const MOVED = /(?:增加|减少|提高|提升|回落|缩短|改善)了?(?:多少|几)/;
const NEW = /新[增建改开签]|增加|净增|减少|压减|提高|缩短|下降|节/;

/** A plan to do something; what a project is to cost is its cost. */
function isIntended({ status, project, indicator }: Observation): boolean {
  return status === 'plan' && (project ?? '') === '' && !/投资|资金|面积|长度|能力/.test(indicator);
}

/** 占比 is not answered with 贡献率: a rate of another name must be said by it. */
function isSaidRate({ indicator }: Observation, text: string): boolean {
  const rate = /([一-龥]{2})率$/.exec(indicator)?.[1];
  return rate === undefined || rate.endsWith('比') || text.includes(rate);
}

function isRate(indicator: string): boolean {
  return /(?:率|比重|比例|占比)$/.test(indicator);
}

function byMeasure(pool: readonly Candidate[], question: Understanding, ask: Ask): readonly Candidate[] {
  const of = (...measures: Measure[]): readonly Candidate[] =>
    pool.filter((c) => measures.includes(c.fact.measure));
  const { wants } = question;
  if (wants.has('rank')) {
    const ranks = of('rank').filter(
      (c) => scopeFits(c.fact.scope ?? '', question.text) && rankedByAsked(c.fact, question),
    );
    const growing = wants.has('growth') ? ranks.filter((c) => measureWords(c.fact).includes('增速')) : [];
    return growing.length > 0 ? growing : ranks;
  }
  // 占比提高了多少 asks how far it moved.
  if (wants.has('share') && wants.has('change')) return of('change');
  if (wants.has('share')) {
    const shares = of('share').filter((c) => isSaidRate(c.fact, question.text));
    if (shares.length > 0) return shares;
    return pool.filter(
      (c) => c.fact.unit === '%' && c.fact.measure !== 'growth' && isSaidRate(c.fact, question.text),
    );
  }
  if (wants.has('change') && !/增速(?:及|和|以及|、)/.test(question.text)) {
    const changes = of('change').filter((c) => sameBase(c.fact, question));
    if (changes.length > 0) return sameWay(changes, question.text);
    if (of('change').length > 0 && question.base !== null) return [];
    const grown = of('growth');
    if (grown.length > 0) return grown;
    // 床位增加了多少 is not answered with how many there were.
    if (MOVED.test(question.text))
      return of('level', 'share').filter((c) => NEW.test(c.fact.indicator + c.lead));
  }
  if (wants.has('growth')) {
    const growths = of('growth');
    if (growths.length > 0 || /增速|增长率|增幅|降幅|同比/.test(question.text)) return growths;
    // 人口是增是减 is told as so many more or less; points of growth are no growth.
    return of('change').filter((c) => !c.fact.unit.endsWith('百分点') || isRate(c.fact.indicator));
  }
  const units = question.units;
  const levels = of('level', 'share').filter((c) => units.length === 0 || unitFits(c.fact.unit, units));
  // 企业新增几家 is the difference where one is told, and never all of them.
  const added = /新增|净增/.test(question.text)
    ? of('change').filter((c) => !/[%点]$/.test(c.fact.unit))
    : [];
  if (added.length > 0 && !levels.some((c) => NEW.test(c.fact.indicator + c.lead))) return added;
  if (levels.length > 0) return levels;
  if (question.wants.has('target')) return pool;
  if (/新增|增加(?!值)|净增|多了/.test(question.text) && of('change').length > 0) return of('change');
  const usual = ask.desk.lexicon.indicators.find((i) => i.name === pool[0]?.fact.indicator)?.unit;
  const growths = of('growth');
  if (usual === '%' || wants.has('topic') || usual === undefined) return units.length === 0 ? growths : [];
  return [];
}

/** 财政收入全市第几 is not answered with the rank of its growth, nor 增速第几 with that of the total. */
function rankedByAsked(fact: Observation, { text, wants }: Understanding): boolean {
  const by = /增速|总量/.exec(measureWords(fact))?.[0];
  const asked = wants.has('growth') || /快|慢|幅/.test(text);
  return (
    by === undefined ||
    (by === '增速') === asked ||
    /率$|工业增加值$|固定资产投资|指数|浓度|天数/.test(fact.indicator)
  );
}

/** 全省第几 is not answered with a rank among the counties of the prefecture. */
function scopeFits(scope: string, text: string): boolean {
  const asked = /全国|全省|山西省?(?=排|第)|全市|全区|全县/.exec(text)?.[0];
  if (asked === undefined || scope === '') return true;
  const wide = (words: string): string => (/国/.test(words) ? '国' : /省|山西/.test(words) ? '省' : '市');
  return wide(asked) === wide(scope);
}

function unitFits(unit: string, units: readonly string[]): boolean {
  return units.includes(unit) || units.some((u) => u.length > 1 && unit.endsWith(u));
}

function rank(pool: readonly Candidate[], ask: Ask, period: AskedPeriod | undefined): readonly Candidate[] {
  const asked = new Set(ask.question.places.map((p) => p.division.name));
  const joint = [...asked].length > 1;
  const score = (c: Candidate): number => {
    const { fact } = c;
    let sum = fit(c) * 2 + c.literal * 0.4;
    if (period !== undefined) sum += periodFit(fact.period, period, c.lead);
    if (fact.place !== null && asked.has(fact.place)) sum += 0.6;
    if (joint && fact.place !== null && [...asked].every((name) => fact.place?.split('、').includes(name)))
      sum += 0.8;
    if (ask.question.units.includes(fact.unit)) sum += 0.5;
    if (fact.measure === 'level' && ask.question.wants.has('count')) sum += 0.2;
    if (fact.status === 'actual') sum += 0.15;
    return Math.round(sum * 20) / 20;
  };
  const scored = pool.map((c) => ({ c, s: score(c) }));
  return scored
    .sort(
      (a, b) => b.s - a.s || newer(a.c, b.c) || span(b.c) - span(a.c) || (a.c.fact.id < b.c.fact.id ? -1 : 1),
    )
    .map(({ c }) => c);
}

function newer(a: Candidate, b: Candidate): number {
  const [x, y] = [a.fact.period?.end ?? '', b.fact.period?.end ?? ''];
  return x === y ? 0 : x > y ? -1 : 1;
}

function span(c: Candidate): number {
  const { period } = c.fact;
  return period === null ? 0 : Date.parse(period.end) - Date.parse(period.start);
}
