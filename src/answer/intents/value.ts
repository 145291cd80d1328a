import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Answer } from '../answer.ts';
import { askPlace, noFact, subjectWords, topicWords } from '../compose/refusal.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { dateWords, say } from '../compose/texts.ts';
import { amount, indicatorName, measureWords, proofOf, statement, wished } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import { settle } from '../lookup/conflict.ts';
import type { Candidate } from '../lookup/observations.ts';
import { deriveGrowth } from './derived.ts';

const MOST_CONTEXT = 2;

/** A number: value, growth, rank, share, change or target of an indicator or project. */
export const answerValue: Responder = async (ask) => {
  if (asksWhichCounty(ask.question)) {
    const { periods } = ask.question;
    const subject = `${periods.map((p) => p.period.label).join('、')}${topicWords(ask.question)}`;
    return noFact(ask, [], say('noCounties', { subject }));
  }
  if (ask.question.places.length === 0 && ask.question.indicators.length > 0)
    return (await named(ask)) ?? askPlace(ask);
  const asks = perPeriod(perPlace(ask));
  if (asks.length === 1) return single(asks[0] ?? ask);
  const joint = await jointAnswer(ask);
  if (joint !== null) return joint;
  return several(ask, asks);
};

/** 哪个县的指数最低 is not answered with the number of the whole city. */
function asksWhichCounty({ text, places, indicators }: Ask['question']): boolean {
  if (indicators.length === 0 || places.some((p) => p.division.level !== 'prefecture')) return false;
  return /哪(?:一|几|些|两|三)?个?(?:县|区县|县区|县市)/.test(text);
}

/** 涝洰河片区有几个重点项目: the other words of the question name what no place name was needed for. */
async function named(ask: Ask): Promise<Answer | null> {
  const others = ask.question.terms.filter(
    (term) => term.weight >= 1 && term.indicator === undefined && term.soft !== true,
  );
  if (others.length < 2) return null;
  const [best] = (await choose(ask)).best;
  if (best === undefined || best.coverage.far.some((term) => others.includes(term))) return null;
  return single(ask);
}

/** For 怎么样: a number only when the question says a fact's own name and nothing else. */
export const answerValuePrecisely: Responder = async (ask) => {
  const [best] = (await choose(ask)).best;
  if (best === undefined) return null;
  const asked = ask.question.terms.reduce((sum, term) => (term.soft === true ? sum : sum + term.weight), 0);
  const named = best.precision >= 0.7 || best.coverage.named >= asked * 0.9;
  return named && best.coverage.near >= 0.9 ? answerValue(ask) : null;
};

/** Two places or two periods in one question are two questions. */
function perPlace(ask: Ask): readonly Ask[] {
  const { places } = ask.question;
  const townships = places.filter((p) => p.division.level === 'township');
  // 古县旧县镇 is one place said twice as exactly.
  const distinct = townships.length > 0 ? townships : places;
  if (distinct.length < 2) return [{ ...ask, question: { ...ask.question, places: distinct } }];
  return distinct.map((place) => ({ ...ask, question: { ...ask.question, places: [place] } }));
}

function perPeriod(asks: readonly Ask[]): readonly Ask[] {
  return asks.flatMap((ask) => {
    const { periods } = ask.question;
    if (periods.length < 2) return [ask];
    return periods.map((period) => ({ ...ask, question: { ...ask.question, periods: [period] } }));
  });
}

/** 两县合计, 安浮公路: a fact of the asked places together. */
async function jointAnswer(ask: Ask): Promise<Answer | null> {
  const names = ask.question.places.map((p) => p.division.name);
  if (names.length < 2) return null;
  const choice = await choose(ask);
  // 翼城—浮山公路浮山境内有多长: of a thing that two places share, the stretch in one of them.
  const stretch = names.find((name) => isStretch(ask.question.text, name));
  const best = choice.best.filter(({ fact }) => stretch === undefined || fact.place === stretch);
  const whole = best.find(
    (c) => c.fact.place !== null && names.every((n) => c.fact.place?.split('、').includes(n)),
  );
  // A road between two places is told under one of them; its name says both.
  const short = ask.question.places.map((p) => p.division.name.slice(0, 2));
  const named = best.find((c) => short.every((n) => indicatorName(c.fact).includes(n)));
  const chosen = whole ?? named;
  return chosen === undefined ? null : present(ask, chosen, best);
}

