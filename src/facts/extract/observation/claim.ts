import type { PartialDate, Period } from '../../../text/date.ts';
import { sameAgain } from '../../../text/once.ts';
import type { FactStatus } from '../../model.ts';
import { CLAIM_WORDS, lastClaimAt } from './claim-words.ts';

/** What the words around a number claim about it. */
export interface Claim {
  readonly status: FactStatus;
  /** Offset of the governing word in the text before the number; null when the number's end, a list or a heading governs. */
  readonly at: number | null;
}

const RESULT: Claim = { status: 'actual', at: null };
/** Behind a number, how far the noun that closes it may stand. */
const CLOSING_REACH = 10;
const LIST_REACH = 48;
const ANNOUNCE_REACH = 60;

/**
 * Whether a number is a result, an estimate, a plan or a target, by the words that govern it: those before it up to
 * the last ； or a word of what has happened, those that close its clause (增长6%左右的目标), the colon of a list and
 * the heading. Targets are never stored as results.
 * @param before the sentence up to the number
 * @param after the sentence behind it
 * @param section the heading above, null without one
 * @param ahead whether the heading names a year whose results cannot be in yet
 * @param turns offsets in `before` at which a clause opens with a time gone by: no claim reaches across one
 */
export function claimOf(
  before: string,
  after: string,
  section: string | null,
  turns: readonly number[],
  ahead = false,
): Claim {
  if (isAnnualTarget(before, after)) return { status: 'target', at: null };
  const closed = CLAIM_WORDS.before.find(({ word }) => closes(after, word));
  if (closed !== undefined) return { status: closed.status, at: null };
  const governed = Math.max(before.lastIndexOf('；') + 1, 0);
  const spoken = nearest(before, governed, turns) ?? announced(before) ?? RESULT;
  // 目前，全县在校学生…, 2024年完成…: a result stays one under a heading of tasks.
  const happened = turns.length > 0 || hasResult(before.slice(governed));
  if (section === null || happened) return spoken;
  const headed = headingClaims(section);
  if (spoken.status !== 'target' && headed.some(({ status }) => status === 'target'))
    return { status: 'target', at: null };
  return spoken.status === 'actual' && (ahead || headed.length > 0) ? { status: 'plan', at: null } : spoken;
}

/** Claim words of a heading. */
const headingClaims = sameAgain((section) =>
  CLAIM_WORDS.section.filter((word) => lastClaimAt(section, word) >= 0),
);

/** The claim, and a period that lies after the article turns what is left into a plan. */
export function claimedIn(claim: Claim, period: Period | null, date: PartialDate | null): FactStatus {
  const ahead = period !== null && date !== null && isAfter(period, date);
  return claim.status === 'actual' && ahead ? 'plan' : claim.status;
}

/** 年度计划投资, 计划投资: what is planned by its name. */
export function isPlannedByName(indicator: string): boolean {
  return CLAIM_WORDS.name.some(({ word }) => indicator.endsWith(word));
}

/** 占全年|400亿元|签约目标的54.7%: what the year is to bring, told with how much of it is done. */
function isAnnualTarget(before: string, after: string): boolean {
  return (
    /(?:全年|年度|今年|本年|年初(?:确定|下达|制定)?)的?$/.test(before.replace(/\d[\d.]*$/, '')) &&
    /^的?[\u3400-\u9fff]{0,8}?(?:目标|任务|计划)(?:任务|目标|数)?(?:的|，|。|；|$)/.test(after)
  );
}

function nearest(before: string, governed: number, turns: readonly number[]): Claim | null {
  const text = before.slice(governed);
  let found: { status: FactStatus; at: number } | null = null;
  for (const claim of CLAIM_WORDS.after) {
    const at = lastClaimAt(text, claim);
    if (at < 0 || isOver(text, at + claim.word.length, governed, turns)) continue;
    // The nearest word decides; 力争 beats the 将 inside its own clause.
    if (found === null || at > found.at || (claim.status === 'target' && found.status === 'plan'))
      found = { status: claim.status, at };
  }
  return found === null ? null : { status: found.status, at: found.at + governed };
}

/** Whether a claim that ends at `from` has come to its end before the number. */
function isOver(text: string, from: number, governed: number, turns: readonly number[]): boolean {
  if (turns.some((turn) => turn >= governed + from)) return true;
  const between = text.slice(from);
  if (hasResult(between)) return true;
  // 他估摸着产量要减，“价钱从5元涨到6元”: what is quoted is said anew.
  if (between.lastIndexOf('“') > between.lastIndexOf('”')) return true;
  // 确保安全，…同比增长5%: a result compared with the year before; 预计产值9亿元，同比增长5% goes on.
  const comma = between.indexOf('，');
  return comma >= 0 && !/\d/.test(between.slice(0, comma)) && /[同环]比/.test(between.slice(comma));
}

function hasResult(text: string): boolean {
  return CLAIM_WORDS.result.some((word) => lastClaimAt(text, word) >= 0);
}

/** 今年的主要预期目标：地区生产总值增长5%；投资增长9%…: what opens a list governs all of it. */
function announced(before: string): Claim | null {
  const colon = before.lastIndexOf('：');
  if (colon < 0 || hasResult(before.slice(colon))) return null;
  const opening = before.slice(Math.max(0, colon - ANNOUNCE_REACH), colon);
  const word = CLAIM_WORDS.announce.find((claim) => opening.includes(claim.word));
  return word === undefined ? null : { status: word.status, at: null };
}

function closes(after: string, word: string): boolean {
  const clause = after.split(/[，,；;。：]/)[0] ?? '';
  const at = clause.indexOf(word);
  // 达到250天、平均浓度控制在46微克以内的|目标: the noun closes the items of a list.
  if (at > CLOSING_REACH && at <= LIST_REACH && /^(?:左右|以上|以下|以内)?[、和与]/.test(clause))
    return /(?:以内|以上|以下|左右|[\d%])的(?:年度|预期)?$/.test(clause.slice(0, at));
  return at >= 0 && at <= CLOSING_REACH && /(?:的|左右|以上|以内|”)/.test(clause.slice(0, at));
}

function isAfter(period: Period, date: PartialDate): boolean {
  // 2月20日 tells of 截至2月底: the month told in is not the future.
  return period.start > `${date}-99`.slice(0, 10) && period.start.slice(0, 7) > date.slice(0, 7);
}
