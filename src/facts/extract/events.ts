import type { PartialDate, Period } from '../../text/date.ts';
import type { PeriodMention } from '../../text/period.ts';
import { contains, type Span } from '../../text/span.ts';
import type { AnnotatedSentence, Extractor } from '../document.ts';
import type { DatedEvent } from '../model.ts';
import { EVENT_WORDS, LEAD_WORDS, STATUS_WORDS, SUBJECT_WORDS } from './lexicon.ts';
import { plannedPeriod } from './plan-period.ts';
import { projectNames } from './project-name.ts';
import { reachAt } from './project-subject.ts';
import { clausesOf, marksBetween, type Reading, readArticle, skipEnclosure, trimSpan } from './reading.ts';
import { evidenceOf, placeOfEvent } from './setting.ts';

/** Longest telling of an event. */
const LONGEST_WHAT = 120;
/** Dates read in one sentence: more stand only in tables and in hostile texts. */
const MOST_DATES = 16;
/** A telling shorter than this says nothing. */
const SHORTEST_WHAT = 4;

/**
 * What happened or is to happen at a stated time: a clause with a date and a verb of the event table. The subject
 * is carried over from the clauses before when the dated clause has none (…主体封顶，确保9月1日投入使用).
 */
export const extractEvents: Extractor<DatedEvent> = (document) => {
  const reading = readArticle(document);
  const found = new Map<string, DatedEvent>();
  for (const [index, sentence] of reading.sentences.entries()) {
    if (sentence.damaged && sentence.periods.length === 0) continue;
    const clauses = clausesOf(reading.text, sentence);
    for (const mention of sentence.periods.slice(0, MOST_DATES)) {
      const event = eventAt(reading, { sentence, clauses, previous: reading.sentences[index - 1] }, mention);
      if (event === null) continue;
      const key = `${event.period.start} ${event.period.end} ${event.what}`;
      if (!found.has(key)) found.set(key, event);
    }
  }
  return [...found.values()];
};

/** Times at which something can happen; stretches and stocks (以来, 截至, 前三季度) are for statistics. */
const MOMENTS = new Set(['day', 'month', 'year', 'quarter', 'half', 'instant']);

/** A sentence in its surroundings. */
interface Scene {
  readonly sentence: AnnotatedSentence;
  readonly clauses: readonly Span[];
  readonly previous: AnnotatedSentence | undefined;
}

function eventAt(reading: Reading, scene: Scene, mention: PeriodMention): DatedEvent | null {
  const { text } = reading;
  const { sentence } = scene;
  if (!MOMENTS.has(mention.kind) || isAttribute(text, mention)) return null;
  const told = tellingOf(text, scene, mention);
  if (told === null || told.end - told.start > LONGEST_WHAT * 2) return null;
  const { date } = reading.document.article;
  const modal = isPlan(text, told, mention);
  const period = plannedPeriod(mention, sentence, modal, date);
  const planned = modal || (date !== null && isAhead(period, date));
  if (!isEvent(text, told, mention, planned, date)) return null;
  const what = wordingOf(reading, scene, told, mention);
  // “项目去年动工，…”: speech that goes on over a comma is no telling of one thing.
  if (/^“[^”]{0,60}，/.test(what)) return null;
  if (what.length < SHORTEST_WHAT || (mention.kind === 'instant' && !planned && !isYearEnd(text, mention)))
    return null;
  return {
    place: placeOfEvent(sentence, told),
    what,
    period,
    status: planned ? 'plan' : 'actual',
    evidence: evidenceOf(reading, { start: Math.min(told.start, mention.start), end: told.end }),
  };
}

/** 2024年首批项目, 2021年的1%, 6月份当月: the time belongs to a noun or a number and dates no event. */
function isAttribute(text: string, mention: Span): boolean {
  return /^(?:的|度|首批|第[一二三]批|重点|当月|末|版|以来|至今|期间|是|为|项目|全省|全市)/.test(
    text.slice(mention.end, mention.end + 3),
  );
}

/** 去年底建成投产 happened then; 截至去年底, 目前 only say up to when was counted. */
function isYearEnd(text: string, mention: Span): boolean {
  return /^(?!截|至).*[底末]$/.test(text.slice(mention.start, mention.end));
}

/** Whether a time begins after an article of `date`, which may be known to the month or year only. */
function isAhead(period: Period, date: PartialDate): boolean {
  return period.start.slice(0, date.length) > date;
}

/** The clause of the date, and those behind it until a verb of the table has come. */
function tellingOf(text: string, { sentence, clauses }: Scene, mention: Span): Span | null {
  const at = clauses.findIndex((clause) => clause.start <= mention.start && mention.end <= clause.end);
  const own = clauses[at];
  if (own === undefined) return null;
  const start = own.start;
  let end = own.end;
  let told = hasVerb(text, { start: mention.end, end });
  for (let i = at + 1; i < clauses.length; i++) {
    const clause = clauses[i];
    if (clause === undefined || clause.end - start > LONGEST_WHAT) break;
    if (text.slice(end, clause.start).includes('；')) break;
    const dated = (other: PeriodMention): boolean => other.kind === 'day' || other.kind === 'month' || told;
    if (
      sentence.periods.some((other) => contains(clause, other) && dated(other) && !isAttribute(text, other))
    )
      break;
    if (told && !goesOn(text, clause)) break;
    // A date that closes its clause (到2025年，…) opens the next; one in the middle governs its own only.
    if (!told && i > at + 2) break;
    end = clause.end;
    told ||= hasVerb(text, clause);
  }
  return told ? { start, end: beforeAfter(text, mention.end, end) } : null;
}

