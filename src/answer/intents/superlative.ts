import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import type { Answer } from '../answer.ts';
import { topicWords } from '../compose/refusal.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, measureWords, proofOf, statement } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import type { Candidate } from '../lookup/observations.ts';
import { regionDivisions } from '../lookup/region.ts';

const LOWEST = /最低|最少|最小|最慢|最弱|(?:[降跌掉减]得?|降幅|跌幅)最(?:狠|猛|厉害|多|大|快)/;
const HIGHEST = /最高|最多|最大|最快/;

/** 降得最多 asks for one that fell. */
const FALLING = /[降跌掉减]得?[^,，。]{0,2}最|最[^,，。]{0,2}[降跌掉]|降幅|跌幅/;

/** 空气质量综合指数最好 is the lowest. */
const LESS_IS_BETTER = /指数|浓度|失业率|污染|时限|价格/;

function wantsLow({ text, ranking }: Ask['question'], indicator: string): boolean {
  const better = LESS_IS_BETTER.test(indicator);
  if (/最好|最优|最强/.test(text)) return better;
  if (ranking !== null && !LOWEST.test(text) && !HIGHEST.test(text) && !/最差/.test(text))
    return ranking.fromEnd ? !better : better;
  return /最差/.test(text) ? !better : LOWEST.test(text);
}

/** Which place has most of something: every place that has the fact, only where unit and measure agree. */
export const answerSuperlative: Responder = async (ask) => {
  if (ask.question.places.some((p) => p.division.level !== 'prefecture') || ask.question.terms.length === 0)
    return null;
  const asked = ofNumbers(ask.question);
  const counties = regionDivisions(ask.desk.gazetteer).filter((d) => d.level !== 'prefecture');
  const found: Candidate[] = [];
  const all: Candidate[] = [];
  for (const division of counties) {
    const place = { division, surface: division.name, start: 0, end: 0, how: 'exact' as const };
    const { best } = await choose({ ...ask, hits: () => [], question: { ...asked, places: [place] } });
    const own = best.filter((c) => c.fact.place === division.name);
    const [top] = own;
    if (top === undefined) continue;
    found.push(top);
    all.push(...own);
  }
  const alike = largestGroup(onePerPlace(all));
  if (alike.length === 0) return null;
  if (alike.length === 1 && found.length > 1) return listed(ask, found);
  const low = wantsLow(ask.question, alike[0]?.fact.indicator ?? '');
  const ordered = [...alike].sort(
    (a, b) =>
      (low ? a.fact.value - b.fact.value : b.fact.value - a.fact.value) || (a.fact.id < b.fact.id ? -1 : 1),
  );
  const [best] = ordered;
  if (best === undefined) return null;
  const others = found.filter(
    (c) => !alike.some((a) => a.fact.place === c.fact.place) && sameThing(c, alike[0]),
  );
  const { ranking } = ask.question;
  if (NEGATIVE.test(ask.question.text) && best.fact.measure === 'growth') return fell(ask, ordered);
  if (ordered.length < (ranking?.count ?? 1) || toldOtherEnd(best, low)) return tooFew(ask, ordered);
  const ranks = await toldRanks(ask, best);
  const first = low
    ? undefined
    : ranks.find((row) => row.value === 1 && row.place !== best.fact.place && saysWhat(ask, row));
  if (first !== undefined && (ranking?.count ?? 1) === 1) return told(ask, first);
  const places = counties.length;
  const shown = ordered.slice(0, ranking?.count ?? 1);
  if (FALLING.test(ask.question.text) && best.fact.measure === 'growth' && best.fact.value >= 0)
    return tooFew(ask, ordered);
  if (contradicted(shown, ranks, low ? places : null))
    return ranking === null ? partly(ask, [...ordered, ...others], low) : tooFew(ask, ordered);
  if (ranking !== null && ranking.count !== 1 && ordered.length > 1) return ranked(ask, ordered, low);
  // 增速最低: of three places one lowest, while another is told to have fallen at another time.
  if (
    best.fact.measure === 'growth' &&
    ordered.length < MOST_FEW &&
    others.some((c) => exceeds(c, best, low))
  )
    return listed(ask, [...ordered, ...others]);
  const rows = [...ordered, ...others].map(rowOf);
  const text = say(ordered.length === 1 ? 'superlativeOne' : 'superlative', {
    count: String(ordered.length),
    indicator: nameOf(best),
    best: low ? '最低' : '最高',
    place: best.fact.place ?? '',
    value: measureWords(best.fact),
    period: best.fact.period?.label ?? '',
  });
  return reply(ask, {
    kind: 'compare',
    headline: strongLine(`${text}。`, best.fact.place ?? ''),
    context: rows.length === 1 ? [] : rows.slice(0, 17).map((row) => line(row)),
    proofs: ordered.slice(0, 2).map((c) => proofOf(c.fact)),
    articles: [...ordered, ...others].map((c) => c.fact.articleId),
    factIds: [...ordered, ...others].map((c) => c.fact.id),
  });
};

