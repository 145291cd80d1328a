import type { Division, PlaceMention } from '../../../region/gazetteer.ts';
import type { Span } from '../../../text/span.ts';
import { overlapping } from './nearby.ts';
import { alternatives, POST_WORDS, wordsOf } from './post-words.ts';

/** One post as it stands in a text, without its holder. */
export interface Post extends Span {
  /** As written, with the level and 代/副, without the place: 县委书记, 市委组织部副部长. */
  readonly name: string;
  /** The place named before it, null when it is bare. */
  readonly division: Division | null;
  /** Level character the name begins with (市, 县, 区, 镇 …), '' when there is none. */
  readonly level: string;
  /** Said before it: 原 (former), 新任 (appointed), 新当选 (elected). */
  readonly mark: 'former' | 'appointed' | 'elected' | null;
  /** Where the post begins behind such a mark. */
  readonly begins: number;
  /** What precedes 书记, 主任 … in it, for bare heads later in the list: 县委. */
  readonly organ: string;
  readonly head: string;
}

/** Posts joined by 、 or 兼: they share the holder. */
export interface Chain extends Span {
  readonly posts: readonly Post[];
}

/** Longest organ looked at before a head, in characters; names of offices and companies stay below. */
const ORGAN_MAX = 22;
/** How far behind a chief a deputy's bare title still means the same organ. */
const CHIEF_REACH = 60;
const LEVELS = '省市县区旗州盟镇乡村';
const HEAD = new RegExp(`(?:${alternatives(POST_WORDS.head)})`, 'g');
const NOT_AFTER = new RegExp(`^(?!${wordsOf('after')})(?:${alternatives(POST_WORDS['not-after'])})`);
const NOT_AFTER_LEVEL = new RegExp(`^(?:${alternatives(POST_WORDS['not-after-level'])})`);
const RANK_AT_END = new RegExp(`(?:${alternatives(POST_WORDS.rank)})$`);
const STOP = new RegExp(`(?:${alternatives(POST_WORDS.stop)})`, 'g');
const SOFT_STOP = new RegExp(`(?:${alternatives(POST_WORDS.soft)})`, 'g');
const ANY_STOP = new RegExp(STOP.source);
const RANKS_AT_START = new RegExp(`^(?:${alternatives(POST_WORDS.rank)}){1,3}`);
const HIGHER = new RegExp(`^(?:${alternatives(POST_WORDS.higher)})`);
const ORGANS = alternatives(POST_WORDS.organ);
const DEPARTMENTS = alternatives(POST_WORDS.department);
const ENDINGS = alternatives(POST_WORDS.ending);
/** 县委, 市委组织部, 市人大常委会, 县政府办公室, at the end of what precedes a head. */
const STRUCTURED = new RegExp(`([${LEVELS}]|街道)?(?:${ORGANS})(?:${DEPARTMENTS})?$`);
const OFFICE = new RegExp(`\\p{Script=Han}{1,18}(?:${ENDINGS})$`, 'u');
/** A level character that is no part of 市场, 农村, 社区 and the like. */
const LEVEL = `(?<![农乡城社园小景矿地])[${LEVELS}](?!场|政公|政工|政管|民|域|村振)`;
const STARTS_WITH_LEVEL = new RegExp(`^${LEVEL}`);
const LEVELLED_OFFICE = new RegExp(`${LEVEL}\\p{Script=Han}{1,12}(?:${ENDINGS})$`, 'u');
const MARKS = new RegExp(
  `(?:(${alternatives(POST_WORDS.former)})|(${alternatives(POST_WORDS.new)})|(${alternatives(POST_WORDS.elected)}))$`,
);
/** Villages and the like below the place named: 大张镇 西张村党支部. */
const SUBORDINATE = /^\p{Script=Han}{1,6}(?:(?<![农乡])村|社区|镇|(?<!城)乡)/u;
const ZONE = /(?:开发区|园区|示范区|新区|管理区)$/;
const COMPANY = /(?:公司|集团|银行|联社|合作社|厂|矿)$/;
const PARTY = '中共';
/** 中共吉县委员会书记 is 吉县县委书记. */
const COMMITTEE = /^委员会/;
const GOVERNMENT = /^(?:[省市县区旗州镇乡])?(?:人民)?政府/;
const LINK = /^(?:[、]|[,，]?兼任?|[和及暨]|以及|[ \u3000]{1,2}|[，,])$/;
/** 长 of these is said of the level itself: 市长, 县长. */
const LEVEL_HEAD = /^([省市县区旗州盟镇乡])长$/;

/**
 * The chains of posts in a stretch of simplified text, in order.
 * @param earlier posts of the sentence before it in the same paragraph, for deputies named without their organ
 */