/** 6月二期建成|后库容将达到…: what follows 后 is the consequence, mostly a number. */
function beforeAfter(text: string, from: number, end: number): number {
  const verb = EVENT_WORDS.point.all(text, from, end)[0];
  return verb !== undefined && text.charAt(verb.end) === '后' ? verb.end : end;
}

function hasVerb(text: string, span: Span): boolean {
  return (
    EVENT_WORDS.point.all(text, span.start, span.end).length +
      EVENT_WORDS.act.all(text, span.start, span.end).length >
    0
  );
}

/** …正式入驻开发区，|并开工建设: the clause continues what the one before told. */
function goesOn(text: string, clause: Span): boolean {
  if (/^(?:并|且|同时|随后|随即|标志着)/.test(text.slice(clause.start, clause.start + 3)))
    return hasVerb(text, clause);
  const verb = EVENT_WORDS.point.at(text, clause.start, clause.end);
  // 5月投产，|投产以后每年…: what comes after is no part of what happened.
  return verb !== null && !/^(?:以|之)?后/.test(text.slice(verb.end, verb.end + 2));
}

/** Whether the verb happens at the time: any verb with a day, a verb of happening with a month, with a year a goal. */
function isEvent(
  text: string,
  told: Span,
  mention: PeriodMention,
  planned: boolean,
  reference: PartialDate | null,
): boolean {
  const points = EVENT_WORDS.point.all(text, mention.end, told.end);
  const before = EVENT_WORDS.point.all(text, told.start, mention.start);
  const acts = EVENT_WORDS.act.all(text, mention.end, told.end);
  const stats = EVENT_WORDS.stat.all(text, mention.end, told.end);
  const first = Math.min(...points.map((word) => word.start), ...acts.map((word) => word.start), told.end);
  // 6月当月增长4.6%: the number is what the clause tells.
  if (stats.some((word) => word.start < first) && mention.kind !== 'day') return false;
  if (mention.kind === 'day') return points.length + acts.length + before.length > 0;
  const verb = points[0];
  if (verb === undefined || isCounting(text, verb.end, told.end)) return false;
  // Of instants only 去年底 and what is planned come here.
  if (mention.kind === 'month' || mention.kind === 'instant') return true;
  if (planned) return true;
  // A year that is not over, without 已, speaks of what is to be done or of what a statistic counts.
  const over = reference !== null && mention.period.end.slice(0, 4) < reference.slice(0, 4);
  return (
    mention.kind === 'year' &&
    verb.value === 'year' &&
    (over || /已/.test(text.slice(told.start, verb.start)))
  );
}

/** 实现产值60亿元, 新建5家: a verb with a number right behind it is a statistic. */
function isCounting(text: string, from: number, end: number): boolean {
  return /^[^，；。]{0,10}?\d[\d.,]*(?:亿|万|%|％|个|家|项|户|人|吨|公里)/.test(
    text.slice(from, Math.min(end, from + 20)),
  );
}

function isPlan(text: string, told: Span, mention: Span): boolean {
  const words = STATUS_WORDS.modal.all(text, told.start, told.end).filter((word) => word.word !== '要');
  const tail = text.slice(mention.end, mention.end + 2);
  // 3月底前完成, 到2027年建成: a limit lies ahead.
  if (
    /^(?:底?前|之前|以前)/.test(tail) ||
    /(?<!^[目日此当年之以])前$/.test(text.slice(mention.start, mention.end)) ||
    text.charAt(mention.start - 1) === '到'
  )
    return true;
  const verb = EVENT_WORDS.point.all(text, mention.end, told.end)[0]?.end ?? told.end;
  return words.some((word) => word.start < verb);
}

/** The telling without its date, with a subject. */
function wordingOf(reading: Reading, scene: Scene, told: Span, mention: Span): string {
  const { text } = reading;
  const before = cutPrepositions(text.slice(told.start, mention.start));
  const behind = text
    .slice(mention.end, told.end)
    .replace(
      /^(?:底前|前|之前|以前|底|初|末|上午|下午|晚上?|凌晨|中午|起)?(?:\d{1,2}[时点：:]\d{0,2}分?(?:许|左右)?)?[，、]?/,
      '',
    );
  const predicate = withoutAbility(withoutModal(behind));
  const own = withoutModal(before);
  const subject = own === '' && !hasSubject(predicate) ? subjectBefore(reading, scene, told) : own;
  const whole = /^[一二三四]期/.test(predicate) ? subject.replace(/[一二三四]期$/, '') : subject;
  const what = `${whole}${predicate}`
    .replace(/\s+/g, ' ')
    .replace(/[，；：。！？、]+$/, '')
    .replace(/以来$/, '')
    .trim();
  return [...what].slice(0, LONGEST_WHAT).join('');
}