/** Whether a question speaks of the stretch of something in this place: 浮山境内, 浮山县段. */
function isStretch(text: string, place: string): boolean {
  const short = place.slice(0, 2);
  return [place, short].some((name) => [`${name}境内`, `${name}段`].some((words) => text.includes(words)));
}

async function several(ask: Ask, asks: readonly Ask[]): Promise<Answer | null> {
  const found: Candidate[] = [];
  const missing: Ask[] = [];
  for (const one of asks) {
    const [best] = (await choose(one)).best;
    if (best === undefined) missing.push(one);
    else if (!found.some((c) => c.fact.id === best.fact.id)) found.push(best);
  }
  if (found.length === 0) return single(ask);
  const complete = missing.length === 0;
  const facts = found.map((c) => c.fact);
  const total = /合计|总共|一共|加起来|总和/.test(ask.question.text) && complete ? sumOf(facts) : null;
  return reply(ask, {
    kind: 'value',
    headline: line(
      `${[...(total === null ? [] : [total]), ...facts.map((f) => statement(f) + wished(f, ask.question.wish, ask.question.text))].join('；')}。`,
    ),
    context: complete
      ? []
      : [line(say('noFact', { subject: missing.map((one) => subjectWords(one.question)).join('、') }))],
    proofs: facts.map(proofOf),
  });
}

/** The sum of facts that differ in nothing but the place, with the computation shown; null when they differ. */
function sumOf(facts: readonly Observation[]): string | null {
  const [first] = facts;
  if (first === undefined || first.measure !== 'level' || facts.length < 2 || /[%‰]/.test(first.unit))
    return null;
  const alike = facts.every(
    (f) =>
      f.indicator === first.indicator &&
      f.unit === first.unit &&
      f.measure === 'level' &&
      f.status === first.status &&
      f.period?.start === first.period?.start &&
      f.period?.end === first.period?.end &&
      f.place !== first.place &&
      f.approx === undefined,
  );
  if (!alike) return null;
  const digits = Math.max(...facts.map((f) => (String(f.value).split('.')[1] ?? '').length));
  const value = `${facts.reduce((sum, f) => sum + f.value, 0).toFixed(digits)}${first.unit}`;
  const parts = facts.map((f) => amount(f)).join('、');
  return say('sum', {
    places: facts.map((f) => f.place ?? '').join('、'),
    period: first.period?.label ?? '',
    indicator: first.indicator,
    value,
    parts,
  });
}

async function single(ask: Ask): Promise<Answer | null> {
  const choice = await choose(ask);
  const [best] = choice.best;
  if (best === undefined) {
    if (choice.lacking === 'subject') return null;
    const derived = choice.lacking === 'period' ? await deriveGrowth(ask, choice.near) : null;
    if (derived !== null) return derived;
    return noFact(ask, choice.near);
  }
  return (await ambiguous(ask, choice.best)) ?? present(ask, best, choice.best);
}

async function present(ask: Ask, chosen: Candidate, others: readonly Candidate[]): Promise<Answer> {
  const { fact, other } = await settle(ask.desk, chosen.fact);
  const siblings = await companions(ask, fact);
  const brackets = siblings.map((s) => measureWords(s));
  const inUnit = wished(fact, ask.question.wish, ask.question.text);
  const told = `${statement(fact)}${inUnit}`;
  // （预计）（增长5.1%） is one bracket.
  const text = `${brackets.length === 0 ? told : told.endsWith('）') && inUnit === '' ? `${told.slice(0, -1)}，${brackets.join('，')}）` : `${told}（${brackets.join('，')}）`}。`;
  const proofs = [proofOf(fact), ...(other === null ? [] : [proofOf(other)]), ...siblings.map(proofOf)];
  const more = await contextLines(ask, fact, others);
  const differing = other === null ? [] : [line(await conflictLine(ask, fact, other))];
  return reply(ask, {
    kind: (fact.project ?? '') === '' ? 'value' : 'project',
    headline: strongLine(text, fact.measure === 'rank' ? '' : amount(fact)),
    context: [...differing, ...more.map(({ text: words }) => line(words))].slice(0, 3),
    proofs,
    articles: more.flatMap(({ from }) => (from === null ? [] : [from.articleId])),
    factIds: [
      fact,
      ...siblings,
      ...(other === null ? [] : [other]),
      ...more.flatMap(({ from }) => from ?? []),
    ].map((row) => row.id),
  });
}

