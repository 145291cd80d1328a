import type { PartialDate, Period } from '../../text/date.ts';
import { toSimplified } from '../../text/script.ts';
import { overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedSentence, Extractor } from '../document.ts';
import type { Amount, Project, ProjectStatus } from '../model.ts';
import { withdrawnSpans } from './corrections.ts';
import { titleOf } from './count.ts';
import { type Enumeration, enumerationsOf, enumerationTitle, itemsOf } from './enumeration.ts';
import { LEAD_WORDS, PROJECT_WORDS, STATUS_WORDS } from './lexicon.ts';
import { listOfArticle, listsOfParts, listsUnderTitles, type TitledList } from './line-lists.ts';
import { isNaming, withoutLead } from './name.ts';
import { isInCompany, projectNames } from './project-name.ts';
import { atOccasion, occasionOf } from './project-occasion.ts';
import { investmentOf, later, type ProjectState, stateBefore, stateOf } from './project-state.ts';
import { isLastOfSeveral, isPointedAt, projectReaches } from './project-subject.ts';
import {
  clausesOf,
  firstMark,
  marksBetween,
  type Reading,
  readArticle,
  sentenceAt,
  sentenceIndexAt,
  splitAt,
} from './reading.ts';
import { evidenceOf, periodInForce, placeOf } from './setting.ts';

type Placed = Project & { readonly at: number; readonly goal?: ProjectStatus; readonly where?: Span };

const UNKNOWN: ProjectState = { status: 'unknown', period: null };

/**
 * The projects an article names, with investment, state, list and place: names in running text, the members of
 * enumerations (甲、乙等3个…类项目), the items under a title (十件惠民实事), and groups that share one amount
 * (总投资70亿元的10个重点项目). One row per name; what several mentions say is put together.
 */
export const extractProjects: Extractor<Project> = (document) => {
  const reading = readArticle(document);
  const listed = titledItems(reading);
  const found = [...listed.rows];
  for (const [index, sentence] of reading.sentences.entries()) {
    if (listed.spans.some((span) => overlaps(span, sentence))) continue;
    const enumerations = enumerationsOf(reading, sentence).filter(namesProjects);
    const members = enumerations.flatMap((enumeration) => memberRows(reading, enumeration));
    found.push(...members);
    found.push(...namedRows(reading, sentence, reading.sentences[index + 1], enumerations));
  }
  const occasion = occasionOf(reading);
  const withdrawn = withdrawnSpans(document);
  // What a correction quotes as wrong is nobody's project any more.
  const standing = found.filter(({ at }) => !withdrawn.some(({ start, end }) => at >= start && at < end));
  return merged(standing.toSorted((a, b) => a.at - b.at)).map(({ at: _, where: _where, goal, ...project }) =>
    atOccasion(project, occasion, goal),
  );
};

/** A start or an end that lies ahead of the article's date is a plan: 6月底前完工, written in March. */
function notYet(state: ProjectState, date: PartialDate | null): ProjectState {
  const { status, period, goal, where } = state;
  const ahead = period !== null && date !== null && period.start.slice(0, date.length) > date;
  return ahead && (status === 'started' || status === 'completed')
    ? { status: 'planned', period, goal: goal ?? status, ...(where && { where }) }
    : state;
}

/** 惠民实事, 重点工程, 产业类项目: kinds whose members are projects. */
const PROJECT_KIND = /(?:项目|工程|实事|好事|基地|园区)$/;

function namesProjects(enumeration: Enumeration): boolean {
  return PROJECT_KIND.test(enumeration.noun);
}

interface Listed {
  readonly rows: readonly Placed[];
  readonly spans: readonly Span[];
}

/** The items under a title: plans of the title's year, whatever verb they begin with. */
function titledItems(reading: Reading): Listed {
  const rows: Placed[] = [];
  const spans: Span[] = [];
  for (const list of [...listsUnderTitles(reading), ...listOfArticle(reading), ...listsOfParts(reading)]) {
    if (!PROJECT_KIND.test(list.counted.noun)) continue;
    const told = { list: titleOf(list.counted), done: reportOf(reading, list) };
    for (const item of list.items) {
      const sentence = sentenceAt(reading, item.start);
      if (sentence === undefined) continue;
      spans.push(item);
      for (const name of itemNames(reading, sentence, item))
        rows.push(itemRow(reading, sentence, name, item, told));
    }
  }
  return { rows, spans };
}

