import type { TenureStatus } from '../../model.ts';
import type { Holder, HolderFinder } from './holder.ts';
import type { Chain } from './post.ts';
import { alternatives, POST_VERBS } from './post-words.ts';

/** Persons who are said to take, hold or leave the posts of a chain. */
export interface Appointment {
  readonly holders: readonly Holder[];
  readonly status: TenureStatus;
}

interface Context {
  readonly text: string;
  readonly sentence: { readonly start: number; readonly end: number };
  readonly names: HolderFinder;
  readonly closed: (start: number, end: number) => boolean;
  /** Names known from the whole article, for subjects that stand clauses earlier. */
  readonly known: ReadonlySet<string>;
}

const wordsOf = (kind: string): string =>
  alternatives(POST_VERBS.filter((verb) => verb.kind === kind).map(({ word }) => word));
const SUBJECT_VERB = new RegExp(`(?:${wordsOf('subject')})$`);
const OBJECT_VERB = new RegExp(`(?:${wordsOf('object')})[:：，,]?\\s?$`);
const REMOVAL_VERB = new RegExp(`(?:${wordsOf('removal')})[:：，,]?\\s?$`);
const RESIGN_VERB = new RegExp(`(?:${wordsOf('resign')})$`);
const BY_HOLDER = new RegExp(`^(?:一职)?(?:${wordsOf('by')})`);
const AFTER = new RegExp(`^(?:${wordsOf('after')})`);
const TITLE_AFTER_NAME = /(?:同志|先生|女士)$/;
const LOOK_BACK = 60;
/** How far before a verb its subject may stand in a long sentence. */
const SUBJECT_REACH = 240;
const NAME_MAX = 4;
/** 任命： and 免去： govern the lines of a notice below them. */
const NOTICE_REACH = 400;
const NOTICE = /(任命|免去|选举|补选)/g;

const statusOf = (kind: string, word: string): TenureStatus | undefined =>
  POST_VERBS.find((verb) => verb.kind === kind && verb.word === word)?.status;

/** Reads who holds the posts of `chain` when no name follows them: 张某任…, 任命张某为…, 不再担任…. */
export function appointmentBefore(chain: Chain, context: Context): Appointment | null {
  const { text, sentence } = context;
  const start = chain.posts[0]?.begins ?? chain.start;
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  return byHolder(chain, context) ?? removed(before, start, context) ?? named(before, start, chain, context);
}

/** 县长一职由张某担任. */
function byHolder(chain: Chain, { text, names, closed }: Context): Appointment | null {
  const by = BY_HOLDER.exec(text.slice(chain.end, chain.end + 8));
  if (by === null) return null;
  const holder = names.at(chain.end + by[0].length, closed);
  if (holder === null) return null;
  const verb = /^(?:同志)?(担任|兼任|接任|继任|代理|出任)/.exec(text.slice(holder.end, holder.end + 6));
  if (verb === null) return null;
  return { holders: [holder], status: /接任|继任|出任/.test(verb[1] ?? '') ? 'appointed' : 'holds' };
}

/** 免去张某的县长职务, 接受张某辞去县长职务的请求. */
function removed(before: string, start: number, context: Context): Appointment | null {
  const end = before.endsWith('的') ? start - 1 : start;
  const list = namesEnding(end, context, REMOVAL_VERB, 'removal');
  if (list) return list;
  const resigned = /(?:请求)?辞去$/.exec(before);
  return resigned ? namesEnding(start - resigned[0].length, context, RESIGN_VERB, 'resign') : null;
}

/** The names that end at `end`, if the words of `verb` (or a notice's heading) stand before them. */
function namesEnding(end: number, context: Context, verb: RegExp, kind: string): Appointment | null {
  const { text, sentence, closed, names } = context;
  const holders: Holder[] = [];
  let at = trimTitle(text, end);
  for (;;) {
    const holder = names.endingAt(at, sentence.start, closed);
    if (holder === null) break;
    holders.unshift(holder);
    at = holder.start;
    const mark = /(?:、|和|，|,)$/.exec(text.slice(Math.max(sentence.start, at - 1), at));
    if (mark === null) break;
    at = trimTitle(text, at - mark[0].length);
  }
  const first = holders[0];
  if (first === undefined) return null;
  const lead = text.slice(Math.max(0, first.start - 12, sentence.start), first.start);
  const word = verb.exec(lead)?.[0].replace(/[:：，,\s]/g, '');
  if (word !== undefined) return { holders, status: statusOf(kind, word) ?? 'holds' };
  const heading = noticeBefore(text, first.start);
  if (heading === null || !/^$|[；;：:\s]$/.test(lead)) return null;
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
function named(before: string, start: number, chain: Chain, context: Context): Appointment | null {
  const { text } = context;
  if (before.endsWith('为')) {
    const object = namesEnding(start - 1, context, OBJECT_VERB, 'object');
    if (object) return object;
  }
  const verb = SUBJECT_VERB.exec(before);
  if (verb === null) return beside(start, chain, context);
  const holder = attributed(chain, context) ?? subjectOf(start - verb[0].length, context);
  if (holder === null) return null;
  const during = AFTER.test(text.slice(chain.end, chain.end + 3));
  return { holders: [holder], status: during ? 'former' : (statusOf('subject', verb[0]) ?? 'holds') };
}

/** 张某（古县县委书记）, and a line that begins 张某，古县县委书记. */
function beside(start: number, chain: Chain, { text, sentence, names, closed }: Context): Appointment | null {
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
function attributed(chain: Chain, { text, names, closed }: Context): Holder | null {
  return text.charAt(chain.end) === '的' ? names.at(chain.end + 1, closed) : null;
}

/** The person directly before the verb, else the one named last in the sentence. */
function subjectOf(verbStart: number, context: Context): Holder | null {
  const { text, sentence, names, closed, known } = context;
  const end = trimTitle(text, verbStart);
  const direct = names.endingAt(end, sentence.start, closed);
  const lead = direct ? text.charAt(direct.start - 1) : '';
  if (
    direct &&
    (direct.start === sentence.start || /[^\p{Script=Han}]/u.test(lead) || known.has(direct.name))
  )
    return direct;
  const last = lastKnown(text, Math.max(sentence.start, verbStart - SUBJECT_REACH), verbStart, known);
  if (last) return last;
  // 任前公示 and 简历: “张某，男，……现任……” names its subject once.
  const gender = /[，,][男女][，,]/.exec(
    text.slice(sentence.start, Math.min(sentence.end, sentence.start + LOOK_BACK)),
  );
  return gender ? names.endingAt(sentence.start + gender.index, sentence.start, closed) : null;
}

/** The known name that stands last between `from` and `to`. */
function lastKnown(text: string, from: number, to: number, known: ReadonlySet<string>): Holder | null {
  for (let start = to - 2; start >= from; start--)
    for (let end = Math.min(to, start + NAME_MAX); end >= start + 2; end--) {
      const name = text.slice(start, end);
      if (known.has(name)) return { start, end, name };
    }
  return null;
}
