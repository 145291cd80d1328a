import { overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import { type CountedNoun, countedNounAt, kindEnd, titleOf } from './count.ts';
import { LEAD_WORDS, LIST_WORDS, PROJECT_WORDS } from './lexicon.ts';
import { isNaming, LONGEST_NAME, withoutLead } from './name.ts';
import { CLAUSE_MARKS, firstMark, marksBetween, type Reading, splitAt, trimSpan } from './reading.ts';

/** Things named one after another, with the noun that says what they are. Offsets are into the article's text. */
export interface Enumeration {
  readonly items: readonly Span[];
  /** 14个产业类项目 of 甲、乙等14个产业类项目; null for 等一批项目 and 等工程. */
  readonly counted: CountedNoun | null;
  /** The noun behind 等 without a number (重大项目, 工程), '' when only the count tells. */
  readonly noun: string;
  /** Everything from the first item to the end of the noun. */
  readonly span: Span;
  /** Whether 等 closes it. */
  readonly etc: boolean;
  readonly sentence: AnnotatedSentence;
}

/** Enumerations read in one sentence; more stand only in hostile texts. */
const MOST_IN_SENTENCE = 8;

const ENUMERATED = new WeakMap<AnnotatedSentence, readonly Enumeration[]>();

/**
 * All enumerations of a sentence: 甲、乙等3个…项目; 甲、乙和丙三项机制; 三项机制包括甲、乙和丙. Read once for lists and
 * projects.
 */
export function enumerationsOf(reading: Reading, sentence: AnnotatedSentence): readonly Enumeration[] {
  const known = ENUMERATED.get(sentence);
  if (known !== undefined) return known;
  const found = readEnumerations(reading, sentence);
  ENUMERATED.set(sentence, found);
  return found;
}

function readEnumerations(reading: Reading, sentence: AnnotatedSentence): readonly Enumeration[] {
  const found = [...closedByEtc(reading, sentence)];
  for (const counted of countedNouns(reading.text, sentence)) {
    if (found.some((other) => other.span.start <= counted.start && counted.start < other.span.end)) continue;
    const closed = closedByCount(reading, sentence, counted);
    if (closed !== null) found.push(closed);
    const opened = openedByCount(reading, sentence, counted);
    if (opened !== null) found.push(opened);
  }
  for (const opened of openedByNoun(reading, sentence)) {
    if (!found.some((other) => overlaps(other.span, opened.span))) found.push(opened);
  }
  return found.toSorted((a, b) => a.span.start - b.span.start).slice(0, MOST_IN_SENTENCE);
}

/** Kinds that name a list without a number; 等领域, 等企业, 等活动 are mere turns of phrase. */
const UNCOUNTED = new Set(['项目', '工程', '实事', '措施', '任务', '专项行动']);

/** What an enumeration is called in lists and projects; null when it is not named: 甲、乙等 alone. */
export function enumerationTitle(enumeration: Enumeration): string | null {
  if (enumeration.counted !== null) return titleOf(enumeration.counted);
  // 等一批重大项目 names its members; 等项目, 等工作 only close a sentence.
  const noun = enumeration.noun;
  const kind = LIST_WORDS.kind.endingAt(noun, noun.length);
  const telling = kind !== null && noun.length > kind.word.length && UNCOUNTED.has(kind.word);
  return enumeration.items.length >= 2 && telling ? noun : null;
}

const COUNTING = [...'0123456789一二两三四五六七八九十'].map((digit) => digit.charCodeAt(0));

/** The counted nouns of a sentence. */
export function countedNouns(text: string, sentence: Span): readonly CountedNoun[] {
  const found: CountedNoun[] = [];
  for (let i = sentence.start; i < sentence.end; ) {
    const counted = COUNTING.includes(text.charCodeAt(i)) ? countedNounAt(text, i, sentence.end) : null;
    if (counted !== null) found.push(counted);
    i = counted === null ? i + 1 : counted.end;
  }
  return found;
}

/** How far to the left of its 等 an enumeration may begin. */
const LONGEST_ENUMERATION = 400;

function* closedByEtc(reading: Reading, sentence: AnnotatedSentence): Generator<Enumeration> {
  const { text } = reading;
  let from = sentence.start;
  for (const at of marksBetween(text, sentence, '等')) {
    if (at < from || isInsideWord(text, at, sentence)) continue;
    const counted = countedBehind(text, at + 1, sentence.end);
    const noun = counted === null ? nounBehind(text, at + 1, sentence.end) : null;
    // 甲、乙等 alone does not say what they are.
    if (counted === null && noun === null) continue;
    const region = clauseBefore(text, at, from);
    const items = itemsOf(reading, region, sentence, counted?.count ?? null, true);
    if (items.length === 0) continue;
    const end = counted?.end ?? noun?.end ?? at + 1;
    yield {
      items,
      counted,
      noun: counted?.noun ?? (noun === null ? '' : text.slice(noun.start, noun.end)),
      span: { start: items[0]?.start ?? region.start, end },
      etc: true,
      sentence,
    };
    from = end;
  }
}

function isInsideWord(text: string, at: number, sentence: Span): boolean {
  for (let from = Math.max(sentence.start, at - 3); from <= at; from++) {
    const word = LIST_WORDS.notetc.at(text, from, sentence.end);
    if (word !== null && word.end > at) return true;
  }
  return false;
}

/** The clause that ends at `at`, not reaching before `from`. */
function clauseBefore(text: string, at: number, from: number): Span {
  const earliest = Math.max(from, at - LONGEST_ENUMERATION);
  const marks = marksBetween(text, { start: earliest, end: at }, CLAUSE_MARKS);
  return trimSpan(text, { start: (marks.at(-1) ?? earliest - 1) + 1, end: at });
}

/** 等|14个产业类项目, 等|总投资70亿元的|10个重点项目, 等|共20个项目. */
function countedBehind(text: string, start: number, end: number): CountedNoun | null {
  const attribute =
    /^[^，；：。、！？\n]{0,24}?(?=[\d一二两三四五六七八九十]{1,3}(?:个|项|件|大|条|类))/.exec(
      text.slice(start, Math.min(end, start + 30)),
    );
  if (attribute === null) return null;
  // Between 等 and the count only an attribute may stand (总投资…的, 共): not a verb with another object.
  if (attribute[0] !== '' && !/(?:的|共|共计|合计)$/.test(attribute[0])) return null;
  return countedNounAt(text, start + attribute[0].length, end);
}

/** 等|一批重大项目, 等|重点工程, 等|项目建设. */
function nounBehind(text: string, start: number, end: number): Span | null {
  const found = kindEnd(text, start, Math.min(end, start + 16), '');
  return found === null ? null : { start, end: found };
}

/** 甲、乙和丙|三项机制; “甲、乙、丙”|三件大事: only when as many items stand there as the number says. */
function closedByCount(
  reading: Reading,
  sentence: AnnotatedSentence,
  counted: CountedNoun,
): Enumeration | null {
  const { text } = reading;
  // 推动“三个文件”落地: a quoted count is a name, not the sum of what stands before it.
  if (counted.count < 2 || text.charAt(counted.start - 1) === '“') return null;
  const region = text.charAt(counted.start - 1) === '”' ? quotedBefore(text, counted.start, sentence) : null;
  const items = itemsOf(
    reading,
    region ?? clauseBefore(text, counted.start, sentence.start),
    sentence,
    counted.count,
    false,
  );
  if (items.length !== counted.count) return null;
  return {
    items,
    counted,
    noun: counted.noun,
    span: { start: items[0]?.start ?? counted.start, end: counted.end },
    etc: false,
    sentence,
  };
}

/** What stands inside the quotes that close at `at`, when it enumerates. */
function quotedBefore(text: string, at: number, sentence: Span): Span | null {
  const open = sentence.start + text.slice(sentence.start, at - 1).lastIndexOf('“');
  if (open < sentence.start) return null;
  const inside = { start: open + 1, end: at - 1 };
  return text.slice(inside.start, inside.end).includes('、') ? inside : null;
}

/** 三件大事：甲、乙、丙; 20个项目包括甲、乙等; 五项机制是甲、乙…. */
function openedByCount(
  reading: Reading,
  sentence: AnnotatedSentence,
  counted: CountedNoun,
): Enumeration | null {
  const { text } = reading;
  const start = behindIntro(text, counted.end, sentence.end);
  if (start === null || !text.slice(start, start + LONGEST_NAME).includes('、')) return null;
  const stop = firstMark(text, { start, end: sentence.end }, '，；。！？');
  const etc = /等$/.test(text.slice(start, stop));
  const items = itemsOf(reading, { start, end: etc ? stop - 1 : stop }, sentence, counted.count, etc);
  const enough = etc ? items.length >= 2 && items.length <= counted.count : items.length === counted.count;
  if (!enough || items.length < 2) return null;
  return { items, counted, noun: counted.noun, span: { start: counted.start, end: stop }, etc, sentence };
}

/** How many nouns of a clause are tried as openings; a sentence of people has one. */
const MOST_TRIES = 3;

/** 将启动实施的重大项目有甲、乙、丙。: a noun without a number opens the enumeration. */
function* openedByNoun(reading: Reading, sentence: AnnotatedSentence): Generator<Enumeration> {
  const { text } = reading;
  for (const clause of splitAt(text, sentence, '，；。！？')) {
    let tries = 0;
    for (let i = clause.start; i < clause.end && tries < MOST_TRIES; i++) {
      const kind = LIST_WORDS.kind.at(text, i, clause.end);
      if (kind === null || !UNCOUNTED.has(kind.word)) continue;
      const start = behindIntro(text, kind.end, clause.end);
      if (start === null) continue;
      tries++;
      const etc = text.charAt(clause.end - 1) === '等';
      const items = itemsOf(reading, { start, end: etc ? clause.end - 1 : clause.end }, sentence, null, etc);
      if (items.length < 2) continue;
      const noun = withoutLead(text, { start: clause.start, end: kind.end }, sentence);
      const span = { start: noun.start, end: clause.end };
      yield { items, counted: null, noun: text.slice(noun.start, noun.end), span, etc, sentence };
      break;
    }
  }
}

function behindIntro(text: string, at: number, end: number): number | null {
  let i = at;
  if (/[，（]/.test(text.charAt(i))) i++;
  const intro = LIST_WORDS.intro.at(text, i, end);
  if (intro !== null && LIST_WORDS.notintro.at(text, i, end) !== null) return null;
  if (intro !== null) i = intro.end;
  if (text.charAt(i) === '：' || text.charAt(i) === '—') {
    while (/[：—]/.test(text.charAt(i))) i++;
    return i;
  }
  return intro === null ? null : i;
}

/** The items of an enumeration, the first without what stands before it; fewer than two 、 give one item or none. */
export function itemsOf(
  reading: Reading,
  region: Span,
  sentence: AnnotatedSentence,
  count: number | null,
  etc: boolean,
): readonly Span[] {
  const { text } = reading;
  const pieces = splitAt(text, region, '、');
  const first = pieces[0];
  if (first === undefined) return [];
  const lead = inParallel(text, withoutLead(text, first, sentence), first, pieces[1]);
  const items = lead.end > lead.start ? [lead, ...pieces.slice(1)] : pieces.slice(1);
  const last = items.at(-1);
  if (last === undefined) return [];
  const parts = splitLast(text, last, sentence, count === null ? null : count - items.length + 1, etc);
  return [...items.slice(0, -1), ...parts]
    .map((item) => unquoted(text, item))
    .filter((item) => item.end > item.start);
}

/** 采取|强化监管、推进改革…三项措施: where the other items begin with a verb, the first keeps its own. */
function inParallel(text: string, lead: Span, first: Span, second: Span | undefined): Span {
  if (second === undefined || LEAD_WORDS.cut.at(text, second.start, second.end) === null) return lead;
  const verb = LEAD_WORDS.cut.endingAt(text, lead.start, first.start);
  return verb === null ? lead : { start: verb.start, end: lead.end };
}

/** 丙和丁 at the end of an enumeration: two items when the count says so, or when 丙 is a name by itself. */
function splitLast(
  text: string,
  last: Span,
  sentence: AnnotatedSentence,
  wanted: number | null,
  etc: boolean,
): readonly Span[] {
  for (const at of marksBetween(text, last, '和与及')) {
    const leftEnd = text.charAt(at) === '及' && text.charAt(at - 1) === '以' ? at - 1 : at;
    const left = { start: last.start, end: leftEnd };
    const right = { start: at + 1, end: last.end };
    if (left.end - left.start < 2 || right.end - right.start < 2) continue;
    const byCount = wanted === 2 && !etc;
    const bySense =
      wanted !== 1 &&
      text.charAt(at) === '和' &&
      right.end - right.start >= 4 &&
      closesName(text, left, sentence) &&
      // 生态保护和修复试点: two actions on one thing.
      PROJECT_WORDS.action.at(text, right.start, right.end) === null;
    if (byCount || bySense) return [left, right];
  }
  return [last];
}

function closesName(text: string, span: Span, sentence: AnnotatedSentence): boolean {
  if ('”）》'.includes(text.charAt(span.end - 1))) return true;
  const { head, object, action } = PROJECT_WORDS;
  return [head, object, action].some((finder) => {
    const word = finder.endingAt(text, span.end, span.start);
    return word !== null && word.start > span.start && isNaming(text, span, sentence);
  });
}

function unquoted(text: string, span: Span): Span {
  const { start, end } = trimSpan(text, span);
  const whole = text.charAt(start) === '“' && text.slice(start, end).indexOf('”') === end - 1 - start;
  return whole ? { start: start + 1, end: end - 1 } : { start, end };
}
