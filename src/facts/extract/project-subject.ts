import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import { countedNouns } from './enumeration.ts';
import { LEAD_WORDS, PROJECT_WORDS, SUBJECT_WORDS } from './lexicon.ts';
import { withoutLead } from './name.ts';
import { type FoundName, isInCompany, projectNames } from './project-name.ts';
import { clausesOf, firstMark, type Reading } from './reading.ts';

/** A stretch of text that speaks of one project: behind its name, or a later sentence that goes on about it. */
export interface ProjectReach extends Span {
  /** Where the project is named. */
  readonly named: Span;
  /** The sentence the stretch stands in. */
  readonly sentence: AnnotatedSentence;
}

const READ = new WeakMap<Reading, readonly ProjectReach[]>();

/**
 * Which stretches of an article speak of which project, in text order and without overlap. A project is the
 * subject from its name on (安泽县甲项目，占地…，总投资…) until another name, another place (全县 …), a clause with a
 * subject of its own or a ；; it stays the subject of the sentences behind that point back to it (该项目…, 建成后…),
 * or that have no subject while the paragraph is the project's own (已完成投资…). Linear in the text.
 */
export function projectReaches(reading: Reading): readonly ProjectReach[] {
  const known = READ.get(reading);
  if (known !== undefined) return known;
  const found = readReaches(reading);
  READ.set(reading, found);
  return found;
}

/** The project that is spoken of at `offset`, null when none is. */
export function reachAt(reading: Reading, offset: number): ProjectReach | null {
  const reaches = projectReaches(reading);
  let low = 0;
  let high = reaches.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const reach = reaches[middle];
    if (reach === undefined) return null;
    if (offset < reach.start) high = middle - 1;
    else if (offset >= reach.end) low = middle + 1;
    else return reach;
  }
  return null;
}

/** The project spoken of when a sentence begins. */
interface Current {
  readonly named: Span;
  readonly paragraph: number;
  /** True when the paragraph begins with its name: what has no subject there is said of it. */
  readonly own: boolean;
  /** True when something else was spoken of since: only 该项目 brings it back, not 总投资. */
  readonly left: boolean;
}

function readReaches(reading: Reading): readonly ProjectReach[] {
  const found: ProjectReach[] = [];
  let current: Current | null = null;
  let last: Current | null = null;
  for (const [at, sentence] of reading.sentences.entries()) {
    const names = namesIn(reading, sentence, reading.sentences[at + 1]);
    const first = names[0];
    if (current !== null && goesOn(reading, sentence, current)) {
      const start = sentence.start;
      const end = stopOf(reading, sentence, start, first?.start ?? sentence.end);
      if (end > start) found.push({ start, end, named: current.named, sentence });
      if (end < (first?.start ?? sentence.end)) current = leftBehind(current);
    } else current = null;
    for (const [index, name] of names.entries()) {
      const next = names[index + 1];
      const subject = isSubject(reading, sentence, name);
      current = subject === 'none' ? null : currentOf(reading, sentence, name);
      if (subject === 'none') continue;
      const limit = next?.start ?? sentence.end;
      const start = subject === 'yes' ? name.end : pointedBack(reading, { start: name.end, end: limit });
      if (start === null) continue;
      const end = stopOf(reading, sentence, start, limit);
      if (end > start) found.push({ start, end, named: name, sentence });
      if (current !== null && next === undefined && end < sentence.end && !endsInPart(reading.text, end))
        current = leftBehind(current);
    }
    current ??= itemHead(reading, sentence);
    last = current ?? last;
    if (names.length === 0 && current === null && last !== null) {
      const again = clauseBack(reading, sentence, last);
      if (again !== null) found.push({ ...again, named: last.named, sentence });
    }
  }
  return found;
}

/** Paragraphs (empty lines counted) behind its name within which 项目 means the project named last. */
const BACK_WITHIN = 6;

