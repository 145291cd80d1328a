import type { TenureStatus } from '../../model.ts';
import type { Holder } from './holder.ts';
import { attributed, holderBehind } from './name-behind.ts';
import type { Chain } from './post.ts';
import { statusOf, wordsOf } from './post-words.ts';
import { leaving, namesEnding, noticeBefore } from './removal.ts';
import type { Discourse } from './spoken-of.ts';
import { subjectsOf } from './subject.ts';

/** Persons who are said to take, hold or leave the posts of a chain. */
export interface Appointment {
  readonly holders: readonly Holder[];
  readonly status: TenureStatus;
  /** 由张某代理县长: the post is held for the time being. */
  readonly acting?: true;
}

const SUBJECT_VERB = new RegExp(`(?:${wordsOf('subject')})$`);
const OBJECT_VERB = new RegExp(`(?:${wordsOf('object')})[:：，,]?\\s?$`);
const AFTER = new RegExp(`^(?:${wordsOf('after')})`);
const EARLIER = new RegExp(`(?:${wordsOf('earlier')})[，,]?[^，,。；;]{0,12}$`);
/** 此前，市委已决定：张某任…: what is past is the decision, not the post. */
const DECIDED = new RegExp(`(?:${wordsOf('decided')})`);
const NOW = /^现/;
/** 先任副县长，去年接任县长. */
const THEN = /[，,；;][^。]{0,24}(?:任|当(?!地|年|时|前)|做|担起)/;
/** 两任县长, 责任局长: no verb of office. */
const NO_VERB = /[一二三四五六七八九十两几每各首上下本届]任$|(?<![任职新])前任$/;
/** 任 and 为 set apart from the post by a space. */
const VERB_GAP = /[任为]([ \u3000]{1,2})$/;
const LOOK_BACK = 60;

/** Reads who holds the posts of `chain` when no name follows them: 张某任…, 任命张某为…, 不再担任…. */
export function appointmentBefore(chain: Chain, context: Discourse): Appointment | null {
  const { text, sentence } = context;
  const begins = chain.posts[0]?.begins ?? chain.start;
  // 张某 任 县长: notices set words apart.
  const gap = VERB_GAP.exec(text.slice(Math.max(sentence.start, begins - 4), begins));
  const start = begins - (gap?.[1]?.length ?? 0);
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  return (
    holderBehind(chain, before, context) ??
    leaving(chain, before, start, context) ??
    named(before, start, chain, context)
  );
}

/** 张某同志任…, 任命张某为…, and verbs whose subject stands earlier: 此前担任…. */
function named(before: string, start: number, chain: Chain, context: Discourse): Appointment | null {
  const { text } = context;
  const sentenceEnd = Math.min(context.sentence.end, chain.end + LOOK_BACK);
  if (before.endsWith('为')) {
    const object = namesEnding(start - 1, context, OBJECT_VERB, 'object');
    if (object) return object;
  }
  const verb = SUBJECT_VERB.exec(before);
  if (verb === null) return beside(start, chain, context);
  if (verb[0] === '任' && NO_VERB.test(before)) return null;
  const behind = [...attributed(chain, context), ...announced(verb[0], chain, context)];
  const holders = behind.length > 0 ? behind : subjectsOf(start - verb[0].length, verb[0], context);
  if (holders.length === 0) return null;
  const after = AFTER.exec(text.slice(chain.end, chain.end + 3))?.[0];
  const status = after === undefined ? undefined : statusOf('after', after);
  // 任命 at the head of a notice governs 张某兼任… below it.
  if (verb[0] === '兼任' && noticeBefore(text, start) === '任命') return { holders, status: 'appointed' };
  // 先任代县长 without a second post behind it is the one taken.
  if (verb[0].startsWith('先') && !/先后/.test(verb[0]) && !THEN.test(text.slice(chain.end, sentenceEnd)))
    return { holders, status: 'appointed' };
  const lead = start - verb[0].length - before.slice(0, -verb[0].length).length;
  return {
    holders,
    status: status ?? statusOfVerb(verb[0], withoutNames(before.slice(0, -verb[0].length), lead, holders)),
    ...(/^代[理行]$/.test(verb[0]) ? { acting: true } : {}),
  };
}

/** 张某（古县县委书记）, a line that begins 张某，古县县委书记, and 组长：张某 古县县委书记. */
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
    holder.start === sentence.start ||
    (bracket && /[^\p{Script=Han}]/u.test(text.charAt(holder.start - 1))) ||
    (/\s/.test(mark) && /[:：\s]/.test(text.charAt(holder.start - 1)));
  return opens ? { holders: [holder], status: 'holds' } : null;
}

/** 担任 after 此前 or 曾于2019年 tells of a post that is over. */
function statusOfVerb(verb: string, before: string): TenureStatus {
  const status = statusOf('subject', verb) ?? 'holds';
  const earlier = EARLIER.exec(before);
  return (status === 'holds' || status === 'appointed') &&
    !NOW.test(verb) &&
    earlier !== null &&
    !DECIDED.test(earlier[0])
    ? 'former'
    : status;
}

/** 曾某任县长: what makes a post past must not be a name. */
function withoutNames(before: string, offset: number, holders: readonly Holder[]): string {
  let rest = before;
  for (const { start, end } of holders) {
    const from = start - offset;
    if (from >= 0 && from < rest.length)
      rest = rest.slice(0, from) + ' '.repeat(end - start) + rest.slice(from + end - start);
  }
  return rest;
}

/** 作为县长，张某…. */
function announced(verb: string, chain: Chain, { text, names, closed }: Discourse): readonly Holder[] {
  if (!/^(?:作为|身为)$/.test(verb) || !/^[，,]$/.test(text.charAt(chain.end))) return [];
  const holder = names.at(chain.end + 1, closed);
  return holder ? [holder] : [];
}