export function findChains(
  text: string,
  sentence: Span,
  places: readonly PlaceMention[],
  earlier: readonly Post[] = [],
): readonly Chain[] {
  const chains: Post[][] = [];
  const chiefs = new Map(earlier.map((post) => [post.head, post]));
  // Not beyond the sentence: the next head may be an article away, and would be looked for again in each sentence.
  const within = text.slice(0, sentence.end);
  HEAD.lastIndex = sentence.start;
  for (let hit = HEAD.exec(within); hit; hit = HEAD.exec(within)) {
    const head = hit[0];
    const before = chains.at(-1);
    const last = before?.at(-1);
    const next = text.slice(hit.index + head.length, hit.index + head.length + 4);
    if (NOT_AFTER.test(next) || (LEVEL_HEAD.test(head) && NOT_AFTER_LEVEL.test(next))) continue;
    const from = Math.max(sentence.start, hit.index - ORGAN_MAX, last?.end ?? 0);
    const post =
      readPost(text, { start: from, end: hit.index }, head, places, last) ??
      deputy(text, { start: from, end: hit.index }, places, chiefs.get(head));
    if (post === null) continue;
    if (post.organ !== '') chiefs.set(head, post);
    if (before && last && LINK.test(text.slice(last.end, post.start))) before.push(post);
    else chains.push([post]);
  }
  return chains.map((posts) => ({
    posts,
    start: posts[0]?.start ?? 0,
    end: posts.at(-1)?.end ?? 0,
  }));
}

function readPost(
  text: string,
  window: Span,
  head: string,
  places: readonly PlaceMention[],
  last: Post | undefined,
): Post | null {
  const end = window.end + head.length;
  const left = leftPart(text, window);
  const near = overlapping(places, left.start, window.end + 1);
  // A name that runs on behind the head's first character holds the head: 山西省长治市.
  if (near.some(({ start, end: placeEnd }) => start < window.end && placeEnd > window.end + 1)) return null;
  const place = near.findLast(({ start }) => start < window.end);
  const placed = place && placedPost(text, place, window.end, head, end);
  if (placed) return placed;
  const start = place ? Math.min(place.end, window.end) : left.start;
  return barePost(text, { start, end: window.end }, head, end, last);
}

/** The stretch directly before the head without punctuation, spaces, digits and Latin letters. */
function leftPart(text: string, window: Span): Span {
  let start = window.end;
  while (start > window.start && /\p{Script=Han}/u.test(text.charAt(start - 1))) start--;
  return { start, end: window.end };
}

/** 霍州市 + 委副 + 书记, 古县 + 县委 + 书记, 霍州市 + 市长, 霍州市长. */
function placedPost(
  text: string,
  place: PlaceMention,
  headStart: number,
  head: string,
  end: number,
): Post | null {
  const between = text.slice(place.end, headStart).replace(COMMITTEE, '委');
  if (ANY_STOP.test(between)) return null;
  const surface = text.slice(place.start, place.end);
  const level = levelNamed(surface, place.division.name);
  const shared = place.end === headStart + 1;
  // 霍州市长: the head's first character is the place's last one.
  const written = shared ? head.slice(1) : between + head;
  const { rank, organ } = splitRank(between);
  const repeated =
    STARTS_WITH_LEVEL.test(written) || SUBORDINATE.test(organ) || (rank !== '' && organ === '');
  const prefix = level === '' || repeated ? '' : level;
  if (!shared && organ !== '' && !isOrgan(prefix + organ)) return null;
  if (!shared && organ === '' && POST_WORDS.alone.includes(head) && !ZONE.test(surface)) return null;
  // A company's name begins with its place.
  const name = withoutGovernment(
    shared ? head : (COMPANY.test(organ) && prefix === '' ? surface : prefix) + written,
    head,
  );
  return {
    ...marked(text, place.start, end),
    name,
    division: place.division,
    level: levelOf(name),
    organ: organ === '' ? '' : prefix + organ,
    head,
  };
}

/** 市 of 霍州市, '' of the short name 霍州 and of a development zone. */
function levelNamed(surface: string, name: string): string {
  if (ZONE.test(surface)) return '';
  const level = name.endsWith('街道') ? '街道' : name.slice(-1);
  return surface.endsWith(level) && (LEVELS.includes(level) || level === '街道') ? level : '';
}

/** 县人民政府副县长 is 副县长: papers write both of one person. */
function withoutGovernment(name: string, head: string): string {
  return LEVEL_HEAD.test(head) ? name.replace(GOVERNMENT, '') : name;
}