/** …，项目累计完成产值7.9亿元: a clause inside a sentence that points back by name, unless projects are counted there. */
function clauseBack(reading: Reading, sentence: AnnotatedSentence, last: Current): Span | null {
  const { text } = reading;
  if (sentence.paragraph > last.paragraph + BACK_WITHIN || sentence.owners.length > 0) return null;
  for (const clause of clausesOf(text, sentence)) {
    const back = pointsBack(text, clause.start, clause.end, last.named);
    if (back === null || !NAMING_BACK.test(back)) continue;
    const counted = countedNouns(text, { start: sentence.start, end: clause.start });
    if (counted.some(({ noun }) => /(?:项目|工程)$/.test(noun))) return null;
    const end = stopOf(reading, sentence, clause.start, sentence.end);
    return end > clause.start ? { start: clause.start, end } : null;
  }
  return null;
}

/** An item longer than this is told, not named. */
const LONGEST_HEAD = 30;

/** 六、急救综合楼。总投资…: an item that opens its line and is a name by itself, without number or verb. */
function itemHead(reading: Reading, sentence: AnnotatedSentence): Current | null {
  const { text } = reading;
  if (!isFirstOfParagraph(reading, sentence) || sentence.end - sentence.start > LONGEST_HEAD) return null;
  const written = text.slice(sentence.start, sentence.end);
  const mark =
    /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|[★●◆■▲•])/.exec(
      written,
    );
  const stop = /[。：]$/.exec(written);
  if (mark === null || stop === null || /[，；]/.test(written)) return null;
  const named = withoutLead(
    text,
    { start: sentence.start + mark[0].length, end: sentence.end - 1 },
    sentence,
  );
  const { head, object, suffix } = PROJECT_WORDS;
  const built = [head, object, suffix].some(
    (finder) => finder.endingAt(text, named.end, named.start) !== null,
  );
  if (!built || named.end - named.start < 4) return null;
  return { named, paragraph: sentence.paragraph, own: true, left: false };
}

/** A ； parts what is said of one project too: the sentence behind may go on about it. */
function endsInPart(text: string, at: number): boolean {
  return text.charAt(at) === '；';
}

/** The project when something else was spoken of since. */
function leftBehind(current: Current): Current {
  return { ...current, own: false, left: true };
}

function currentOf(reading: Reading, sentence: AnnotatedSentence, name: Span): Current {
  const clause = clausesOf(reading.text, { start: sentence.start, end: name.end })[0];
  const opens = isFirstOfParagraph(reading, sentence) && (clause?.end ?? 0) >= name.end;
  return {
    named: { start: name.start, end: name.end },
    paragraph: sentence.paragraph,
    own: opens,
    left: false,
  };
}

function isFirstOfParagraph(reading: Reading, sentence: AnnotatedSentence): boolean {
  const line = reading.text.lastIndexOf('\n', sentence.start - 1) + 1;
  return reading.text.slice(line, sentence.start).trim() === '';
}

/** The names of a sentence that can be subjects: of works, and of buildings about which more is said. */
function namesIn(
  reading: Reading,
  sentence: AnnotatedSentence,
  next: AnnotatedSentence | undefined,
): readonly FoundName[] {
  const names = projectNames(reading, sentence);
  return names.filter(
    (name) =>
      name.strong ||
      isInCompany(reading, name, { start: name.end, end: sentence.end }) ||
      (name === names.at(-1) && isPointedAt(reading.text, sentence, next)),
  );
}

/** Whether the next sentence begins with 该校, 这所新学校: what was named last is what the text is about. */
export function isPointedAt(
  text: string,
  sentence: AnnotatedSentence,
  next: AnnotatedSentence | undefined,
): boolean {
  if (next === undefined || next.paragraph !== sentence.paragraph) return false;
  return thisOne(text, next.start, next.end) !== null;
}

/** 这所新学校, 该电站 at `at`: up to the noun of what is built. */
function thisOne(text: string, at: number, end: number): string | null {
  const open = /^(?:这[所座条处栋个家片]|该)/.exec(text.slice(at, at + 2))?.[0];
  if (open === undefined) return null;
  const { head, object } = PROJECT_WORDS;
  for (let i = at + open.length; i < Math.min(end, at + open.length + 5); i++) {
    const noun = object.at(text, i, end) ?? head.at(text, i, end);
    if (noun !== null) return text.slice(at, noun.end);
  }
  return null;
}