/** 十件实事全部完成, 完成情况: a report on a list tells what was done, and in which year. */
function reportOf(reading: Reading, list: TitledList): ProjectState | null {
  const title = toSimplified(reading.document.article.title ?? '');
  const sentence = sentenceAt(reading, list.at.start);
  const index = sentence === undefined ? -1 : reading.sentences.indexOf(sentence);
  const intro = reading.sentences.slice(Math.max(0, index - 1), index + 1);
  const told = [title, ...intro.map(({ text }) => text)];
  const done = told.some((words) => DONE_LIST.test(words) && !NOT_DONE.test(words));
  if (!done || sentence === undefined) return null;
  return { status: 'completed', period: periodInForce(reading, sentence, list.at.end) ?? yearOf(intro) };
}

const DONE_LIST = /(?:全部|全面|如期|圆满|均已|已全部)(?:完成|办结|兑现|落实|建成|办成)|完成情况|办理情况/;
const NOT_DONE = /确保|力争|计划|将|要/;

function yearOf(sentences: readonly AnnotatedSentence[]): Period | null {
  return sentences.flatMap(({ periods }) => periods).find(({ kind }) => kind === 'year')?.period ?? null;
}

interface ListTold {
  readonly list: string;
  readonly done: ProjectState | null;
}

function itemRow(
  reading: Reading,
  sentence: AnnotatedSentence,
  name: Span,
  item: Span,
  { list, done }: ListTold,
): Placed {
  const { text } = reading;
  const behind = { start: name.end, end: item.end };
  const pieces = projectReaches(reading).filter(
    (reach) => reach.named.start === name.start && reach.start >= item.end,
  );
  const explained = pieces.map((piece) => ({
    amount: investmentOf(text, piece.sentence, piece, piece),
    state: stateOf(text, piece.sentence, piece, piece, reading.document.article.date),
  }));
  const investment =
    investmentOf(text, sentence, name, behind) ??
    explained.find(({ amount }) => amount !== undefined)?.amount ??
    // 计划完成投资1.85亿元 in a list of tasks is what the task is to cost.
    sentence.quantities.find(
      (quantity) =>
        quantity.kind === 'money' &&
        quantity.start >= behind.start &&
        /完成投资(?:约|近)?$/.test(text.slice(behind.start, quantity.start)),
    );
  return {
    at: name.start,
    place: placeOf(sentence, name),
    name: text.slice(name.start, name.end),
    ...(investment && { investment: amountOf(investment) }),
    ...(furthest(explained.map(({ state }) => state).reduce(furthest, null), done) ??
      itemState(reading, sentence, name, item)),
    list,
    evidence: evidenceOf(reading, investment === undefined ? item : focusOf(item, investment)),
  };
}

/** The names of an item: one, or several when each is a thing built (新建甲小学、乙小学). */
function itemNames(reading: Reading, sentence: AnnotatedSentence, item: Span): readonly Span[] {
  const name = itemName(reading, sentence, item);
  if (name === null) return [];
  const parts = itemsOf(reading, name, sentence, null, true);
  const built = parts.every(
    (part) => PROJECT_WORDS.object.endingAt(reading.text, part.end, part.start) !== null,
  );
  return parts.length >= 2 && built ? parts : [name];
}

/** 完成总投资4800万元的|第二生活垃圾处理厂: the first clause of the item, without verb and attribute. */
function itemName(reading: Reading, sentence: AnnotatedSentence, item: Span): Span | null {
  const first = splitAt(reading.text, item, '，；：。')[0];
  if (first === undefined) return null;
  const name = withoutLead(reading.text, first, sentence);
  return name.end - name.start >= 2 ? name : null;
}

