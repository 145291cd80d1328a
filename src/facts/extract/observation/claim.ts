import type { PartialDate, Period } from '../../../text/date.ts';
import type { FactStatus } from '../../model.ts';
import { CLAIM_WORDS } from './words.ts';

/** 主要, 要求, 即将 …: longer words in which 要 and 将 claim nothing. */
const NO_CLAIM_BEFORE: Readonly<Record<string, RegExp>> = {
  要: /[主重需只首摘纪概简必想]$/,
  将: /[即必]$/,
  拟: /[模虚]$/,
  目标: /[对锚]$/,
};
const NO_CLAIM_AFTER: Readonly<Record<string, RegExp>> = {
  要: /^(?:[求素点闻件么道害领]|清醒|看到|认识|说)/,
  将: /^[近军领才士]/,
  规划: /^(?:局|院|设计|面积|和)/,
  计划: /^(?:投资|总投资|生育|单列|性)/,
  目标: /^(?:任务完成|责任)/,
  要求: /^[，,、。；;的下和]/,
};

/** A section of tasks: what stands in it is to be done, however it is worded (完成投资1.85亿元的…). */
const GOAL_SECTION = /(?:预期目标|主要目标|奋斗目标|工作目标|发展目标|年度目标)/;
const TASK_SECTION = /(?:目标任务|工作要点|实事|工作目标|重点任务|奋斗目标|工作安排|下一步|主要目标)/;
const RESULT_BETWEEN = /(?:截至|目前|已(?:经)?|完成了|实现了|达到了|同比|环比)/;

/**
 * Whether a number is a result, an estimate, a plan or a target, from the words that govern it: those before it
 * up to the last ；, those that close its clause (增长6%左右的目标), the section, and a period that lies after
 * the article. Targets are never stored as results.
 */
export function claimStatus(
  before: string,
  after: string,
  section: string | null,
  period: Period | null,
  date: PartialDate | null,
): FactStatus {
  const governed = before.slice(before.lastIndexOf('；') + 1);
  // 今年的主要预期目标：地区生产总值增长5%；投资增长9%…: what opens a list governs all of it.
  const colon = before.lastIndexOf('：');
  const announced =
    colon >= 0 &&
    /(?:预期目标|主要目标|目标是|目标为|奋斗目标|力争|确保|计划|预期)/.test(
      before.slice(Math.max(0, colon - 60), colon),
    );
  let status: FactStatus = announced && !RESULT_BETWEEN.test(before.slice(colon)) ? 'target' : 'actual';
  let from = -1;
  for (const { word, status: claimed, where } of CLAIM_WORDS) {
    if (where === 'before') {
      if (closes(after, word)) return claimed;
      continue;
    }
    const at = lastClaim(governed, word);
    if (at < 0) continue;
    if (RESULT_BETWEEN.test(governed.slice(at + word.length))) continue;
    // The nearest word decides; 力争 beats the 将 inside its own clause.
    if (at > from || (claimed === 'target' && status === 'plan')) {
      status = claimed;
      from = at;
    }
  }
  if (status !== 'target' && section !== null && GOAL_SECTION.test(section)) return 'target';
  if (status === 'actual' && section !== null && TASK_SECTION.test(section)) return 'plan';
  if (status === 'actual' && period !== null && date !== null && isAfter(period, date)) return 'plan';
  return status;
}

function lastClaim(text: string, word: string): number {
  for (let at = text.lastIndexOf(word); at >= 0; at = text.lastIndexOf(word, at - 1)) {
    const before = NO_CLAIM_BEFORE[word];
    const after = NO_CLAIM_AFTER[word];
    const refuted =
      (before?.test(text.slice(0, at)) ?? false) || (after?.test(text.slice(at + word.length)) ?? false);
    if (!refuted) return at;
    if (at === 0) break;
  }
  return -1;
}

function closes(after: string, word: string): boolean {
  const clause = after.split(/[，,；;。：]/)[0] ?? '';
  const at = clause.indexOf(word);
  return at >= 0 && at <= 10 && /(?:的|左右|以上|以内|”)/.test(clause.slice(0, at));
}

function isAfter(period: Period, date: PartialDate): boolean {
  // 2月20日 tells of 截至2月底: the month told in is not the future.
  return period.start > `${date}-99`.slice(0, 10) && period.start.slice(0, 7) > date.slice(0, 7);
}
