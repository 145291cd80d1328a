import type { Holder } from './holder.ts';
import { trimTitle } from './name-title.ts';
import { wordsOf } from './post-words.ts';
import type { Discourse } from './spoken-of.ts';
import { introduced, namedLast, spokenOfBefore, subjectBefore } from './spoken-of.ts';

/** What may stand right before a name that a verb follows: 由张某任, 到会的张某曾任. */
export const SUBJECT_LEAD =
  /(?:由|的|任命|决定|宣布|提名|推荐|推选|选举|补选|同意|批准|接受|选派|表决通过|前任|继任者|接替者)$/;
const REPLACES = /(?:接替|代替|取代|顶替|替代|接任|不同于)[^，,。；;]{0,4}$/;
/** Between a name and its verb: 张某如今已是…, 张某全票当选…. */
const ADVERBS = /(?:如今|现在|目前|同时|并|也|现|先后|还|又|正式|再次|成功|已|已经|刚刚|新近|日前|近日)$/;
/** 是 and 时任 join what stands beside them; the subject of an earlier clause is another one's. */
const COPULA = /^(?:是|系|已是|身为|作为|新任|时任)$/;
/** A clause with anything else before its verb has a subject of its own, known or not: 村里的老张曾任县长. */
const FILLING =
  '(?:[0-9〇零一二三四五六七八九十年月日起至于在从自到后来此前之今去当现时已又再还并也随同兼曾先初末底他她其\\s—-]|本人|接着|其间|同志|不久|一直|正式){0,30}';
const FILLER = new RegExp(`^${FILLING}(?:因[^，,。；;]{2,12})?${FILLING}$`);
const PRONOUN = /[他她其][^，,。；;]{0,12}$/;
const PRONOUN_REACH = 16;
/** A sentence that begins without a subject: 此前担任…, 2021年5月起任…. */
const NO_SUBJECT = new RegExp(
  `^(?:[0-9〇零一二三四五六七八九十年月日起至于从自后来此前之，,\\s—-]|曾|随后|其间){0,30}(?:${wordsOf('subject')})`,
);
const LOOK_BACK = 60;
/** No clause is longer; a page without marks must not be scanned from its start for each verb. */
const CLAUSE_MAX = 240;
const LIST_MAX = 12;

/** The persons directly before the verb, else the one the clauses before it speak of. */
export function subjectsOf(verbStart: number, verb: string, context: Discourse): readonly Holder[] {
  const { text, sentence, closed, names } = context;
  const end = trimTitle(text, verbStart - adverbLength(text, sentence.start, verbStart));
  const direct = names.endingAt(end, sentence.start, closed, SUBJECT_LEAD);
  if (direct && !isReplaced(text, direct) && opensDirectly(direct, context))
    return [...listBefore(direct, context), direct];
  // A name right before the verb that may not be its subject leaves none to guess.
  if (COPULA.test(verb) || (direct?.sure && !isReplaced(text, direct))) return [];
  const clause = clauseStart(text, sentence.start, verbStart);
  if (!FILLER.test(text.slice(clause, Math.min(end, clause + LOOK_BACK)))) {
    const own = subjectBefore(end, clause, context);
    return own ? [own] : [];
  }
  const before = text.slice(Math.max(sentence.start, verbStart - PRONOUN_REACH), verbStart);
  const pronoun = PRONOUN.test(before);
  const opens = NO_SUBJECT.test(
    text.slice(sentence.start, Math.min(verbStart + verb.length, sentence.start + LOOK_BACK)),
  );
  const subject =
    subjectBefore(pronoun ? clause - 1 : end, sentence.start, context) ??
    (direct || pronoun ? null : namedLast(verbStart, context)) ??
    introduced(sentence.start, verbStart, context) ??
    (pronoun || opens ? spokenOfBefore(context) : null);
  return subject ? [subject] : [];
}

function adverbLength(text: string, from: number, verbStart: number): number {
  return ADVERBS.exec(text.slice(Math.max(from, verbStart - 6), verbStart))?.[0].length ?? 0;
}

/** 接替张某任县长: not 张某. */
function isReplaced(text: string, { start }: Holder): boolean {
  return REPLACES.test(text.slice(Math.max(0, start - 8), start));
}

export function opensDirectly({ start, name }: Holder, { text, sentence, known }: Discourse): boolean {
  if (start === sentence.start || known.has(name)) return true;
  return (
    /[^\p{Script=Han}]/u.test(text.charAt(start - 1)) ||
    SUBJECT_LEAD.test(text.slice(Math.max(0, start - 8), start))
  );
}

/** 张某、李某当选为…: the names listed before the last one. */
export function listBefore(last: Holder, { text, sentence, names, closed }: Discourse): readonly Holder[] {
  const found: Holder[] = [];
  for (let at = last.start; found.length < LIST_MAX; ) {
    const mark = /[、和]$/.exec(text.slice(Math.max(sentence.start, at - 1), at));
    const holder = mark && names.endingAt(trimTitle(text, at - 1), sentence.start, closed, SUBJECT_LEAD);
    if (!holder) break;
    found.unshift(holder);
    at = holder.start;
  }
  return found;
}

function clauseStart(text: string, from: number, at: number): number {
  const least = Math.max(from, at - CLAUSE_MAX);
  let start = at;
  while (start > least && !/[，,；;。：:]/.test(text.charAt(start - 1))) start--;
  return start;
}