/** 涧河园区|在, 侯马段|将于: what ties the date to the clause. */
function cutPrepositions(text: string): string {
  return text
    .replace(/(?:将于|将在|于|在|到|至|从|自|截至|计划于|预计于|并于|已于)$/, '')
    .replace(
      /^(?:[★☆●○◆■▲•※]|[^，。（]{0,12}?讯\s*(?:（[^）]{0,40}）)?|其中|同时|据悉|记者获悉|另外|此外)[，]?\s*/,
      '',
    );
}

/** 确保, 力争, 预计, 将: said by the status, not by the wording. */
function withoutModal(text: string): string {
  let start = 0;
  let end = text.length;
  for (let modal = STATUS_WORDS.modal.at(text, 0); modal !== null; modal = STATUS_WORDS.modal.at(text, start))
    start = modal.end;
  const last = STATUS_WORDS.modal.endingAt(text, end, start);
  if (last !== null && last.word !== '要') end = last.start;
  return text.slice(start, Math.max(start, end)).trim();
}

/** 明年3月|可以|试生产: the status says it. */
function withoutAbility(predicate: string): string {
  const able = /^(?:可以|能够|即可|就能|就可以|可|能)/.exec(predicate)?.[0] ?? '';
  return EVENT_WORDS.point.at(predicate, able.length) === null ? predicate : predicate.slice(able.length);
}

/** A predicate that begins with its verb, or with a part of a work (二期), has no subject of its own. */
function hasSubject(predicate: string): boolean {
  if (/^[一二三四]期/.test(predicate) || SUBJECT_WORDS.part.at(predicate, 0) !== null) return false;
  // 并网发电: 并 is no adverb there.
  if (EVENT_WORDS.point.at(predicate, 0) !== null) return false;
  const at = ADVERB.exec(predicate)?.[0].length ?? 0;
  return EVENT_WORDS.point.at(predicate, at) === null && LEAD_WORDS.cut.at(predicate, at) === null;
}

const ADVERB =
  /^(?:可以|能够|全面|正式|全线|顺利|全部|全容量|基本|陆续|即可|可|能|并|也|就|已|才|相继|率先|核准|如期|按期|提前|集中|同步|跨|实际)?/;

/** The project named last before the dated clause, else the words in front of the first verb of that clause. */
function subjectBefore(reading: Reading, { sentence, previous }: Scene, told: Span): string {
  const { text } = reading;
  const named = projectNames(reading, sentence).filter((name) => name.end <= told.start);
  const last =
    named.at(-1) ?? carriedName(reading, sentence, previous) ?? reachAt(reading, told.start)?.named;
  if (last !== undefined) return text.slice(last.start, last.end);
  const part =
    (marksBetween(text, { start: sentence.start, end: told.start }, '；').at(-1) ?? sentence.start - 1) + 1;
  for (const clause of clausesOf(text, { start: part, end: told.start }).toReversed()) {
    const dated = sentence.periods.find((other) => other.start > clause.start && contains(clause, other));
    const subject = nominalStart(text, clause, dated?.start ?? clause.end);
    const timely = sentence.periods.some((other) => other.start === clause.start);
    if (subject !== '' && !timely && LEAD_WORDS.start.at(subject, 0)?.end !== subject.length) return subject;
  }
  return '';
}

/** 项目共安装…，计划年底并网: the sentence goes on about the project of the one before. */
function carriedName(
  reading: Reading,
  sentence: AnnotatedSentence,
  previous: AnnotatedSentence | undefined,
): Span | undefined {
  if (previous === undefined || previous.paragraph !== sentence.paragraph) return undefined;
  if (
    !/^(?:该|此|这个|这条|这座|这项|项目|工程)/.test(reading.text.slice(sentence.start, sentence.start + 3))
  )
    return undefined;
  return projectNames(reading, previous).at(-1);
}

/** The longest subject a clause lends to the next. */
const LONGEST_SUBJECT = 24;

/** The words in front of the first verb of a clause, and of the time at `dated`. */
function nominalStart(text: string, clause: Span, dated: number): string {
  for (let i = clause.start; i < Math.min(clause.end, clause.start + LONGEST_SUBJECT); ) {
    const verb =
      EVENT_WORDS.point.at(text, i, clause.end) ??
      STATUS_WORDS.ongoing.at(text, i, clause.end) ??
      STATUS_WORDS.completed.at(text, i, clause.end) ??
      STATUS_WORDS.modal.at(text, i, clause.end);
    if (verb !== null && i > clause.start + 1) {
      const span = trimSpan(text, { start: clause.start, end: Math.min(i, dated) });
      return marksBetween(text, span, '，').length > 0 ? '' : text.slice(span.start, span.end);
    }
    i = skipEnclosure(text, i, clause.end);
  }
  return '';
}