/** 负增长的是哪个县: those that fell, however many. */
const NEGATIVE = /负增长|为负|下降的(?:县|是|有|都)|(?:哪|谁)[^,，]{0,10}(?:下降了|降了)[^多]{0,2}$/;

function fell(ask: Ask, ordered: readonly Candidate[]): Promise<Answer> {
  const down = ordered.filter((c) => c.fact.value < 0);
  const [first] = down;
  if (first === undefined) return tooFew(ask, ordered);
  const text = say('fell', {
    count: String(ordered.length),
    period: first.fact.period?.label ?? '',
    indicator: indicatorName(first.fact),
    places: down.map(({ fact }) => `${fact.place ?? ''}（${measureWords(fact)}）`).join('、'),
  });
  return reply(ask, {
    kind: 'compare',
    headline: line(`${text}。`),
    proofs: down.slice(0, 3).map((c) => proofOf(c.fact)),
    articles: down.map((c) => c.fact.articleId),
    factIds: down.map((c) => c.fact.id),
  });
}

/** So few places are no ranking when others, told at another time, lie beyond them. */
const MOST_FEW = 5;

function exceeds(c: Candidate, best: Candidate, low: boolean): boolean {
  return low ? c.fact.value < best.fact.value : c.fact.value > best.fact.value;
}

/** The question of each place: its number, not how many places or which rank. */
function ofNumbers(question: Ask['question']): Ask['question'] {
  if (question.ranking === null) return question;
  const wants = new Set(question.wants);
  for (const want of ['rank', 'list', 'count', 'compare', 'person'] as const) wants.delete(want);
  if (/总量|总额/.test(question.text)) wants.delete('growth');
  return { ...question, wants, units: [] };
}

/** 永和县、大宁县仍排在最后: the highest number known is not the highest of all. */
function toldOtherEnd({ fact }: Candidate, low: boolean): boolean {
  const at = Math.max(0, fact.at - fact.evidence.span.start);
  const around = toSimplified(fact.evidence.text).slice(Math.max(0, at - 40), at + 12);
  if (LESS_IS_BETTER.test(fact.indicator)) return false;
  return low ? /首位|榜首|第一(?!产业)|领跑|最高/.test(around) : /最后|末位|垫底|倒数|靠后|最低/.test(around);
}

/** Ranks among all counties that articles tell of the same indicator, time and measure. */
async function toldRanks(ask: Ask, { fact }: Candidate): Promise<readonly Stored<Observation>[]> {
  if (LESS_IS_BETTER.test(fact.indicator)) return [];
  const places = regionDivisions(ask.desk.gazetteer).map((division) => division.name);
  const rows = await ask.desk.store.observations({ places, indicators: [fact.indicator] });
  return rows.filter((row) => {
    if (row.measure !== 'rank' || row.status !== 'actual' || row.approx !== undefined) return false;
    if (row.period?.end !== fact.period?.end || !/全市|^$|17/.test(row.scope ?? '')) return false;
    const words = measureWords(row);
    return fact.measure === 'growth' ? words.includes('增速') : !words.includes('增速');
  });
}

/** 大宁县由第5位升至第1位: a rank is told only where its own sentence says of what. */
function saysWhat(ask: Ask, row: Stored<Observation>): boolean {
  const text = toSimplified(row.evidence.text);
  return ask.desk.lexicon.find(text).some((mention) => mention.canonical === row.indicator);
}

/** The third by the numbers known is the fourth by its told rank: the numbers are not all. `last`: ranked from that end. */
function contradicted(
  shown: readonly Candidate[],
  ranks: readonly Observation[],
  last: number | null,
): boolean {
  return shown.some(({ fact }, i) =>
    ranks.some((row) => row.place === fact.place && row.value !== (last === null ? i + 1 : last - i)),
  );
}

/** A rank told outright beats numbers of a few places. */
function told(ask: Ask, row: Stored<Observation>): Promise<Answer> {
  return reply(ask, {
    kind: 'compare',
    headline: strongLine(`${statement(row)}。`, row.place ?? ''),
    proofs: [proofOf(row)],
  });
}

