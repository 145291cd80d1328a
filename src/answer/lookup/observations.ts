import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import { indicatorName } from '../compose/value-words.ts';
import type { Ask } from '../desk.ts';
import { keptBy } from '../kept.ts';
import type { Term } from '../understand/understanding.ts';
import type { Coverage, Fields } from './match.ts';
import { cover, precision } from './match.ts';

/** A fact that may answer, with how well its words cover the question. */
export interface Candidate {
  readonly fact: Stored<Observation>;
  readonly coverage: Coverage;
  /** Share of the fact's own name that the question says. */
  readonly precision: number;
  /** The fact's indicator is one the question names. */
  readonly exact: boolean;
  /** Share of the question's words that stand, as typed, in the fact's own clause. */
  readonly literal: number;
  /** A word of the question stands only around the fact, not in it. */
  readonly leaning: boolean;
  /** The words before the number in its clause, simplified. */
  readonly lead: string;
}

/** Only so many indicators of a place are looked at closely. */
const MOST_NAMES = 60;
const MOST_ARTICLES = 4;

/** Facts of the asked places (or of the best articles when no place is named) whose words meet the question's. */
export async function candidates(ask: Ask): Promise<readonly Candidate[]> {
  const rows = ask.question.places.length > 0 ? await placeRows(ask) : await articleRows(ask);
  return rows.map((fact) => measureFact(fact, ask));
}

/** The asked places and, for a county, its townships: a row of a township says so itself. */
export function askedPlaces(ask: Ask): readonly string[] {
  const names: string[] = [];
  for (const { division } of ask.question.places) {
    names.push(division.name);
    if (division.level === 'township') {
      names.push(ask.desk.gazetteer.countyOf(division).name);
      continue;
    }
    for (const below of ask.desk.gazetteer.divisions)
      if (below.parent === division.code && below.level === 'township') names.push(below.name);
  }
  return [...new Set(names)];
}

async function placeRows(ask: Ask): Promise<readonly Stored<Observation>[]> {
  const { store } = ask.desk;
  const places = askedPlaces(ask);
  const wanted = new Map<string, number>();
  for (const { indicator } of ask.question.indicators.map((m) => ({ indicator: m.canonical }))) {
    wanted.set(indicator, 9);
    // 原煤386.5万吨 is an output.
    if (/.产量$/.test(indicator)) wanted.set(indicator.slice(0, -2), 9);
  }
  for (const { indicator, folded } of await namesOf(ask.desk, places.join('|'))) {
    let hit = 0;
    for (const { forms, weight } of ask.question.terms)
      if (forms.some((form) => folded.includes(form))) hit += weight;
    if (hit > 0) wanted.set(indicator, Math.max(hit, wanted.get(indicator) ?? 0));
  }
  const names = [...wanted]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name]) => name);
  const rows = names.length > 0 ? [...(await store.observations({ places, indicators: names }))] : [];
  if (!isPlain(ask, rows))
    for (const articleId of hitArticles(ask)) rows.push(...(await store.observations({ places, articleId })));
  return distinct(rows);
}

/** What is measured in any of some places, in the order of the places; their names joined with |. */
const namesOf = keptBy(async ({ store }, places) => {
  const names = new Set<string>();
  for (const place of places.split('|'))
    for (const { indicator } of await store.indicators({ place })) names.add(indicator);
  return Array.from(names, (indicator) => ({ indicator, folded: indicator.toLowerCase() }));
});

/** A settled indicator and nothing else, and the place has it: no passage can tell of a better fact. */
function isPlain({ question }: Ask, rows: readonly Stored<Observation>[]): boolean {
  const settled = question.terms.length > 0 && question.terms.every((term) => term.indicator !== undefined);
  return (
    settled && rows.some((row) => question.indicators.some((asked) => asked.canonical === row.indicator))
  );
}

async function articleRows(ask: Ask): Promise<readonly Stored<Observation>[]> {
  const rows: Stored<Observation>[] = [];
  for (const articleId of hitArticles(ask)) rows.push(...(await ask.desk.store.observations({ articleId })));
  return distinct(rows);
}

/** Articles of the best passages. */
export function hitArticles(ask: Ask): readonly string[] {
  return [...new Set(ask.hits().map((hit) => hit.passage.articleId))].slice(0, MOST_ARTICLES);
}

