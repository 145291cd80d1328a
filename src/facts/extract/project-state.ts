import type { Period } from '../../text/date.ts';
import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import type { Amount, ProjectStatus } from '../model.ts';
import { LEAD_WORDS, STATUS_WORDS } from './lexicon.ts';
import { clausesOf } from './reading.ts';

export interface ProjectState {
  readonly status: ProjectStatus;
  readonly period: Period | null;
}

interface StateWord extends Span {
  readonly status: ProjectStatus | 'modal' | 'ignore';
  readonly lead: boolean;
}

const STATES = ['planned', 'started', 'ongoing', 'completed', 'modal', 'ignore'] as const;

/** The words of state between two offsets, longest first, in order. */
function stateWords(text: string, span: Span): readonly StateWord[] {
  const found: StateWord[] = [];
  for (let i = span.start; i < span.end; ) {
    let best: StateWord | null = null;
    for (const status of STATES) {
      const hit = STATUS_WORDS[status].at(text, i, span.end);
      if (hit !== null && (best === null || hit.end > best.end))
        best = { start: hit.start, end: hit.end, status, lead: hit.value === 'lead' };
    }
    if (best !== null) found.push(best);
    i = best?.end ?? i + 1;
  }
  return found;
}

/**
 * The state of the project named at `name`, as first said of it in `behind` (the text up to the next name); see
 * {@link stateBefore} for the verb that governs it. A modal in front (将, 力争, 预计, 尚未) makes it a plan.
 */
export function stateOf(
  text: string,
  sentence: AnnotatedSentence,
  name: Span,
  behind: Span,
): ProjectState | null {
  let plan: ProjectState | null = null;
  for (const clause of clausesOf(text, behind)) {
    const words = stateWords(text, clause).filter((word) => word.status !== 'ignore');
    const word = words.find((candidate) => candidate.status !== 'modal');
    if (word === undefined || word.status === 'modal' || word.status === 'ignore') continue;
    // 重合路段全面通车, 第二标段开工: another subject opens the clause.
    if (clause.start > behind.start && word.start - clause.start > 6 && !isPlanned(words, word)) continue;
    const period = periodAt(sentence, clause, word.start) ?? null;
    if (!isPlanned(words, word))
      return { status: word.status, period: period ?? leadingPeriod(text, sentence, name) };
    plan ??= { status: 'planned', period: period ?? leadingPeriod(text, sentence, name) };
  }
  return plan;
}

/** 今年将启动实施|…项目; 2024年建成|…公路: the last verb in front of the name within its clause. */
export function stateBefore(text: string, sentence: AnnotatedSentence, name: Span): ProjectState | null {
  const clauses = clausesOf(text, { start: sentence.start, end: name.start });
  const clause = clauses.at(-1);
  if (clause === undefined || clause.end < name.start) return null;
  const words = stateWords(text, clause).filter((word) => word.status !== 'ignore');
  const word = words.findLast((candidate) => candidate.lead);
  if (word === undefined || word.status === 'modal' || word.status === 'ignore') return null;
  const status = isPlanned(words, word) || isPlanInherited(text, clauses, sentence) ? 'planned' : word.status;
  return { status, period: leadingPeriod(text, sentence, name) };
}

/** 今年将实施甲工程，|强力推进乙项目: a clause that begins with its verb shares the modal of the one before. */
function isPlanInherited(text: string, clauses: readonly Span[], sentence: AnnotatedSentence): boolean {
  for (let i = clauses.length - 1; i > 0; i--) {
    const [clause, before] = [clauses[i], clauses[i - 1]];
    if (clause === undefined || before === undefined) return false;
    const opens =
      LEAD_WORDS.start.at(text, clause.start, clause.end) ??
      LEAD_WORDS.cut.at(text, clause.start, clause.end);
    const dated = sentence.periods.some(
      (mention) => mention.start >= clause.start && mention.end <= clause.end,
    );
    if (opens === null || dated || text.slice(before.end, clause.start).includes('；')) return false;
    if (STATUS_WORDS.modal.all(text, before.start, before.end).length > 0) return true;
  }
  return false;
}

function isPlanned(words: readonly StateWord[], word: StateWord): boolean {
  return words.some((other) => other.status === 'modal' && other.start < word.start);
}

/** The time named in the clause of the state word. */
function periodAt(sentence: AnnotatedSentence, clause: Span, before: number): Period | undefined {
  const own = sentence.periods.filter(
    (mention) => mention.start >= clause.start && mention.end <= clause.end,
  );
  return (own.findLast((mention) => mention.start < before) ?? own[0])?.period;
}

/** The time that stands in front of the name in its sentence, nearest first. */
function leadingPeriod(text: string, sentence: AnnotatedSentence, name: Span): Period | null {
  const clauses = clausesOf(text, { start: sentence.start, end: name.start });
  const last = clauses.at(-1);
  const own = last !== undefined && last.end === name.start ? last.start : name.start;
  const found = sentence.periods.findLast((mention) => {
    if (mention.end > name.start) return false;
    // 2月24日，…项目: a date with a clause of its own governs the next; another clause's date does not.
    const clause = clauses.find(
      (candidate) => candidate.start <= mention.start && mention.end <= candidate.end,
    );
    return (
      mention.start >= own ||
      (clause !== undefined && clause.end - clause.start - (mention.end - mention.start) <= 3)
    );
  });
  return found?.period ?? null;
}

/** 总投资|9.8亿元, 概算投资约|6.9亿元, 投资|3.92亿元的…: what makes an amount the whole investment. */
const WHOLE =
  /(?:总投资额?|投资总额|概算总?投资|总概算|估算总?投资|投资概算|计划总投资|静态总?投资|动态总?投资|投资)(?:额|约|近|达到?|为|是|超过?|突破|共|概算|[：:])*$/;
/** 完成投资, 年度投资, 累计投资 … are parts of it. */
const PART =
  /(?:完成|年度|年度计划|当年计划|当年|今年|今年计划|明年|累计|累计完成|季度|月份?|年计划|年|追加|工业|技改)投资(?:额|约|近|达到?|为|[：:])*$/;

/** The whole investment of the project named at `name`: in front (投资3.92亿元的…) or in the text behind it. */
export function investmentOf(
  text: string,
  sentence: AnnotatedSentence,
  name: Span,
  behind: Span,
): (Amount & Span) | undefined {
  const money = sentence.quantities.filter((quantity) => quantity.kind === 'money');
  const front = money.findLast((quantity) => {
    if (quantity.end > name.start || quantity.start < sentence.start) return false;
    return (
      /^[^，；。、的\d]{0,8}的[^，；。、的]{0,8}$/.test(text.slice(quantity.end, name.start)) &&
      endsWhole(text, quantity.start)
    );
  });
  const found =
    front ??
    money.find((quantity) => {
      if (quantity.start < behind.start || quantity.end > behind.end) return false;
      // 甲项目、总投资8亿元的|乙项目: the amount of the next name.
      if (/^[^，；。、]{0,2}的(?!项目|工程)/.test(text.slice(quantity.end, quantity.end + 6))) return false;
      return endsWhole(text, quantity.start) && !endsPart(text, quantity.start);
    });
  if (found === undefined) return undefined;
  return { value: found.value, unit: found.unit, raw: found.raw, start: found.start, end: found.end };
}

function endsWhole(text: string, at: number): boolean {
  return WHOLE.test(text.slice(Math.max(0, at - 14), at));
}

function endsPart(text: string, at: number): boolean {
  return PART.test(text.slice(Math.max(0, at - 18), at));
}