/** What is to be done is a plan until a report says otherwise: 完成…建设 in a list of tasks has not been done. */
function itemState(reading: Reading, sentence: AnnotatedSentence, name: Span, item: Span): ProjectState {
  const said = stateOf(reading.text, sentence, name, { start: name.end, end: item.end });
  const done = /已|全部完成|完成率/.test(reading.text.slice(item.start, item.end)) && said !== null;
  const period = periodInForce(reading, sentence, item.end);
  return done ? { status: said.status, period: said.period ?? period } : { status: 'planned', period };
}

/** One row per member of 甲、乙等3个…类项目; a shared amount makes one more row for the group. */
function memberRows(reading: Reading, enumeration: Enumeration): readonly Placed[] {
  const { sentence, items, span } = enumeration;
  const { text } = reading;
  const title = enumerationTitle(enumeration);
  const state = groupState(reading, enumeration);
  const rows: Placed[] = items
    .filter((item) => item.end - item.start >= 2 && isNaming(text, item, sentence))
    .map((item) => ({
      at: item.start,
      place: placeOf(sentence, item),
      name: text.slice(item.start, item.end),
      ...state,
      ...(title !== null && { list: title }),
      evidence: evidenceOf(reading, {
        start: item.start,
        end: Math.max(item.end, Math.min(span.end, item.start + 140)),
      }),
    }));
  const shared = sharedAmount(enumeration);
  if (shared === undefined) return rows;
  const frame = frameOf(reading, sentence, span.start);
  const name = text.slice(span.start, span.end).replace(/总投资[^的]{1,16}的/, '');
  return [
    ...rows,
    {
      at: span.start,
      place: placeOf(sentence, span),
      name,
      investment: amountOf(shared),
      ...state,
      ...(frame !== null && { list: frame }),
      evidence: evidenceOf(reading, span),
    },
  ];
}

/** 甲、乙等|总投资70亿元的|10个重点项目: the amount belongs to all ten. */
function sharedAmount(enumeration: Enumeration): Amount | undefined {
  const { counted, items, sentence } = enumeration;
  const from = items.at(-1)?.end;
  if (counted === null || from === undefined) return undefined;
  return sentence.quantities.find(
    (quantity) => quantity.kind === 'money' && quantity.start >= from && quantity.end <= counted.start,
  );
}

/** Behind the list (…提上日程), in its own clause (将启动实施…), or in the clause before (此次集中开工…包括). */
function groupState(reading: Reading, enumeration: Enumeration): ProjectState {
  const { sentence, span } = enumeration;
  const stop = firstMark(reading.text, { start: span.end, end: sentence.end }, '，；。');
  const own = stateOf(reading.text, sentence, span, { start: span.end, end: stop });
  if (own !== null) return { ...own, period: own.period ?? periodInForce(reading, sentence, span.start) };
  const region = { start: sentence.start, end: span.start };
  for (const clause of clausesOf(reading.text, region).toReversed()) {
    const said = stateBefore(
      reading.text,
      { ...sentence, start: clause.start },
      { start: clause.end, end: clause.end },
    );
    if (said !== null)
      return { ...said, period: said.period ?? periodInForce(reading, sentence, span.start) };
  }
  return UNKNOWN;
}