/** How far before a name the word that puts it aside may stand. */
const ASIDE_WITHIN = 14;

/**
 * `yes` when what follows the name is said of it; `later` when only a sentence that points back is (随着甲项目投产，…);
 * `none` when the name is one of several.
 */
function isSubject(reading: Reading, sentence: AnnotatedSentence, name: FoundName): 'yes' | 'later' | 'none' {
  const { text } = reading;
  const behind = text.slice(name.end, name.end + 2);
  if (/^[、和与及等]/.test(behind) || behind === '以及') return 'none';
  if (isLastOfSeveral(text, sentence, name)) return 'none';
  const from = Math.max(sentence.start, name.start - ASIDE_WITHIN);
  const clause = clausesOf(text, { start: from, end: name.start }).at(-1);
  if (clause !== undefined && clause.end === name.start) {
    const aside = SUBJECT_WORDS.aside.all(text, clause.start, clause.end);
    if (aside.some((word) => word.end === name.start || word.start === clause.start)) return 'later';
  }
  // 实施绿化提升工程，绿化覆盖率达到…: the object of a verb is no subject until a clause points back to it.
  const place = sentence.places.find(({ end }) => end === name.start);
  const verb = LEAD_WORDS.cut.endingAt(text, place?.start ?? name.start, sentence.start);
  if (verb !== null && SUBJECT_WORDS.presents.at(verb.word, 0)?.word !== verb.word) return 'later';
  // 甲项目的投产, 甲项目工地: what follows is said of something of the project's.
  const site = SUBJECT_WORDS.place.at(text, name.end, sentence.end) !== null;
  return site || behind.startsWith('的') ? 'later' : 'yes';
}

/** 甲小学、改扩建|乙中学: what follows is said of both. */
export function isLastOfSeveral(text: string, sentence: Span, name: Span): boolean {
  const verb =
    LEAD_WORDS.cut.endingAt(text, name.start, sentence.start) ??
    LEAD_WORDS.start.endingAt(text, name.start, sentence.start);
  const at = verb !== null && '、和与及'.includes(text.charAt(verb.start - 1)) ? verb.start : name.start;
  if (!'、和与及'.includes(text.charAt(at - 1)) || at <= sentence.start) return false;
  const { head, object } = PROJECT_WORDS;
  const end = text.charAt(at - 2) === '以' ? at - 2 : at - 1;
  return [head, object].some((finder) => finder.endingAt(text, end, sentence.start) !== null);
}

/** The first clause that points back to a name: 启动甲项目，|总投资5亿元，建成后…; null when none does. */
function pointedBack(reading: Reading, behind: Span): number | null {
  const part = firstMark(reading.text, behind, '；');
  const clause = clausesOf(reading.text, { start: behind.start, end: part }).find(
    ({ start, end }) => start > behind.start && SUBJECT_WORDS.back.at(reading.text, start, end) !== null,
  );
  return clause?.start ?? null;
}

/** Whether a sentence goes on about the project of the one before. */
function goesOn(reading: Reading, sentence: AnnotatedSentence, current: Current): boolean {
  const { text } = reading;
  if (sentence.heading || sentence.paragraph > current.paragraph + 2) return false;
  const at = behindAdverbs(reading, sentence);
  const back = pointsBack(text, at, sentence.end, current.named);
  if (back !== null)
    return (sentence.paragraph === current.paragraph && !current.left) || NAMING_BACK.test(back);
  if (sentence.paragraph !== current.paragraph || !current.own) return false;
  if (SUBJECT_WORDS.own.at(text, at, sentence.end) !== null) return true;
  // 目前1#、2#厂房主体已封顶: a part of the work opens the sentence.
  const clause = clausesOf(text, { start: at, end: sentence.end })[0];
  const opening = { start: at, end: Math.min(clause?.end ?? at, at + LONGEST_PART) };
  return SUBJECT_WORDS.part.all(text, opening.start, opening.end).length > 0;
}

/** How far into a sentence the part of the work that is its subject is looked for. */
const LONGEST_PART = 14;