/** A post without a place: 县委书记, 县统计局局长, 书记 after 县委委员. */
function barePost(text: string, left: Span, head: string, end: number, last: Post | undefined): Post | null {
  const from = left.start + organFrom(text.slice(left.start, left.end));
  const { rank, organ } = splitRank(text.slice(from, left.end));
  if (POST_WORDS.local.includes(organ) || HIGHER.test(organ) || (organ === '' && /总$/.test(rank)))
    return null;
  if (organ === '') return headOnly(text, from, rank, head, end, last);
  const joined = isOrgan(organ) ? organ : organ + joint(head, rank);
  const start = from + organStart(joined);
  const own = joined.slice(start - from);
  if (!isOrgan(own) || HIGHER.test(own)) {
    return POST_WORDS.alone.includes(head)
      ? null
      : headOnly(text, left.end - rank.length, rank, head, end, last);
  }
  const name = withoutGovernment(text.slice(start, end), head);
  return { ...marked(text, start, end), name, division: null, level: levelOf(name), organ: own, head };
}

function headOnly(
  text: string,
  from: number,
  rank: string,
  head: string,
  end: number,
  last: Post | undefined,
): Post | null {
  const start = end - head.length - rank.length;
  const link = last ? text.slice(last.end, start) : '';
  const inherited = last && LINK.test(link) && POST_WORDS.inherits.includes(head) ? last.organ : '';
  if (inherited === '' && POST_WORDS.alone.includes(head)) return null;
  // Something unknown stands before the head (某某镇长): only a level's own head may follow it.
  if (from < start && !LEVEL_HEAD.test(head) && inherited === '') return null;
  const name = inherited + rank + head;
  return { ...marked(text, start, end), name, division: null, level: levelOf(name), organ: inherited, head };
}

/** 县人大常委会主任张某主持，副主任李某出席: the deputy of the chief named shortly before. */
function deputy(
  text: string,
  window: Span,
  places: readonly PlaceMention[],
  chief: Post | undefined,
): Post | null {
  if (chief === undefined || window.end - chief.end > CHIEF_REACH) return null;
  const left = leftPart(text, window);
  const run = text.slice(left.start, left.end);
  const { rank, organ } = splitRank(run.slice(organFrom(run)));
  const start = window.end - rank.length;
  if (organ !== '' || !rank.endsWith('副') || overlapping(places, chief.end, start).length > 0) return null;
  const { division, level, head } = chief;
  const name = chief.organ + rank + head;
  const end = window.end + head.length;
  return { ...marked(text, start, end), name, division, level, organ: chief.organ, head };
}

/** 局 of 局长: 住建局长 is 住建局局长 said briefly. */
function joint(head: string, rank: string): string {
  return rank === '' && head.length === 2 && head.endsWith('长') && !LEVEL_HEAD.test(head)
    ? head.charAt(0)
    : '';
}

function splitRank(before: string): { rank: string; organ: string } {
  const rank = RANK_AT_END.exec(before)?.[0] ?? '';
  // 党组 is an organ of its own, not a rank, unless an office precedes it: 政府党组书记 keeps it either way.
  return { rank, organ: before.slice(0, before.length - rank.length) };
}

function isOrgan(organ: string): boolean {
  return STRUCTURED.exec(organ)?.index === 0 || OFFICE.test(organ);
}

/** Where the organ begins in an unbroken run of characters: 随后县委 → 县委. */
function organStart(run: string): number {
  const structured = STRUCTURED.exec(run);
  if (structured?.[1] !== undefined) return structured.index;
  const levelled = LEVELLED_OFFICE.exec(run);
  if (levelled) return levelled.index;
  return structured && !OFFICE.test(run) ? structured.index : 0;
}

/** Where, after the last word that no organ's name holds, an organ can begin. */
function organFrom(run: string): number {
  const hard = lastEnd(run, STOP);
  const rest = run.slice(hard);
  const { organ } = splitRank(rest);
  return LEVELLED_OFFICE.test(organ) ? hard : hard + lastEnd(rest, SOFT_STOP);
}

function lastEnd(run: string, words: RegExp): number {
  let end = 0;
  for (const word of run.matchAll(words)) end = word.index + word[0].length;
  return end;
}

function levelOf(name: string): string {
  const bare = name.replace(RANKS_AT_START, '');
  if (bare.startsWith('街道')) return '街道';
  return STARTS_WITH_LEVEL.test(bare) ? bare.charAt(0) : '';
}

/** Takes 中共 and 原, 新任 … before a post into its span. */
function marked(text: string, from: number, end: number): Span & Pick<Post, 'mark' | 'begins'> {
  const start = text.startsWith(PARTY, from - PARTY.length) ? from - PARTY.length : from;
  const hit = MARKS.exec(text.slice(Math.max(0, start - 6), start));
  if (hit === null) return { start, end, begins: start, mark: null };
  const mark = hit[1] !== undefined ? 'former' : hit[2] !== undefined ? 'appointed' : 'elected';
  return { start: start - hit[0].length, end, begins: start, mark };
}
