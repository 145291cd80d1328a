import type { Measure, Observation } from '../../facts/model.ts';
import type { Ask } from '../desk.ts';
import { mayAnswer } from '../gate.ts';
import type { AskedPeriod, Understanding } from '../understand/understanding.ts';
import type { Candidate } from './observations.ts';
import { candidates, factFields } from './observations.ts';
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
  const settled = (name: string): boolean => ask.desk.lexicon.canonical(name) !== null;
  const pool = (await candidates(ask)).filter(
    ({ fact }) => fact.status !== 'superseded' && placeAllowed(fact, ask) && !isGiven(fact, ask.question),
  );
  const strict = pool.filter((c) => !c.leaning && mayAnswer(c, ask.question, settled));
  const able = strict.length > 0 ? strict : pool.filter((c) => mayAnswer(c, ask.question, settled));
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
      : measured.filter((c) => periodFit(c.fact.period, period, c.lead) > (wholeYear(ask, period) ? 0.7 : 0));
  if (dated.length === 0) return { best: [], near: rank(measured, ask, period), lacking: 'period' };
  return { best: rank(dated, ask, period), near: [], lacking: null };
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
  const others = pool.filter((c) => c.fact.status !== 'target');
  if (question.wants.has('target'))
    return targets.length > 0
      ? targets
      : pool.filter((c) => c.fact.status === 'plan' || c.fact.status === 'estimate');
  // 完成了多少 asks for a result: a goal is not one.
  if (others.length === 0) return /完成了|实现了|实际|达到了|已经/.test(question.text) ? [] : targets;
  const fits = (c: Candidate): boolean =>
    period === undefined || periodFit(c.fact.period, period, c.lead) > 0;
  // Asked for a year of which only the goal is known: the goal, said to be one.
  if (!others.some(fits) && targets.some(fits)) return targets;
  return others;
}

function byMeasure(pool: readonly Candidate[], question: Understanding, ask: Ask): readonly Candidate[] {
  const of = (...measures: Measure[]): readonly Candidate[] =>
    pool.filter((c) => measures.includes(c.fact.measure));
  const { wants } = question;
  if (wants.has('rank')) return of('rank').filter((c) => scopeFits(c.fact.scope ?? '', question.text));
  if (wants.has('share')) {
    const shares = of('share');
    if (shares.length > 0) return shares;
    return pool.filter((c) => c.fact.unit === '%' && c.fact.measure !== 'growth');
  }
  if (wants.has('change') && !/增速(?:及|和|以及|、)/.test(question.text)) {
    const changes = of('change');
    if (changes.length > 0) return changes;
    const grown = of('growth');
    if (grown.length > 0) return grown;
  }
  if (wants.has('growth')) {
    const growths = of('growth');
    return growths.length > 0 || !/增加(?!值)|减少|下降|多了|少了/.test(question.text)
      ? growths
      : of('change');
  }
  const units = question.units;
  const levels = of('level', 'share').filter((c) => units.length === 0 || unitFits(c.fact.unit, units));
  if (levels.length > 0) return levels;
  if (question.wants.has('target')) return pool;
  if (/新增|增加(?!值)|净增|多了/.test(question.text) && of('change').length > 0) return of('change');
  const usual = ask.desk.lexicon.indicators.find((i) => i.name === pool[0]?.fact.indicator)?.unit;
  const growths = of('growth');
  if (usual === '%' || wants.has('topic') || usual === undefined) return units.length === 0 ? growths : [];
  return [];
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
