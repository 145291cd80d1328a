import type { PlaceMention } from '../../../region/gazetteer.ts';
import type { Span } from '../../../text/span.ts';
import { marked } from './mark.ts';
import { overlapping } from './nearby.ts';
import { isOrgan, levelOf, organFrom, organStart, splitLead, startsWithLevel } from './organ.ts';
import type { Post } from './post.ts';

/** How far behind a chief a deputy's bare title still means the same organ. */
const CHIEF_REACH = 160;
/** How far behind an office 局长 alone still means that one's. */
const OFFICE_REACH = 60;
const OFFICE_HEAD = /^([局院校厅所站馆园])长$/;

/** 县人大常委会主任张某主持，副主任李某出席: the deputy of the chief named shortly before. */
export function deputyOf(
  chief: Post | undefined,
  text: string,
  run: Span,
  places: readonly PlaceMention[],
): Post | null {
  if (chief === undefined || run.end - chief.end > CHIEF_REACH) return null;
  const before = text.slice(run.start, run.end);
  const { rank, organ, former } = splitLead(before.slice(organFrom(before)));
  const start = run.end - rank.length - (former ? 1 : 0);
  if (organ !== '' || !rank.endsWith('副') || overlapping(places, chief.end, start).length > 0) return null;
  const { division, level, head, seat } = chief;
  const end = run.end + head.length;
  return {
    ...marked(text, start, end, former),
    name: chief.organ + rank + head,
    division,
    level,
    organ: chief.organ,
    head,
    ...(seat === undefined ? {} : { seat }),
  };
}

/** 记者从县统计局获悉，局长张某说: the head of the office the sentence named before. */
export function headOfOffice(
  head: string,
  text: string,
  sentence: Span,
  run: Span,
  places: readonly PlaceMention[],
): Post | null {
  const kind = OFFICE_HEAD.exec(head)?.[1];
  if (kind === undefined) return null;
  const before = text.slice(run.start, run.end);
  const { rank, organ, former } = splitLead(before.slice(organFrom(before)));
  if (organ !== '' || (rank !== '' && rank !== '副')) return null;
  const start = run.end - rank.length - (former ? 1 : 0);
  const from = Math.max(sentence.start, start - OFFICE_REACH);
  const at = text.slice(from, start).lastIndexOf(kind);
  if (at === -1 || text.charAt(from + at + 1) === '长') return null;
  const office = officeEnding(text, from, from + at + 1, places);
  if (office === null) return null;
  const end = run.end + head.length;
  const name = office.name + rank + head;
  return {
    ...marked(text, start, end, former),
    name,
    division: office.division,
    level: levelOf(name),
    organ: office.name,
    head,
  };
}

function officeEnding(
  text: string,
  from: number,
  end: number,
  places: readonly PlaceMention[],
): { readonly name: string; readonly division: Post['division'] } | null {
  const place = overlapping(places, from, end).at(-1);
  const least = place?.end ?? from;
  let start = end;
  while (start > least && /\p{Script=Han}/u.test(text.charAt(start - 1))) start--;
  const run = text.slice(start, end);
  const own = run.slice(organFrom(run));
  const name = own.slice(organStart(own));
  if (place !== undefined && start === place.end && name === run) {
    const level = place.division.name.slice(-1);
    return { name: startsWithLevel(name) ? name : level + name, division: place.division };
  }
  return isOrgan(name) && startsWithLevel(name) ? { name, division: null } : null;
}
