import type { Span } from '../../../text/span.ts';
import { marked } from './mark.ts';
import type { Lead } from './organ.ts';
import {
  isCompany,
  isHigher,
  isOrgan,
  LEVEL_HEAD,
  levelOf,
  organFrom,
  organStart,
  splitLead,
  withoutTerm,
} from './organ.ts';
import { withoutGovernment } from './placed-post.ts';
import type { Post } from './post.ts';
import { POST_WORDS } from './post-words.ts';

/** Between the posts of one person. */
export const LINK = /^(?:[、]|[,，]?兼任?|[和及暨]|以及|[ \u3000]{1,2}|[，,])$/;
/** 村党支部, 村委会: a village's, which the sentence need not name. */
const VILLAGE = /^(?:村|社区)(?:党|委会|支)|^村$/;
const VILLAGE_MAX = 4;
/** 党委 behind 县公安局 is that office's. */
const CELLS: readonly string[] = ['党组', '党委', '党工委', '党支部', '党总支'];

const CELL_AT_END = new RegExp(`(?<=.{2})(?:${CELLS.join('|')})$`);

/**
 * A post without a place: 县委书记, 县统计局局长, 书记 after 县委委员.
 * @param left the unbroken run of characters before the head; @param end where the head ends
 * @param last the post right before it in the sentence
 */
export function barePost(
  text: string,
  left: Span,
  head: string,
  end: number,
  last: Post | undefined,
): Post | null {
  const from = left.start + organFrom(text.slice(left.start, left.end));
  const lead = splitLead(text.slice(from, left.end));
  const { organ, rank } = lead;
  if (isHigher(organ) || (organ === '' && /总$/.test(rank))) return null;
  if (head.startsWith('村')) return villageHead(text, left, head, end);
  if (POST_WORDS.local.includes(organ)) return sameVillage(text, left, lead, head, end, last);
  if (organ === '' || CELLS.includes(organ)) return headOnly(text, from, lead, head, end, last);
  const joined = isOrgan(organ) ? organ : organ + joint(head, rank);
  const start = from + organStart(joined);
  const own = joined.slice(start - from);
  if (!isOrgan(own) || isHigher(own)) {
    return POST_WORDS.alone.includes(head)
      ? null
      : headOnly(text, left.end - rank.length, { ...lead, organ: '' }, head, end, last);
  }
  const name = withoutGovernment(lead.former ? own + rank + head : text.slice(start, end), head);
  const seat = VILLAGE.test(own) ? 'village' : isCompany(own) && levelOf(name) === '' ? 'company' : undefined;
  return {
    ...marked(text, start, end, lead.former),
    name: withoutTerm(name),
    division: null,
    level: levelOf(name),
    organ: own,
    head,
    ...(seat === undefined ? {} : { seat }),
  };
}

/** 西张村支书, and 村支书 alone. */
function villageHead(text: string, left: Span, head: string, end: number): Post {
  const run = text.slice(left.start, left.end);
  const own = run.slice(organFrom(run));
  const named = own.length <= VILLAGE_MAX ? own : '';
  return {
    ...marked(text, left.end - named.length, end, false),
    name: named + head,
    division: null,
    level: '',
    organ: '村',
    head,
    ...(named === '' ? { seat: 'village' } : {}),
  };
}

/** 村委会主任 behind 西张村党支部书记 is the same village's; without one before it, it could be any. */
function sameVillage(
  text: string,
  { end: headStart }: Span,
  { organ, rank, former }: Lead,
  head: string,
  end: number,
  last: Post | undefined,
): Post | null {
  const start = headStart - rank.length - organ.length - (former ? 1 : 0);
  if (!last || !/村|社区|公司|合作社/.test(last.organ) || !LINK.test(text.slice(last.end, start)))
    return null;
  const { division, level, seat } = last;
  return {
    ...marked(text, start, end, former),
    name: organ + rank + head,
    division,
    level,
    organ,
    head,
    ...(seat === undefined ? {} : { seat }),
  };
}

/** A bare head behind the post of an office: 县公安局党委书记、局长; 县委委员、常委、书记. */
function headOnly(
  text: string,
  from: number,
  { organ: cell, rank, former }: Lead,
  head: string,
  end: number,
  last: Post | undefined,
): Post | null {
  const start = end - head.length - rank.length - cell.length - (former ? 1 : 0);
  const linked = last !== undefined && LINK.test(text.slice(last.end, start));
  const theirs = linked ? last.organ : '';
  const inherited = POST_WORDS.inherits.includes(head) ? theirs : '';
  const follows = inherited !== '' || (theirs !== '' && cell === '');
  if (!follows && (cell !== '' || POST_WORDS.alone.includes(head))) return null;
  // Something unknown stands before the head (某某镇长): only a level's own head may follow it.
  if (from < start && !LEVEL_HEAD.test(head) && inherited === '') return null;
  const name = inherited + cell + rank + head;
  return {
    ...marked(text, start, end, former),
    name,
    division: null,
    level: levelOf(name),
    // 县公安局党委书记、局长、督察长: the office goes on, its party committee does not.
    organ: inherited === '' ? theirs.replace(CELL_AT_END, '') : inherited,
    head,
    ...(linked && last.seat !== undefined ? { seat: last.seat } : {}),
  };
}

/** 局 of 局长: 住建局长 is 住建局局长 said briefly. */
function joint(head: string, rank: string): string {
  return rank === '' && head.length === 2 && head.endsWith('长') && !LEVEL_HEAD.test(head)
    ? head.charAt(0)
    : '';
}
