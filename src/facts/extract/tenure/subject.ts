import type { TenureStatus } from '../../model.ts';
import type { Holder } from './holder.ts';
import type { Chain } from './post.ts';
import { POST_VERBS, wordsOf } from './post-words.ts';
import type { Discourse } from './spoken-of.ts';
import { introduced, namedLast, spokenOfBefore, subjectBefore } from './spoken-of.ts';

/** Persons who are said to take, hold or leave the posts of a chain. */
export interface Appointment {
  readonly holders: readonly Holder[];
  readonly status: TenureStatus;
}

const SUBJECT_VERB = new RegExp(`(?:${wordsOf('subject')})$`);
const OBJECT_VERB = new RegExp(`(?:${wordsOf('object')})[:：，,]?\\s?$`);
const REMOVAL_VERB = new RegExp(`(?:${wordsOf('removal')})[:：，,]?\\s?$`);
const RESIGN_VERB = new RegExp(`(${wordsOf('resign')})了?`, 'g');
const BY_HOLDER = new RegExp(`^(?:一职)?(?:${wordsOf('by')})`);
const AFTER = new RegExp(`^(?:${wordsOf('after')})`);
const EARLIER = new RegExp(`(?:${wordsOf('earlier')})[，,]?[^，,。；;]{0,12}$`);
const TITLE_AFTER_NAME = /(?:同志|先生|女士)$/;
/** 免去张某兼任的…局长职务. */
const HELD_BEFORE = /(?:现|所|原)?(?:兼任|担任|任)?的$/;
/** What may stand right before a name that a verb follows: 由张某任, 到会的张某曾任. */
const SUBJECT_LEAD =
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
/** 两任县长, 责任局长: no verb of office. */
const NO_VERB = /[一二三四五六七八九十两几每各首前上下本届]任$/;
const LOOK_BACK = 60;
/** No clause is longer; a page without marks must not be scanned from its start for each verb. */
const CLAUSE_MAX = 240;
const LIST_MAX = 12;
/** 任命： and 免去： govern the lines of a notice below them. */
const NOTICE_REACH = 400;
const NOTICE = /(任命|免去|选举|补选)/g;

const statusOf = (kind: string, word: string): TenureStatus | undefined =>
  POST_VERBS.find((verb) => verb.kind === kind && verb.word === word)?.status;

/** Reads who holds the posts of `chain` when no name follows them: 张某任…, 任命张某为…, 不再担任…. */
export function appointmentBefore(chain: Chain, context: Discourse): Appointment | null {
  const { text, sentence } = context;
  const start = chain.posts[0]?.begins ?? chain.start;
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  return byHolder(chain, context) ?? removed(before, start, context) ?? named(before, start, chain, context);
}

/** 县长一职由张某担任. */
function byHolder(chain: Chain, { text, names, closed }: Discourse): Appointment | null {
  const by = BY_HOLDER.exec(text.slice(chain.end, chain.end + 8));
  if (by === null) return null;
  const holder = names.at(chain.end + by[0].length, closed);
  if (holder === null) return null;
  const verb = /^(?:同志)?(担任|兼任|接任|继任|代理|出任)/.exec(text.slice(holder.end, holder.end + 6));
  if (verb === null) return null;
  return { holders: [holder], status: /接任|继任|出任/.test(verb[1] ?? '') ? 'appointed' : 'holds' };
}

/** 免去张某的县长职务, 接受张某辞去县长职务的请求. */
function removed(before: string, start: number, context: Discourse): Appointment | null {
  const held = HELD_BEFORE.exec(before)?.[0].length ?? 0;
  const list = namesEnding(start - held, context, REMOVAL_VERB, 'removal');
  if (list) return list;
  const { text, sentence, names, closed } = context;
  if (!/辞去其?(?:现任|所任|担任)?的?$/.test(before)) return null;
  // 接受张某因工作变动辞去…: the reason stands between the name and the verb.
  const from = Math.max(sentence.start, start - LOOK_BACK);
  const verb = [...text.slice(from, start).matchAll(RESIGN_VERB)].at(-1);
  const holders = verb ? names.listAt(from + verb.index + verb[0].length, closed) : [];
  return verb && holders.length > 0 ? { holders, status: statusOf('resign', verb[1] ?? '') ?? 'left' } : null;
}

