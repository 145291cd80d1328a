import type { TenureStatus } from '../../model.ts';
import type { Appointment } from './appointment.ts';
import type { Holder } from './holder.ts';
import { trimTitle } from './name-title.ts';
import type { Chain } from './post.ts';
import { statusOf, wordsOf } from './post-words.ts';
import type { Discourse } from './spoken-of.ts';
import { namedLast, spokenOfBefore } from './spoken-of.ts';
import { listBefore, opensDirectly, SUBJECT_LEAD, subjectsOf } from './subject.ts';

const REMOVAL_VERB = new RegExp(`(?:${wordsOf('removal')})[:：，,]?\\s?$`);
const RESIGN_VERB = new RegExp(`(${wordsOf('resign')})了?`, 'g');
/** 免去张某兼任的…局长职务. */
const HELD_BEFORE = /(?:(?:现|所|原)?(?:兼任|担任|任))?的$|所?兼任?$/;
/** 免去其…职务: the person spoken of right before. */
const HIS = new RegExp(`(?:${wordsOf('removal')})[其他她](?:所|原)?(?:兼任|担任|任)?的?$`);
/** 张某的…职务被免去. */
const REMOVED_BEHIND = new RegExp(
  `^(?:等)?(?:一切|相关|所有)?(?:职务)?(?:已)?被(?:依法)?(?:${wordsOf('removal')})`,
);
const RESIGNED = /辞去其?(?:现任|所任|担任)?的?$/;
/** 由蒲县县委副书记调任…, 从副县长岗位转任…. */
const FROM = /(?:由|从)$/;
const MOVED = new RegExp(`^(?:职务|岗位|一职|任上)?(?:${wordsOf('move')})`);
const LOOK_BACK = 60;
/** 任命： and 免去： govern the lines of a notice below them. */
const NOTICE_REACH = 400;
const NOTICE = /(任命|免去|选举|补选)/g;

/** 免去张某的县长职务, 免去其…职务, 张某的…职务被免去, 接受张某辞去县长职务的请求, 由县长调任. */
export function leaving(chain: Chain, before: string, start: number, context: Discourse): Appointment | null {
  return (
    removed(before, start, context) ??
    removedBehind(chain, before, start, context) ??
    resigned(before, start, context) ??
    moved(chain, before, start, context)
  );
}

function removed(before: string, start: number, context: Discourse): Appointment | null {
  if (HIS.test(before)) {
    const { text, sentence } = context;
    const verb = start - (HIS.exec(before)?.[0].length ?? 0);
    const person = namedLast(verb, context) ?? (verb <= sentence.start + 1 ? spokenOfBefore(context) : null);
    return person && text.slice(person.end, verb).length <= LOOK_BACK * 2
      ? { holders: [person], status: 'left' }
      : null;
  }
  const held = HELD_BEFORE.exec(before)?.[0].length ?? 0;
  return namesEnding(start - held, context, REMOVAL_VERB, 'removal');
}

function removedBehind(chain: Chain, before: string, start: number, context: Discourse): Appointment | null {
  const { text, sentence, names, closed } = context;
  if (!before.endsWith('的') || !REMOVED_BEHIND.test(text.slice(chain.end, chain.end + 16))) return null;
  const holder = names.endingAt(trimTitle(text, start - 1), sentence.start, closed, SUBJECT_LEAD);
  return holder && opensDirectly(holder, context) ? { holders: [holder], status: 'left' } : null;
}

/** 接受张某因工作变动辞去…: the reason may stand between the name and the verb. */
function resigned(before: string, start: number, context: Discourse): Appointment | null {
  const { text, sentence, names, closed } = context;
  const resigns = RESIGNED.exec(before);
  if (resigns === null) return null;
  const own = names.endingAt(
    trimTitle(text, start - resigns[0].length),
    sentence.start,
    closed,
    SUBJECT_LEAD,
  );
  if (own && opensDirectly(own, context))
    return { holders: [...listBefore(own, context), own], status: 'left' };
  const from = Math.max(sentence.start, start - LOOK_BACK);
  const clause = text.slice(from, start - resigns[0].length);
  const verb = [...clause.matchAll(RESIGN_VERB)].at(-1);
  // 接受张某辞去…、李某因病辞去…: the second is not the first one's.
  if (verb === undefined || clause.slice(verb.index).includes('辞去')) return null;
  const holders = names.listAt(from + verb.index + verb[0].length, closed);
  return holders.length > 0 ? { holders, status: statusOf('resign', verb[1] ?? '') ?? 'left' } : null;
}

function moved(chain: Chain, before: string, start: number, context: Discourse): Appointment | null {
  const { text, sentence, names, closed } = context;
  if (!FROM.test(before) || !MOVED.test(text.slice(chain.end, chain.end + 8))) return null;
  const direct = names.endingAt(trimTitle(text, start - 1), sentence.start, closed, SUBJECT_LEAD);
  // 张某2021年6月从副县长任上调来: what says when may stand between.
  const holders =
    direct && opensDirectly(direct, context) ? [direct] : subjectsOf(start - 1, '调任', context);
  return holders.length > 0 ? { holders, status: 'former' } : null;
}

/** The names that end at `end`, if the words of `verb` (or a notice's heading) stand before them. */
export function namesEnding(
  end: number,
  context: Discourse,
  verb: RegExp,
  kind: 'object' | 'removal',
): Appointment | null {
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
  if (heading === null || !/^$|[；;：:，,、\s]$/.test(lead)) return null;
  const status: TenureStatus | undefined = statusOf(kind, heading);
  return status === undefined ? null : { holders, status };
}

/** 任命 or 免去, whichever governs what stands at `at` in a notice. */
export function noticeBefore(text: string, at: number): string | null {
  let word: string | null = null;
  for (const hit of text.slice(Math.max(0, at - NOTICE_REACH), at).matchAll(NOTICE)) word = hit[0];
  return word;
}