/** The names of running text; what the next sentence says of 该项目 belongs to the last of them. */
function namedRows(
  reading: Reading,
  sentence: AnnotatedSentence,
  next: AnnotatedSentence | undefined,
  enumerations: readonly Enumeration[],
): readonly Placed[] {
  const { text } = reading;
  const names = projectNames(reading, sentence).filter(
    (name) => !enumerations.some((other) => name.end > other.span.start && name.start < other.span.end),
  );
  const rows: Placed[] = [];
  for (const [index, name] of names.entries()) {
    const following = names[index + 1];
    const part = firstMark(text, { start: name.end, end: sentence.end }, '；');
    const segment = {
      start: name.end,
      end: following === undefined ? part : ownEnd(text, name, following, part),
    };
    // 甲项目、总投资8亿元的乙项目相继投产: names side by side share what follows, each with its own amount.
    const shared =
      following !== undefined && isBeside(text, name, following) ? { start: name.end, end: part } : segment;
    const pointed = index === names.length - 1 && isPointedAt(text, sentence, next);
    if (!name.strong && !pointed && !isInCompany(reading, name, shared)) continue;
    const { date } = reading.document.article;
    const behind = index === names.length - 1 ? laterPieces(reading, sentence, next, name) : [];
    const found = investmentOf(text, sentence, name, segment);
    // 甲小学、乙中学，总投资1.2亿元: the sum of both is neither's.
    const summed =
      found !== undefined &&
      found.start >= name.end &&
      isLastOfSeveral(text, sentence, name) &&
      !/^[^，]{0,8}$/.test(text.slice(name.end, found.start));
    const here = summed ? undefined : found;
    const there = found
      ? undefined
      : behind.map((piece) => investmentOf(text, piece.sentence, piece, piece)).find(Boolean);
    const said = stateOf(text, sentence, name, shared, date);
    const after = behind
      .map((piece) => stateOf(text, piece.sentence, piece, piece, date))
      .reduce((a, b) => furthest(a, b), null);
    const before = stateBefore(text, sentence, name);
    const investment = here ?? there;
    const frame = frameOf(reading, sentence, name.start);
    const state = inSection(reading, sentence, notYet(furthest(said, after) ?? before ?? UNKNOWN, date));
    rows.push({
      at: name.start,
      place: placeOf(sentence, name),
      name: text.slice(name.start, name.end),
      ...(investment && { investment: amountOf(investment) }),
      ...state,
      ...(frame !== null && { list: frame }),
      evidence: evidenceOf(reading, proofOf(name, [there ?? here, state.where])),
    });
  }
  return rows;
}

/**
 * Under 2025年重点工作 everything is to be done, however it is worded (开工建设甲项目), unless it is said to be done
 * already; what has no time of its own there, or under 2024年工作回顾, has the heading's.
 */
function inSection(reading: Reading, sentence: AnnotatedSentence, state: ProjectState): ProjectState {
  const ahead = sentence.section !== null && STATUS_WORDS.tasks.all(sentence.section).length > 0;
  const said = state.status !== 'unknown' && !(ahead && sentence.text.includes('已'));
  const period =
    state.period ??
    (said ? (reading.headingPeriods[sentenceIndexAt(reading, sentence.start)] ?? null) : null);
  return ahead && said ? { goal: state.status, ...state, status: 'planned', period } : { ...state, period };
}

/** Of what two stretches say the state that is further; what is over one that is to be. */
function furthest(a: ProjectState | null, b: ProjectState | null): ProjectState | null {
  if (a === null || b === null) return a ?? b;
  if ((a.status === 'planned') !== (b.status === 'planned')) return a.status === 'planned' ? b : a;
  return later(a, b);
}

interface Piece extends Span {
  readonly sentence: AnnotatedSentence;
}

/** The sentences behind that go on about the project named. */
function laterPieces(
  reading: Reading,
  sentence: AnnotatedSentence,
  next: AnnotatedSentence | undefined,
  name: Span,
): readonly Piece[] {
  const reaches = projectReaches(reading).filter(
    (reach) => reach.named.start === name.start && reach.start >= sentence.end,
  );
  if (reaches.length > 0) return reaches;
  const follow = followUp(reading.text, sentence, next);
  return follow === null ? [] : [{ start: follow.start, end: follow.end, sentence: follow }];
}

/** Up to the next name, or to the clause it opens, or the end of the part that ； closes. */
function ownEnd(text: string, name: Span, next: Span, part: number): number {
  if (next.start >= part) return part;
  return marksBetween(text, { start: name.end, end: next.start }, '，；').at(-1) ?? next.start;
}

function isBeside(text: string, name: Span, next: Span): boolean {
  const between = text.slice(name.end, next.start);
  const verb =
    LEAD_WORDS.cut.endingAt(between, between.length) ?? LEAD_WORDS.start.endingAt(between, between.length);
  // 新建甲小学、改扩建乙中学，9月投用.
  if (verb !== null && verb.start === 1 && between.startsWith('、')) return true;
  return /^(?:[、和与及]|以及)/.test(between) && !/[，；。]/.test(between);
}