/** Words that point back over the end of a paragraph: 该项目, 项目, 工程, 施工现场 …; 总投资 alone does not. */
const NAMING_BACK = /^(?:[该此本这整]|项目|工程|施工|建设高峰|高峰)/;

/** The word at `at` that points back to a project: 该项目, 总投资 …, or the noun its name ends in (该电站, 电站投运后). */
function pointsBack(text: string, at: number, end: number, named: Span): string | null {
  const back = SUBJECT_WORDS.back.at(text, at, end);
  if (back !== null) return isGroupWord(text, back.start, back.end) ? null : back.word;
  const pointed = thisOne(text, at, end);
  if (pointed !== null) return pointed;
  const object = PROJECT_WORDS.object.endingAt(text, named.end, named.start);
  if (object === null || object.start === named.start) return null;
  const open = /[该此本这]/.test(text.charAt(at)) ? 1 : 0;
  for (const noun of [object.word, object.word.slice(-2)])
    if (text.startsWith(noun, at + open)) return `该${noun}`;
  return null;
}

/** 项目建设, 项目21个, 项目资金: all projects, not the one. */
function isGroupWord(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (word !== '项目' && word !== '工程') return false;
  return /^(?:建设年|库|数|方面|谋划|储备|签约|投资(?:完成|增|下)|为王|化|个数|\d+个)/.test(
    text.slice(end, end + 5),
  );
}

/** Behind bullets, times and the adverbs that open a sentence: 目前，|…, 截至8月底，|…. */
function behindAdverbs(reading: Reading, sentence: AnnotatedSentence): number {
  const { text } = reading;
  let at = sentence.start;
  for (let round = 0; round < 8; round++) {
    const before = at;
    while (/[\s，“★●■◆▲]/.test(text.charAt(at)) && at < sentence.end) at++;
    const period = sentence.periods.find((mention) => mention.start === at);
    if (period !== undefined) at = period.end;
    else at = SUBJECT_WORDS.adverb.at(text, at, sentence.end)?.end ?? at;
    if (/^(?:截至|截止|到|至)/.test(text.slice(at, at + 2))) {
      const start = at + (/^截/.test(text.charAt(at)) ? 2 : 1);
      const dated = sentence.periods.find((mention) => mention.start === start || mention.start === at);
      if (dated !== undefined) at = dated.end;
    }
    if (period !== undefined && /^[底末初前]/.test(text.slice(at, at + 1))) at++;
    if (at === before) break;
  }
  return at;
}

/** Where from `start` on something else is spoken of; at most `limit`. */
function stopOf(reading: Reading, sentence: AnnotatedSentence, start: number, limit: number): number {
  const { text } = reading;
  let end = firstMark(text, { start, end: limit }, '；');
  while (end < limit && resumes(reading, sentence, end + 1))
    end = firstMark(text, { start: end + 1, end: limit }, '；');
  const owner = sentence.owners.find(
    ({ at, clauseOnly }) => at >= start && at < end && !(clauseOnly && text.charAt(at - 1) === '（'),
  );
  if (owner !== undefined) end = Math.min(end, owner.at);
  const away = SUBJECT_WORDS.release
    .all(text, start, end)
    .find((word) => opensClause(text, word.start, start));
  if (away !== undefined) end = Math.min(end, away.start);
  // …，目前已有12个项目开工: projects counted are others.
  const counted = countedNouns(text, { start, end }).find(
    ({ count, noun }) => count > 1 && /(?:项目|工程)$/.test(noun),
  );
  if (counted !== undefined) end = Math.min(end, counted.start);
  return end;
}

function opensClause(text: string, at: number, from: number): boolean {
  return at === from || /[，：。]/.test(text.charAt(at - 1));
}

/** ；总投资…, ；建成后…: behind the mark the same project is spoken of. */
function resumes(reading: Reading, sentence: AnnotatedSentence, at: number): boolean {
  const { text } = reading;
  const period = sentence.periods.find((mention) => mention.start === at);
  const from = period?.end ?? at;
  return (
    SUBJECT_WORDS.back.at(text, from, sentence.end) !== null ||
    SUBJECT_WORDS.own.at(text, from, sentence.end) !== null
  );
}