/** The names that end at `end`, if the words of `verb` (or a notice's heading) stand before them. */
function namesEnding(end: number, context: Discourse, verb: RegExp, kind: string): Appointment | null {
  const { text, sentence, closed, names } = context;
  const holders: Holder[] = [];
  let at = trimTitle(text, end);
  for (;;) {
    const holder = names.endingAt(at, sentence.start, closed, verb);
    if (holder === null) break;
    holders.unshift(holder);
    at = holder.start;
    const mark = /(?:、|和)$/.exec(text.slice(Math.max(sentence.start, at - 1), at));
    if (mark === null) break;
    at = trimTitle(text, at - mark[0].length);
  }
  const first = holders[0];
  if (first === undefined) return null;
  const lead = text.slice(Math.max(0, first.start - 12, sentence.start), first.start);
  const word = verb.exec(lead)?.[0].replace(/[:：，,\s]/g, '');
  if (word !== undefined) return { holders, status: statusOf(kind, word) ?? 'holds' };
  const heading = noticeBefore(text, first.start);
  if (heading === null || !/^$|[；;：:，,\s]$/.test(lead)) return null;
  const status = statusOf(kind, heading);
  return status === undefined ? null : { holders, status };
}

function trimTitle(text: string, end: number): number {
  const title = TITLE_AFTER_NAME.exec(text.slice(Math.max(0, end - 2), end));
  return title ? end - title[0].length : end;
}

function noticeBefore(text: string, at: number): string | null {
  let word: string | null = null;
  for (const hit of text.slice(Math.max(0, at - NOTICE_REACH), at).matchAll(NOTICE)) word = hit[0];
  return word;
}

/** 张某同志任…, 任命张某为…, and verbs whose subject stands earlier: 此前担任…. */
function named(before: string, start: number, chain: Chain, context: Discourse): Appointment | null {
  const { text } = context;
  if (before.endsWith('为')) {
    const object = namesEnding(start - 1, context, OBJECT_VERB, 'object');
    if (object) return object;
  }
  const verb = SUBJECT_VERB.exec(before);
  if (verb === null) return beside(start, chain, context);
  if (verb[0] === '任' && NO_VERB.test(before)) return null;
  const holder = attributed(chain, context) ?? announced(verb[0], chain, context);
  const holders = holder ? [holder] : subjectsOf(start - verb[0].length, verb[0], context);
  if (holders.length === 0) return null;
  const after = AFTER.exec(text.slice(chain.end, chain.end + 3))?.[0];
  const status = after === undefined ? undefined : statusOf('after', after);
  return {
    holders,
    status: status ?? statusOfVerb(verb[0], before.slice(0, before.length - verb[0].length)),
  };
}

/** 张某（古县县委书记）, and a line that begins 张某，古县县委书记. */
function beside(
  start: number,
  chain: Chain,
  { text, sentence, names, closed }: Discourse,
): Appointment | null {
  const mark = text.charAt(start - 1);
  const bracket = mark === '（' || mark === '(';
  if (!bracket && !/[，,\s]/.test(mark)) return null;
  if (!(bracket ? /^[）)，,]/ : /^(?:$|[，,。；;\n])/).test(text.slice(chain.end, chain.end + 1)))
    return null;
  const holder = names.endingAt(start - 1, sentence.start, closed);
  if (holder === null) return null;
  const opens =
    holder.start === sentence.start || (bracket && /[^\p{Script=Han}]/u.test(text.charAt(holder.start - 1)));
  return opens ? { holders: [holder], status: 'holds' } : null;
}

/** 曾任县长的张某. */
function attributed(chain: Chain, { text, names, closed }: Discourse): Holder | null {
  return text.charAt(chain.end) === '的' ? names.at(chain.end + 1, closed) : null;
}

/** 担任 after 此前 or 曾于2019年 tells of a post that is over. */
function statusOfVerb(verb: string, before: string): TenureStatus {
  const status = statusOf('subject', verb) ?? 'holds';
  return (status === 'holds' || status === 'appointed') && EARLIER.test(before) ? 'former' : status;
}

/** 作为县长，张某…. */
function announced(verb: string, chain: Chain, { text, names, closed }: Discourse): Holder | null {
  if (!/^(?:作为|身为)$/.test(verb) || !/^[，,]$/.test(text.charAt(chain.end))) return null;
  return names.at(chain.end + 1, closed);
}

/** The persons directly before the verb, else the one the clauses before it speak of. */
function subjectsOf(verbStart: number, verb: string, context: Discourse): readonly Holder[] {
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

function opensDirectly({ start, name }: Holder, { text, sentence, known }: Discourse): boolean {
  if (start === sentence.start || known.has(name)) return true;
  return (
    /[^\p{Script=Han}]/u.test(text.charAt(start - 1)) ||
    SUBJECT_LEAD.test(text.slice(Math.max(0, start - 8), start))
  );
}

/** 张某、李某当选为…: the names listed before the last one. */
function listBefore(last: Holder, { text, sentence, names, closed }: Discourse): readonly Holder[] {
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
