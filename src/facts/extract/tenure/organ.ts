import { alternatives, POST_WORDS } from './post-words.ts';

const LEVELS = '省市县区旗州盟镇乡村';
const ORGANS = alternatives(POST_WORDS.organ);
const BODIES = alternatives(POST_WORDS.body);
/** 县委, 市委组织部, 团市委, 县政府办公室, at the end of what precedes a head; 代表团, 集团 are no 团. */
const STRUCTURED = new RegExp(
  `((?<![表集社财])(?:${BODIES}))?(乡镇|街道|[${LEVELS}])?(?:${ORGANS})(?:${alternatives(POST_WORDS.department)})?$`,
);
const ENDINGS = alternatives(POST_WORDS.ending);
const OFFICE = new RegExp(`\\p{Script=Han}{1,18}(?:${ENDINGS})$`, 'u');
/** A level character that is no part of 市场, 农村, 社区 and the like. */
const LEVEL = `(?<![农乡城社园小景矿地])[${LEVELS}](?!场|政公|政工|政管|民|域|村振)`;
const STARTS_WITH_LEVEL = new RegExp(`^${LEVEL}`);
const LEVELLED_OFFICE = new RegExp(`${LEVEL}\\p{Script=Han}{1,12}(?:${ENDINGS})$`, 'u');
const RANK_AT_END = new RegExp(`(?:${alternatives(POST_WORDS.rank)})$`);
const RANKS_AT_START = new RegExp(`^(?:${alternatives(POST_WORDS.rank)}){1,3}`);
// 有限责任公司 holds no 任.
const STOP = new RegExp(`(?<!责)(?:${alternatives(POST_WORDS.stop)})`, 'g');
const SOFT_STOP = new RegExp(`(?:${alternatives(POST_WORDS.soft)})`, 'g');
const ANY_STOP = new RegExp(STOP.source);
const HIGHER = new RegExp(`^(?:${alternatives(POST_WORDS.higher)})`);
/** Names that begin with the place they are in: 山西大学, 霍州煤电集团, 古县供电公司. */
const INSTITUTION = new RegExp(
  `^\\p{Script=Han}{0,16}(?:${alternatives(POST_WORDS.institution)})(?:党委|党组|党总支|党支部)?$`,
  'u',
);
const COMPANY = new RegExp(`(?:${alternatives(POST_WORDS.company)})(?:党委|党组|党总支|党支部)?$`);
const FORMER_AT_END = new RegExp(`(?:${alternatives(POST_WORDS.former)})$`);
const FORMER_AT_START = new RegExp(`^(?:${alternatives(POST_WORDS.former)})`);
/** 长 of these is said of the level itself: 市长, 县长. */
export const LEVEL_HEAD = /^([省市县区旗州盟镇乡])长$/;
/** No village's own name is longer. */
const VILLAGE_MAX = 5;

/** Whether the whole of `organ` has the form of an organ's name: 县委, 市人大常委会, 县统计局. */
export function isOrgan(organ: string): boolean {
  return STRUCTURED.exec(organ)?.index === 0 || OFFICE.test(organ);
}

/** Whether it is an organ above every region: 国家统计局. */
export function isHigher(organ: string): boolean {
  return HIGHER.test(organ);
}

/** Whether a word stands in it that no organ's name holds. */
export function isBroken(run: string): boolean {
  return ANY_STOP.test(run);
}

export function isInstitution(organ: string): boolean {
  return INSTITUTION.test(organ);
}

export function isCompany(organ: string): boolean {
  return COMPANY.test(organ);
}

export function startsWithLevel(name: string): boolean {
  return STARTS_WITH_LEVEL.test(name);
}

/** The level a post's name begins with, '' when it has none. */
export function levelOf(name: string): string {
  const bare = name.replace(RANKS_AT_START, '');
  if (bare.startsWith('街道')) return '街道';
  return STARTS_WITH_LEVEL.test(bare) ? bare.charAt(0) : '';
}

/** What precedes a head, parted into the organ and 副, 代, 党组. */
export interface Lead {
  readonly organ: string;
  readonly rank: string;
  /** Whether 原 stands in it: 县财政局原党组书记, 县委原副书记. */
  readonly former: boolean;
}

/** Parts what precedes a head; 原 between organ and rank, or before the organ, is taken out. */
export function splitLead(before: string): Lead {
  const { organ, rank } = splitRank(before);
  const atEnd = FORMER_AT_END.exec(organ);
  // 原 is a part of 平原镇, 太原: only what is left must be an organ.
  if (atEnd && !isOrgan(organ)) {
    const rest = organ.slice(0, -atEnd[0].length);
    const inner = splitRank(rest);
    return rank === '' ? { ...inner, former: true } : { organ: rest, rank, former: true };
  }
  const rest = organ.replace(FORMER_AT_START, '');
  if (rest !== organ && STRUCTURED.exec(rest)?.index === 0) return { organ: rest, rank, former: true };
  return { organ, rank, former: false };
}

function splitRank(before: string): { readonly organ: string; readonly rank: string } {
  const rank = RANK_AT_END.exec(before)?.[0] ?? '';
  // 党组 is an organ of its own, not a rank, unless an office precedes it: 政府党组书记 keeps it either way.
  return { rank, organ: before.slice(0, before.length - rank.length) };
}

/** 第十八届 of 县第十八届人大常委会 tells the term, not the organ. */
export function withoutTerm(name: string): string {
  return name.replace(/第?[〇零一二三四五六七八九十\d]{1,4}届/, '');
}

/** Where the organ begins in an unbroken run of characters: 随后县委 → 县委; a village keeps its name. */
export function organStart(run: string): number {
  const structured = STRUCTURED.exec(run);
  if (structured?.[2] === '村') return structured.index <= VILLAGE_MAX ? 0 : structured.index;
  if (structured?.[1] !== undefined || structured?.[2] !== undefined) return structured.index;
  const levelled = LEVELLED_OFFICE.exec(run);
  if (levelled) return levelled.index;
  return structured && !OFFICE.test(run) ? structured.index : 0;
}

/** Where, after the last word that no organ's name holds, an organ can begin. */
export function organFrom(run: string): number {
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