async function conflictLine(ask: Ask, fact: Observation, other: Stored<Observation>): Promise<string> {
  const article = await ask.desk.store.articleInfo(other.articleId);
  return say('conflict', {
    date: dateWords(article?.date ?? null),
    value: measureWords(other),
    why: say(fact.status !== other.status ? 'conflictEstimate' : 'conflictNewer'),
  });
}

/** Words that name a property of many things and none of them. */
const BARE = /^(?:产量|产值|面积|种植面积|销售额|收入|总投资|投资|占地|项目|企业|人数|比例)$/;
const MOST_READINGS = 6;

/** 吉县产量: of apples or of pears? Readings that differ in the answer are asked back, each with a button. */
async function ambiguous(ask: Ask, best: readonly Candidate[]): Promise<Answer | null> {
  const { terms, places } = ask.question;
  const [place] = places;
  const hard = terms.filter((term) => term.soft !== true);
  if (place === undefined || hard.length !== terms.length || hard.some((term) => !BARE.test(term.text)))
    return null;
  const names = [...new Set(best.map((c) => indicatorName(c.fact)))];
  if (names.length < 2 || names.some((name) => hard.some((term) => term.text === name))) return null;
  const shown = names.slice(0, MOST_READINGS);
  return reply(ask, {
    kind: 'clarify',
    abstain: true,
    headline: line(
      say('whichOne', { place: place.division.name, word: `「${hard.map((t) => t.text).join('')}」` }),
    ),
    context: [line(say('whichList', { names: shown.join('、') }))],
    actions: shown.map((name) => ({
      do: 'ask',
      question: `${place.division.name}${name}是多少`,
      label: name,
    })),
  });
}

/** Growth and rank told of the same indicator and period in the same article. */
async function companions(ask: Ask, fact: Stored<Observation>): Promise<readonly Stored<Observation>[]> {
  if (fact.status === 'target' || fact.place === null || fact.period === null) return [];
  const rows = await ask.desk.store.observations({ places: [fact.place], indicators: [fact.indicator] });
  const same = rows.filter(
    (row) =>
      row.id !== fact.id &&
      row.place === fact.place &&
      row.articleId === fact.articleId &&
      row.status === fact.status &&
      row.project === fact.project &&
      row.parent === fact.parent &&
      row.period?.start === fact.period?.start &&
      row.period?.end === fact.period?.end,
  );
  const pick = (measure: string): readonly Stored<Observation>[] =>
    fact.measure === measure
      ? []
      : same.filter((r) => r.measure === measure && (measure !== 'rank' || rankedWith(r, fact))).slice(0, 1);
  if (fact.measure === 'level') return [...pick('growth'), ...pick('rank')];
  if (fact.measure === 'growth')
    return [...(ask.question.wants.has('change') ? pick('change') : []), ...pick('rank')];
  return [];
}

/** A rank stands beside a number only when both are told in one sentence. */
function rankedWith(rank: Observation, fact: Observation): boolean {
  const [a, b] = [rank.evidence.span, fact.evidence.span];
  return a.start < b.end && b.start < a.end;
}

/** A line beside the answer, with the fact it tells. */
interface Context {
  readonly text: string;
  readonly from: Stored<Observation> | null;
}

/** The same indicator at other times, each with its period; that a correction came in between. */
async function contextLines(
  ask: Ask,
  fact: Stored<Observation>,
  others: readonly Candidate[],
): Promise<readonly Context[]> {
  const lines: Context[] = [];
  if (fact.place !== null) {
    const rows = await ask.desk.store.observations({ places: [fact.place], indicators: [fact.indicator] });
    if (
      rows.some(
        (r) =>
          r.status === 'superseded' && r.measure === fact.measure && r.period?.label === fact.period?.label,
      )
    )
      lines.push({ text: say('corrected'), from: null });
  }
  const sameThing = others.filter(
    ({ fact: other }) =>
      other.indicator === fact.indicator &&
      other.measure === fact.measure &&
      other.place === fact.place &&
      other.status === fact.status &&
      other.project === fact.project &&
      other.period !== null &&
      other.period.label !== fact.period?.label,
  );
  if (ask.question.periods.length === 0)
    for (const { fact: other } of sameThing.slice(0, MOST_CONTEXT))
      lines.push({
        text: `${indicatorName(other)} ${say('otherPeriod', { period: other.period?.label ?? '', value: measureWords(other) })}`,
        from: other,
      });
  return lines.slice(0, 3);
}
