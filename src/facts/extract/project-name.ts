import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import { countAt } from './count.ts';
import { LEAD_WORDS, LIST_WORDS, PROJECT_WORDS, STATUS_WORDS, SUBJECT_WORDS } from './lexicon.ts';
import { isNaming, LONGEST_NAME, withoutLead } from './name.ts';
import {
  clausesOf,
  firstMark,
  marksBetween,
  type Reading,
  sentenceAt,
  skipEnclosure,
  splitAt,
} from './reading.ts';

/** A name found in running text. */
export interface FoundName extends Span {
  /** True when it ends in 项目, 工程 …; false for 医院, 公路 …, which are projects only in company. */
  readonly strong: boolean;
}

const NAMED = new WeakMap<AnnotatedSentence, readonly FoundName[]>();

/** The names of projects in a sentence, by grammar: the noun phrase in front of each head word. Read once for all. */
export function projectNames(reading: Reading, sentence: AnnotatedSentence): readonly FoundName[] {
  const known = NAMED.get(sentence);
  if (known !== undefined) return known;
  const names = readNames(reading, sentence);
  NAMED.set(sentence, names);
  return names;
}

function readNames(reading: Reading, sentence: AnnotatedSentence): readonly FoundName[] {
  const found: FoundName[] = [];
  for (const clause of clausesOf(reading.text, sentence)) {
    for (const piece of splitAt(reading.text, clause, '、')) {
      let from = piece.start;
      for (const head of headsOf(reading.text, piece)) {
        const name = nameEndingAt(reading, sentence, { from, clause: clause.start, ...head });
        if (name === null) continue;
        found.push(name);
        from = head.end;
      }
    }
  }
  return found;
}

interface Head extends Span {
  readonly strong: boolean;
}

/** The head words of a clause that end a noun phrase there. */
function headsOf(text: string, piece: Span): readonly Head[] {
  const heads: Head[] = [];
  for (let i = piece.start; i < piece.end; ) {
    // “四好农村路”|示范项目: the head behind the quotes ends the name.
    const behind = text.charAt(i) === '“' ? skipEnclosure(text, i, piece.end) : i;
    if (behind > i + 1 && anotherHead(text, behind, piece.end)) {
      i = behind;
      continue;
    }
    // 《…项目开工》 is a title of something else.
    if (text.charAt(i) === '《') {
      i = skipEnclosure(text, i, piece.end);
      continue;
    }
    const head = PROJECT_WORDS.head.at(text, i, piece.end);
    const object = PROJECT_WORDS.object.at(text, i, piece.end);
    const longer = object !== null && (head === null || object.end > head.end) ? object : head;
    if (longer === null) {
      i++;
      continue;
    }
    i = longer.end;
    const end = behindSuffixes(text, longer.end, piece.end);
    const strong = longer === head || PROJECT_WORDS.head.endingAt(text, end, longer.end) !== null;
    const goesOn = anotherHead(text, end, piece.end);
    if (goesOn || !(endsThere(text, end, piece.end) || (strong && isBuilt(text, end, piece.end)))) continue;
    heads.push({ start: longer.start, end, strong });
    i = end;
  }
  return heads;
}

/** …项目|建设|进展顺利: the building of a project is said of it; 项目建设 alone has no name in front. */
function isBuilt(text: string, at: number, end: number): boolean {
  return text.startsWith('建设', at) && endsThere(text, at + 2, end);
}

/** …处理厂|建设, …幼儿园|一期工程: suffixes and one more head belong to the name; …项目|建设 does not grow. */
function behindSuffixes(text: string, at: number, end: number): number {
  const isProject = /(?:项目|工程)$/.test(text.slice(Math.max(0, at - 2), at));
  let i = at;
  for (;;) {
    const suffix = PROJECT_WORDS.suffix.at(text, i, end);
    if (suffix === null) break;
    // …项目一期 is a part with a name, …项目建设 is the building of it.
    if (isProject && !/期/.test(suffix.word)) break;
    i = suffix.end;
  }
  const head = isProject ? null : PROJECT_WORDS.head.at(text, i, end);
  return head === null ? i : head.end;
}

/** …工程|建设项目, …产业园|基础设施项目: a later head of the same phrase ends the name instead of this one. */
function anotherHead(text: string, at: number, end: number): boolean {
  for (let i = at; i < Math.min(end, at + 10); i++) {
    if (PROJECT_WORDS.head.at(text, i, end) !== null) return true;
    // 三个立交|和|两个天桥工程: counted things joined under one head.
    const joined = /[和与及]/.test(text.charAt(i)) && countedAt(text, i + 1, end);
    if (/[的和与及了，“”（）]/.test(text.charAt(i)) && !joined) return false;
    if (i === at && !joined && endsThere(text, i, end)) return false;
  }
  return false;
}

function countedAt(text: string, at: number, end: number): boolean {
  const number = countAt(text, at);
  return number !== null && LIST_WORDS.counter.at(text, number.end, end) !== null;
}

/** Whether a noun phrase can end at `at`: a mark, or a word that goes on with the sentence. */
function endsThere(text: string, at: number, end: number): boolean {
  if (at >= end || /[”）》（\s]/.test(text.charAt(at))) return true;
  if (/^\d{1,4}[年月]/.test(text.slice(at, at + 5))) return true;
  const boundary = PROJECT_WORDS.boundary.at(text, at, end);
  // …公路|连接甲、乙 ends there, …公路连接线项目 goes on.
  if (boundary !== null && (PROJECT_WORDS.object.at(text, at, end)?.end ?? 0) <= boundary.end) return true;
  const { started, ongoing, completed, modal } = STATUS_WORDS;
  return [started, ongoing, completed, modal].some((finder) => finder.at(text, at, end) !== null);
}

