import type { Observation } from '../../facts/model.ts';
import type { Answer } from '../answer.ts';
import { noFact } from '../compose/refusal.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, measureWords, proofOf } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import type { Candidate } from '../lookup/observations.ts';

/** Two or more places, or two periods of one place, side by side. */
export const answerCompare: Responder = async (ask) => {
  const { places, base } = ask.question;
  const periods = base === null ? ask.question.periods : [...ask.question.periods, base];
  if (places.length < 2 && periods.length < 2) return null;
  const asks: Ask[] =
    places.length >= 2
      ? places.map((place, i) => {
          // 霍州2022年和翼城2023年: each place has its own time.
          const own = periods.length === places.length ? periods.slice(i, i + 1) : ask.question.periods;
          return { ...ask, question: { ...ask.question, places: [place], periods: own } };
        })
      : periods.map((period) => ({ ...ask, question: { ...ask.question, periods: [period] } }));
  const chosen: Candidate[] = [];
  const missing: string[] = [];
  const found: (readonly Candidate[])[] = [];
  for (const one of asks) found.push((await choose(one)).best);
  const common = periods.length === 0 ? ofOneTime(found) : null;
  for (const [i, best] of found.entries()) {
    const fact = common?.[i] ?? alike(best, chosen[0]);
    if (fact === undefined)
      missing.push(places.length >= 2 ? (places[i]?.division.name ?? '') : (periods[i]?.period.label ?? ''));
    else chosen.push(fact);
  }
  if (chosen.length === 0) return noFact(ask);
  return present(ask, chosen, missing, places.length >= 2);
};

/** With no time asked for, the newest at which every place has the same number; null when there is none. */
function ofOneTime(found: readonly (readonly Candidate[])[]): readonly Candidate[] | null {
  const [first, ...others] = found;
  if (first === undefined) return null;
  const [best] = first;
  let newest: readonly Candidate[] | null = null;
  for (const one of first) {
    if (one.fact.indicator !== best?.fact.indicator || one.fact.measure !== best.fact.measure) continue;
    const row = others.map((list) =>
      list.find(
        ({ fact }) =>
          fact.indicator === one.fact.indicator &&
          fact.measure === one.fact.measure &&
          fact.unit === one.fact.unit &&
          samePeriod(fact, one.fact),
      ),
    );
    if (row.some((c) => c === undefined)) continue;
    if (newest === null || (one.fact.period?.end ?? '') > (newest[0]?.fact.period?.end ?? ''))
      newest = [one, ...row.filter((c) => c !== undefined)];
  }
  return newest;
}

/** Among the facts of the other place, the one of the same indicator, else of the same unit and measure. */
function alike(best: readonly Candidate[], first: Candidate | undefined): Candidate | undefined {
  if (first === undefined) return best[0];
  const same = (c: Candidate): boolean =>
    c.fact.unit === first.fact.unit && c.fact.measure === first.fact.measure;
  return best.find((c) => same(c) && c.fact.indicator === first.fact.indicator) ?? best.find(same) ?? best[0];
}

async function present(
  ask: Ask,
  chosen: readonly Candidate[],
  missing: readonly string[],
  byPlace: boolean,
): Promise<Answer> {
  const facts = chosen.map((c) => c.fact);
  const rows = facts.map((f) =>
    say('compareRow', {
      place: f.place ?? '',
      period: f.period?.label ?? '',
      indicator: indicatorName(f),
      value: measureWords(f),
    }),
  );
  const indicator = facts[0] === undefined ? '' : indicatorName(facts[0]);
  let headline: string;
  if (missing.length > 0)
    headline = say('compareMissing', { rows: rows.join('；'), missing: missing.join('、'), indicator });
  else if (!comparable(facts, byPlace)) headline = say('comparePeriods', { rows: rows.join('；') });
  else headline = (fallen(ask, facts, rows, byPlace) ?? verdict(facts, rows, byPlace)) + difference(facts);
  return reply(ask, {
    kind: 'compare',
    headline: line(`${headline}。`),
    proofs: chosen.map((c) => proofOf(c.fact)),
  });
}

/** Larger or smaller is only said of the same indicator, measure, unit and (between places) period. */
function comparable(facts: readonly Observation[], byPlace: boolean): boolean {
  const [first] = facts;
  if (first === undefined) return false;
  return facts.every(
    (f) =>
      sameSubject(f, first) &&
      f.measure === first.measure &&
      f.unit === first.unit &&
      (!byPlace || samePeriod(f, first)),
  );
}

function sameSubject(a: Observation, b: Observation): boolean {
  return (
    a.indicator === b.indicator || a.indicator.replaceAll('重点', '') === b.indicator.replaceAll('重点', '')
  );
}

/** Equal, or both the same year by their last day. */
function samePeriod(a: Observation, b: Observation): boolean {
  if (a.period === null || b.period === null) return false;
  return (
    (a.period.start === b.period.start && a.period.end === b.period.end) || a.period.label === b.period.label
  );
}

/** ，相差1345元（39260−37915）: of two exact numbers in one unit, with the computation. */
function difference(facts: readonly Observation[]): string {
  const [a, b, ...more] = facts;
  if (a === undefined || b === undefined || more.length > 0 || a.measure === 'rank') return '';
  if (a.approx !== undefined || b.approx !== undefined || a.value === b.value) return '';
  const [high, low] = a.value > b.value ? [a, b] : [b, a];
  const digits = Math.max(...[a, b].map((f) => (String(f.value).split('.')[1] ?? '').length));
  const unit = /[%‰]/.test(a.unit) ? '个百分点' : a.unit;
  return say('difference', {
    value: `${(high.value - low.value).toFixed(digits)}${unit}`,
    step: `${high.value}−${low.value < 0 ? `（${low.value}）` : low.value}`,
  });
}

/** 谁降得多: the one that fell furthest, if any fell; null when growth is not asked for as a fall. */
function fallen(
  ask: Ask,
  facts: readonly Observation[],
  rows: readonly string[],
  byPlace: boolean,
): string | null {
  if (!/[降跌掉减]得|降幅|跌幅|[降跌]的?更?[多狠猛]/.test(ask.question.text)) return null;
  const [first] = facts;
  if (first === undefined || (first.measure !== 'growth' && first.measure !== 'change')) return null;
  const nameOf = (f: Observation): string => (byPlace ? (f.place ?? '') : (f.period?.label ?? ''));
  const rose = facts.filter((f) => f.value >= 0);
  if (rose.length > 0 && rose.length === facts.length)
    return say('compareNoFall', { winner: facts.map(nameOf).join('、'), rows: rows.join('；') });
  const lowest = facts.reduce((x, y) => (y.value < x.value ? y : x));
  if (facts.every((f) => f.value === lowest.value)) return null;
  return say('compareFell', { winner: nameOf(lowest), rows: rows.join('；') });
}

function verdict(facts: readonly Observation[], rows: readonly string[], byPlace: boolean): string {
  const highest = facts.reduce((x, y) => (y.value > x.value ? y : x));
  if (facts.every((f) => f.value === highest.value)) return say('compareEqual', { rows: rows.join('；') });
  const rankWise = highest.measure === 'rank' ? facts.reduce((x, y) => (y.value < x.value ? y : x)) : highest;
  const winner = byPlace ? (rankWise.place ?? '') : (rankWise.period?.label ?? '');
  const key =
    highest.measure === 'rank'
      ? 'compareAhead'
      : highest.measure === 'level'
        ? 'compareMore'
        : 'compareHigher';
  return say(key, { winner, rows: rows.join('；') });
}