function distinct(rows: readonly Stored<Observation>[]): readonly Stored<Observation>[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** 实施重点项目98个 counts the 重点项目 of the year. */
const NEUTRAL = /^共?(?:实施|安排|确定|推进)的?(?=重点项目)/;

/** A city's air is measured in its town: 市区PM2.5平均浓度 is the city's. */
const TOWN_AIR = /^(?:市区|城区|县城)(?=PM|优良|空气|环境空气|综合指数|重污染)/;

/** 原煤386.5万吨, 增长2.2%: so much of a product, not what it sold for. */
function isWeighed({ unit, measure, evidence }: Observation): boolean {
  if (/销|库存|出口|消费|用/.test(evidence.text)) return false;
  return measure === 'growth' || /吨|斤|千瓦时|立方米|箱|台|辆|只$/.test(unit);
}

function measureFact(fact: Stored<Observation>, ask: Ask): Candidate {
  const { terms, indicators } = ask.question;
  const own = fact.indicator.replace(NEUTRAL, '').replace(TOWN_AIR, '');
  const exact = indicators.some(
    ({ canonical }) => canonical === own || (canonical === `${own}产量` && isWeighed(fact)),
  );
  const { fields, lead, called } = wordsOf(fact);
  const alone = cover(terms, fields);
  const leaning = exact && contextOnly(alone.missing, ask.question);
  return {
    fact,
    coverage: leaning ? cover(terms, { ...fields, article: passageWords(ask, fact) }) : alone,
    leaning,
    precision: precision(called, terms),
    exact,
    literal: literalShare(terms, fields.clause),
    lead,
  };
}

/**
 * 创卫绿化覆盖率: a word of the setting may stand in the heading or elsewhere in the passage, if it is asked before a
 * settled indicator and is no more than a third of the question.
 */
function contextOnly(missing: readonly Term[], question: Ask['question']): boolean {
  const first = question.indicators[0]?.start ?? 0;
  const total = question.terms.reduce((sum, term) => sum + term.weight, 0);
  const weight = missing.reduce((sum, term) => sum + term.weight, 0);
  return missing.length > 0 && missing.every((term) => term.end <= first) && weight * 3 <= total;
}

/** The passages that hold the fact's sentence, with their headings. */
function passageWords(ask: Ask, fact: Stored<Observation>): string {
  const holding = ask
    .hits()
    .filter(
      ({ passage }) =>
        passage.articleId === fact.articleId && passage.span.start <= fact.at && fact.at < passage.span.end,
    );
  return fold(holding.map(({ passage }) => `${passage.heading ?? ''}|${passage.text}`).join('|'));
}

/** Words a unit says by itself: what is measured in 亩 is an area. */
const UNIT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/亩|公顷|平方/, '面积'],
  [/公里|米$/, '长度|全长'],
  [/天$|日$/, '天数'],
  [/次$/, '次数'],
  [/人$/, '人数'],
  [/户$/, '户数'],
  [/^[个家项座所件]$/, '个数|数量'],
];

function unitWords(fact: Observation): string {
  return UNIT_WORDS.filter(([unit]) => unit.test(fact.unit))
    .map(([, words]) => words)
    .join('|');
}

function literalShare(terms: readonly Term[], clause: string): number {
  const typed = terms.filter((term) => term.soft !== true);
  return typed.length === 0 ? 0 : typed.filter((term) => clause.includes(term.text)).length / typed.length;
}

function fold(text: string): string {
  return toSimplified(text).toLowerCase();
}

interface Words {
  readonly fields: Fields;
  readonly lead: string;
  /** Its indicator, as a reply calls it. */
  readonly called: string;
}

/** A fact is measured against many questions, its words are the same each time. */
const words = new WeakMap<Observation, Words>();

function wordsOf(fact: Observation): Words {
  const known = words.get(fact);
  if (known !== undefined) return known;
  const lead = clauseBefore(fact);
  const read = { fields: readFields(fact, lead), lead, called: fold(indicatorName(fact)) };
  words.set(fact, read);
  return read;
}

/** The words of a fact: its name with project and whole, its clause, its evidence. */
export function factFields(fact: Observation): Fields {
  return wordsOf(fact).fields;
}

function readFields(fact: Observation, before: string): Fields {
  const evidence = fold(fact.evidence.text);
  const at = Math.max(0, fact.at - fact.evidence.span.start);
  const after = /^[^，,。；;]{0,24}/.exec(evidence.slice(at))?.[0] ?? '';
  const scope = fact.measure === 'rank' ? (fact.scope ?? '') : '';
  // 主要产品产量中，粗钢396.5万吨: the word for all of them stands before the first.
  const made = /产量[^。；]*$/.test(evidence.slice(0, at)) || /产品产量/.test(evidence);
  const output = made && isWeighed(fact) && !/[量率值数额积比]$/.test(fact.indicator) ? '产量' : undefined;
  const name = [fact.project, fact.parent, fact.indicator, fact.basis, scope, output, unitWords(fact)]
    .filter((part) => part !== undefined)
    .join('|');
  return { name: fold(name), clause: `${before}${after}`, evidence };
}

/** Characters before a number that may be its clause. */
const REACH = 60;
const ENDS = /[。；;！？]/;

/** From the last end mark before the number; a clause of two words reaches one comma further back. */
function clauseBefore(fact: Observation): string {
  const evidence = fold(fact.evidence.text);
  const at = Math.max(0, fact.at - fact.evidence.span.start);
  const [sentence = ''] = evidence.slice(0, at).slice(-REACH).split(ENDS).slice(-1);
  const parts = sentence.split(/[，,]/);
  let clause = parts.pop() ?? '';
  while (clause.length < 8 && parts.length > 0) clause = `${parts.pop()},${clause}`;
  return clause;
}
