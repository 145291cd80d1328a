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
  for (const [i, one] of asks.entries()) {
    const { best } = await choose(one);
    const fact = alike(best, chosen[0]);
    if (fact === undefined)
      missing.push(places.length >= 2 ? (places[i]?.division.name ?? '') : (periods[i]?.period.label ?? ''));
    else chosen.push(fact);
  }
  if (chosen.length === 0) return noFact(ask);
  return present(ask, chosen, missing, places.length >= 2);
};

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
  else headline = verdict(facts, rows, byPlace) + difference(facts);
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
