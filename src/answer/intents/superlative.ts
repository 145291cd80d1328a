import type { Answer } from '../answer.ts';
import { topicWords } from '../compose/refusal.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, measureWords, proofOf, statement } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import type { Candidate } from '../lookup/observations.ts';
import { regionDivisions } from '../lookup/region.ts';

const LOWEST = /最低|最少|最小|最慢/;

/** 空气质量综合指数最好 is the lowest. */
const LESS_IS_BETTER = /指数|浓度|失业率|污染|时限|价格/;

function wantsLow(text: string, indicator: string): boolean {
  const better = LESS_IS_BETTER.test(indicator);
  if (/最好|最优/.test(text)) return better;
  return /最差/.test(text) ? !better : LOWEST.test(text);
}

/** Which place has most of something: every place that has the fact, only where unit and measure agree. */
export const answerSuperlative: Responder = async (ask) => {
  if (ask.question.places.some((p) => p.division.level !== 'prefecture') || ask.question.terms.length === 0)
    return null;
  const counties = regionDivisions(ask.desk.gazetteer).filter((d) => d.level !== 'prefecture');
  const found: Candidate[] = [];
  const all: Candidate[] = [];
  for (const division of counties) {
    const place = { division, surface: division.name, start: 0, end: 0, how: 'exact' as const };
    const { best } = await choose({ ...ask, hits: () => [], question: { ...ask.question, places: [place] } });
    const own = best.filter((c) => c.fact.place === division.name);
    const [top] = own;
    if (top === undefined) continue;
    found.push(top);
    all.push(...own);
  }
  const alike = largestGroup(onePerPlace(all));
  if (alike.length === 0) return null;
  if (alike.length === 1 && found.length > 1) return listed(ask, found);
  const low = wantsLow(ask.question.text, alike[0]?.fact.indicator ?? '');
  const ordered = [...alike].sort(
    (a, b) =>
      (low ? a.fact.value - b.fact.value : b.fact.value - a.fact.value) || (a.fact.id < b.fact.id ? -1 : 1),
  );
  const [best] = ordered;
  if (best === undefined) return null;
  const others = found.filter(
    (c) => !alike.some((a) => a.fact.place === c.fact.place) && sameThing(c, alike[0]),
  );
  const rows = [...ordered, ...others].map(
    ({ fact }) => `${fact.place} ${fact.period?.label ?? ''} ${measureWords(fact)}`,
  );
  const text = say(ordered.length === 1 ? 'superlativeOne' : 'superlative', {
    count: String(ordered.length),
    indicator: `${indicatorName(best.fact)}${best.fact.measure === 'growth' ? '增速' : ''}`,
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