function nameEndingAt(
  reading: Reading,
  sentence: AnnotatedSentence,
  head: Head & { readonly from: number; readonly clause: number },
): FoundName | null {
  const { text } = reading;
  let start = Math.max(head.from, head.end - LONGEST_NAME * 2);
  // 甲项目和乙项目: a name does not reach back over the name before it.
  if (start > head.clause && start === head.from && head.from > head.clause)
    start = LEAD_WORDS.start.at(text, start, head.start)?.end ?? start;
  const phrase = withoutStrayQuote(text, openQuote(text, { start, end: head.end }));
  let name = withoutLead(text, phrase, sentence);
  name = withParts(reading, sentence, name, head);
  name = withoutEtc(text, name);
  // 一期2万吨气调库 is a part of the project named before it.
  if (/^[一二三四]期/.test(text.slice(name.start, name.start + 2))) return null;
  const length = name.end - name.start;
  if (
    length < (head.strong ? 4 : 3) ||
    length > LONGEST_NAME ||
    (head.start <= name.start && !/[一二三四]期/.test(text.slice(name.start, name.end))) ||
    !isNaming(text, name, sentence)
  )
    return null;
  if (text.slice(name.start, head.end).endsWith('类项目')) return null;
  // 电站, 这所新学校 point back to one, they name none.
  if (
    !head.strong &&
    (name.start >= head.start || /^(?:这[所座条处栋个家片]|该)/.test(text.slice(name.start, name.start + 2)))
  )
    return null;
  // 活动|在甲工业园区举行: that is where, not what.
  if (!head.strong && /在(?!建)/.test(text.slice(name.start, name.end))) return null;
  // 5家加工厂 counts things; 三个立交和两个天桥工程 names a work.
  if (!head.strong && countedAt(text, name.start, name.end)) return null;
  return { start: name.start, end: name.end, strong: head.strong };
}

/** A phrase that starts inside quotes starts at their opening; one that closes quotes it never opened starts behind. */
function openQuote(text: string, span: Span): Span {
  const phrase = text.slice(span.start, span.end);
  const close = phrase.indexOf('”');
  const open = phrase.indexOf('“');
  if (close === -1 || (open !== -1 && open < close)) return span;
  return { start: span.start + close + 1, end: span.end };
}

/** “项目总投资…: a quote that opens speech is no part of the name. */
function withoutStrayQuote(text: string, span: Span): Span {
  const open = text.slice(span.start, span.end).lastIndexOf('“');
  return open === -1 || text.slice(span.start + open, span.end).includes('”')
    ? span
    : { start: span.start + open + 1, end: span.end };
}

/** 甲等乙工程: what stands before 等 belongs to an enumeration, not to the name. */
function withoutEtc(text: string, span: Span): Span {
  const etc = marksBetween(text, span, '等').at(-1);
  return etc === undefined || etc + 2 >= span.end ? span : { start: etc + 1, end: span.end };
}

/**
 * …水系治理、生态修复及产业开发项目: nouns of action in front of the last part are parts of one name, unless one of
 * them is a name itself.
 */
function withParts(
  reading: Reading,
  sentence: AnnotatedSentence,
  name: Span,
  head: { readonly from: number; readonly clause: number; readonly strong: boolean },
): Span {
  const { text } = reading;
  if (!head.strong || text.charAt(head.from - 1) !== '、' || name.start > head.from + 1) return name;
  const before = splitAt(text, { start: head.clause, end: head.from - 1 }, '、');
  let start = name.start;
  for (const part of before.toReversed()) {
    if (PROJECT_WORDS.action.endingAt(text, part.end, part.start) === null) break;
    if (/等|项目|工程/.test(text.slice(part.start, part.end))) break;
    const lead = withoutLead(text, part, sentence);
    start = lead.start;
    if (lead.start > part.start) break;
  }
  return { start, end: name.end };
}

/** Whether something is said of a weak name that makes it a project: a state, an investment, its building. */
export function isInCompany(reading: Reading, name: Span, segment: Span): boolean {
  const { text } = reading;
  const after = text.slice(name.end, segment.end);
  if (PROJECT_WORDS.suffix.endingAt(text, name.end, name.start) !== null) return true;
  if (
    /^，?[^，；。]{0,8}(?:总投资|投资|概算|全长|占地|总建筑面积|建筑面积|工期|总?装机|总?库容|年产|日处理|设计)/.test(
      after,
    )
  )
    return true;
  // 甲电站工地, 乙医院建设现场.
  if (
    SUBJECT_WORDS.place.at(text, name.end, segment.end) !== null &&
    /^(?:建设|施工)?(?:工地|现场)|^施工/.test(after)
  )
    return true;
  const place = sentenceAt(reading, name.start)?.places.find(({ end }) => end === name.start);
  const start = place?.start ?? name.start;
  const before = text.charAt(start - 1) === '的' ? start - 1 : start;
  const verb = LEAD_WORDS.cut.endingAt(text, before) ?? LEAD_WORDS.start.endingAt(text, before);
  if (verb !== null && isBuilding(verb.word)) return true;
  if (
    /投资[\d一二三四五六七八九十.点余多]{1,8}[亿万]元的$/.test(
      text.slice(Math.max(0, name.start - 20), name.start),
    )
  )
    return true;
  const clauseEnd = firstMark(text, { start: name.end, end: segment.end }, '，；。');
  const { started, ongoing, completed } = STATUS_WORDS;
  return [started, ongoing, completed].some((finder) => finder.all(text, name.end, clauseEnd).length > 0);
}

function isBuilding(verb: string): boolean {
  return /(?:新建|扩建|改建|修建|兴建|筹建|开建|建设|开工|启动|实施|建成|完成|打造)/.test(verb);
}