/** The sentence behind, when it goes on about the same project: 该项目…, 这个总投资…的项目…, 项目总投资…. */
function followUp(
  text: string,
  sentence: AnnotatedSentence,
  next: AnnotatedSentence | undefined,
): AnnotatedSentence | null {
  if (next === undefined || next.paragraph !== sentence.paragraph) return null;
  const opening = text.slice(next.start, next.start + 24);
  return /^(?:(?:该|此|本)(?:项目|工程|路|园|院|校|线|桥|站|厂)|(?:这个|这一|这条|这座)[^，。；]{0,20}(?:项目|工程|路|园|院|校|桥|站|厂)|(?:项目|工程)(?!建设)|(?:计划)?总投资|全长|占地)/.test(
    opening,
  )
    ? next
    : null;
}

/** 围绕“快速中环”建设，启动了…: what a project is for stands in a clause that opens with 围绕. */
function frameOf(reading: Reading, sentence: Span, before: number): string | null {
  const parts = splitAt(reading.text, { start: sentence.start, end: before }, '；');
  const last = parts.at(-1);
  if (last === undefined) return null;
  const clause = clausesOf(reading.text, last)[0];
  const frame =
    clause &&
    /^[^，；。]{0,6}(?:聚焦|围绕|着眼|服务)(.{2,16}(?:建设|开发|改造|治理|提升|更新))$/.exec(
      reading.text.slice(clause.start, clause.end),
    );
  return frame?.[1]?.replace(/[“”]/g, '') ?? null;
}

/** Evidence no wider than this shows all of it. */
const WIDEST = 140;

/** From the name to what is said of it, as far as that stands near enough to be shown whole; first things first. */
function proofOf(name: Span, said: readonly (Span | undefined)[]): Span {
  let proof: Span = { start: name.start, end: name.end };
  for (const span of said) {
    if (span === undefined) continue;
    const wider = focusOf(proof, span);
    if (wider.end - wider.start <= WIDEST)
      proof = { start: wider.start, end: Math.max(wider.end, proof.end) };
    // An amount too far away proves itself: it must stand in the evidence.
    else if (span === said[0]) return { start: span.start, end: span.end };
  }
  return proof;
}

function focusOf(name: Span, amount: Span | undefined): Span {
  if (amount === undefined) return name;
  return { start: Math.min(name.start, amount.start), end: Math.max(name.end, amount.end) };
}

function amountOf(amount: Amount): Amount {
  return { value: amount.value, unit: amount.unit, raw: amount.raw };
}

/** One row per name and place; the mention that says more wins, and keeps what only the other says. */
function merged(rows: readonly Placed[]): readonly Placed[] {
  const byName = new Map<string, Placed[]>();
  for (const row of rows) {
    const key = keyOf(row.name);
    const kept = byName.get(key) ?? [];
    byName.set(key, kept);
    const at = kept.findIndex((other) => isSameProject(other, row));
    const other = kept[at];
    if (other === undefined) kept.push(row);
    else kept[at] = weight(row) > weight(other) ? together(row, other) : together(other, row);
  }
  return [...byName.values()].flat().toSorted((a, b) => a.at - b.at);
}

/** The list a project is in is known from any mention; everything else is only what its own evidence says. */
function together(main: Placed, other: Placed): Placed {
  const list = main.list ?? other.list;
  return list === undefined ? main : { ...main, list };
}

/** Of two projects with one name. */
function isSameProject(a: Project, b: Project): boolean {
  if (a.place !== b.place && a.place !== null && b.place !== null) return false;
  return !a.investment || !b.investment || a.investment.raw === b.investment.raw;
}

/** Names that differ in quotes and in 建设 at the end are one. */
function keyOf(name: string): string {
  return name
    .replace(/[“”\s]/g, '')
    .replace(/^新[建型]/, '')
    .replace(/(?:建设)?(?:项目|工程)?(?:建设)?$/, '');
}

function weight(row: Project): number {
  const status = row.status === 'unknown' ? 0 : 1;
  return (row.investment ? 8 : 0) + (row.list ? 2 : 0) + status * 2 + (row.period ? 1 : 0);
}