/** The told ranks say that the first is none of the known: what is known is shown, none is called the first. */
function partly(ask: Ask, rows: readonly Candidate[], low: boolean): Promise<Answer> {
  const [first] = rows;
  return reply(ask, {
    kind: 'compare',
    headline: line(
      say('superlativePart', {
        indicator: first === undefined ? '' : nameOf(first),
        best: low ? '最低' : '最高',
      }),
    ),
    context: rows.slice(0, 17).map((c) => line(rowOf(c))),
    proofs: rows.slice(0, 2).map((c) => proofOf(c.fact)),
    articles: rows.map((c) => c.fact.articleId),
    factIds: rows.map((c) => c.fact.id),
  });
}

/** Too few places are known for what is asked: they are told as such, none is called the first. */
function tooFew(ask: Ask, ordered: readonly Candidate[]): Promise<Answer> {
  const near = ordered.slice(0, 2);
  const [first] = near;
  return reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: line(
      say('rankedTooFew', {
        period: first?.fact.period?.label ?? '',
        indicator: first === undefined ? topicWords(ask.question) : nameOf(first),
        count: String(ordered.length),
      }),
    ),
    context: near.map((c, i) => line(`${i === 0 ? say('noFactNear') : ''}${statement(c.fact)}`)),
    proofs: near.map((c) => proofOf(c.fact)),
  });
}

/** The first three, the last two, or all in their order: facts of one time only, a row with its period for each. */
function ranked(ask: Ask, ordered: readonly Candidate[], low: boolean): Promise<Answer> {
  const asked = ask.question.ranking?.count ?? ordered.length;
  const shown = ordered.slice(0, asked);
  const [first] = shown;
  const text = say('ranked', {
    count: String(ordered.length),
    indicator: first === undefined ? '' : nameOf(first),
    order: low ? '由低到高' : '由高到低',
    shown: asked < ordered.length ? `前${asked}位` : '依次',
    places: shown.map(({ fact }) => fact.place ?? '').join('、'),
    period: first?.fact.period?.label ?? '',
  });
  return reply(ask, {
    kind: 'compare',
    headline: line(`${text}。`),
    context: shown.map((c) => line(rowOf(c))),
    proofs: shown.slice(0, 3).map((c) => proofOf(c.fact)),
    articles: shown.map((c) => c.fact.articleId),
    factIds: shown.map((c) => c.fact.id),
  });
}

function nameOf({ fact }: Candidate): string {
  return `${indicatorName(fact)}${fact.measure === 'growth' ? '增速' : ''}${fact.status === 'target' ? '目标' : ''}`;
}

function rowOf({ fact }: Candidate): string {
  return `${fact.place ?? ''} ${fact.period?.label ?? ''} ${measureWords(fact)}`;
}

/** Facts of different times cannot be ranked: each is told with its own. */
async function listed(ask: Ask, found: readonly Candidate[]): Promise<Answer> {
  const rows = found.map((c) => statement(c.fact));
  return reply(ask, {
    kind: 'compare',
    headline: line(say('superlativePeriods', { indicator: topicWords(ask.question) })),
    context: rows.slice(0, 17).map((row) => line(row)),
    proofs: found.slice(0, 2).map((c) => proofOf(c.fact)),
    articles: found.map((c) => c.fact.articleId),
    factIds: found.map((c) => c.fact.id),
  });
}

function sameThing(a: Candidate, b: Candidate | undefined): boolean {
  return (
    b !== undefined &&
    a.fact.indicator === b.fact.indicator &&
    a.fact.measure === b.fact.measure &&
    a.fact.unit === b.fact.unit
  );
}

/** A place's facts of different times all stand for comparison, but only one of each kind. */
function onePerPlace(all: readonly Candidate[]): readonly Candidate[] {
  return all.filter(
    (c, i) => all.findIndex((d) => d.fact.place === c.fact.place && groupOf(d) === groupOf(c)) === i,
  );
}

function groupOf({ fact }: Candidate): string {
  return `${fact.measure} ${fact.unit} ${fact.indicator} ${fact.period?.label ?? ''}`;
}

/** The places whose facts can be set side by side: the most frequent pair of measure and unit. */
function largestGroup(found: readonly Candidate[]): readonly Candidate[] {
  const groups = new Map<string, Candidate[]>();
  for (const c of found) {
    const key = groupOf(c);
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}
