import type { PartialDate, Period } from '../../text/date.ts';
import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import type { Amount, ProjectStatus } from '../model.ts';
import { LEAD_WORDS, STATUS_WORDS, SUBJECT_WORDS } from './lexicon.ts';
import { plannedPeriod } from './plan-period.ts';
import { clausesOf } from './reading.ts';

export interface ProjectState {
  readonly status: ProjectStatus;
  readonly period: Period | null;
  /** What is planned, when a modal makes a plan of it: 预计年底建成 plans the completion. */
  readonly goal?: ProjectStatus;
  /** Where the word of state stands. */
  readonly where?: Span;
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
  date: PartialDate | null = null,
): ProjectState | null {
  let plan: ProjectState | null = null;
  let actual: ProjectState | null = null;
  for (const clause of clausesOf(text, behind)) {
    const words = stateWords(text, clause).filter((word) => word.status !== 'ignore');
    const word = decisive(words);
    if (word === undefined || word.status === 'modal' || word.status === 'ignore') continue;
    const planned = isPlanned(words, word);
    // 重合路段全面通车, 第二标段开工: another subject opens the clause.
    if (
      clause.start > behind.start &&
      leadLength(sentence, clause, word) > 6 &&
      !planned &&
      !isPart(text, clause, word)
    )
      continue;
    const period = periodAt(sentence, clause, word.start, planned, date) ?? null;
    const time = period ?? (actual === null ? leadingPeriod(text, sentence, name) : null);
    // 2028年全部投产, told in 2024, is still to come.
    const ahead = date !== null && time !== null && time.start.slice(0, date.length) > date;
    if (planned || ahead) plan ??= { status: 'planned', period: time, goal: word.status, where: word };
    else actual = later(actual, { status: statusOf(text, clause, word), period: time, where: word });
  }
  // 正在做前期，争取三季度开工: still to be done, and when.
  return actual?.status === 'planned' && actual.period === null && plan !== null ? plan : (actual ?? plan);
}

/** What is still being prepared decides over the words of work beside it: 正在办理土地手续. */
function decisive(words: readonly StateWord[]): StateWord | undefined {
  return (
    words.find((word) => word.status === 'planned' && !word.lead) ??
    words.find((word) => word.status !== 'modal')
  );
}

const STAGES: readonly ProjectStatus[] = ['unknown', 'planned', 'started', 'ongoing', 'completed'];

/** Of two states told one after the other the one that is further: 去年10月奠基，现在主体完工. */
export function later(before: ProjectState | null, next: ProjectState | null): ProjectState | null {
  if (before === null || next === null) return before ?? next;
  if (STAGES.indexOf(next.status) > STAGES.indexOf(before.status)) return next;
  return before.period === null && next.status === before.status ? next : before;
}

/** Characters in front of the word of state that are neither time nor adverb: a subject, when there are many. */
function leadLength(sentence: AnnotatedSentence, clause: Span, word: Span): number {
  const timed = sentence.periods
    .filter((mention) => mention.start >= clause.start && mention.end <= word.start)
    .reduce((sum, mention) => sum + mention.end - mention.start, 0);
  return word.start - clause.start - timed;
}

/** 主体, 一期, 1#厂房, 路基: when a part is done the whole is under way. */
function isPart(text: string, clause: Span, word: Span): boolean {
  return (
    SUBJECT_WORDS.part.all(text, clause.start, word.start).length > 0 ||
    text.slice(clause.start, word.start).includes('#')
  );
}

function statusOf(text: string, clause: Span, word: StateWord): ProjectStatus {
  if (word.status === 'modal' || word.status === 'ignore') return 'unknown';
  if (word.status !== 'completed') return word.status;
  const behind = text.slice(word.end, clause.end);
  // 完成工程量的80%, 完成1.9亿元, 完成基础浇筑: so much of it and no more.
  const partly =
    /完成了?$/.test(text.slice(word.start, word.end)) &&
    !/^(?:了|全部)?(?:$|[”）、]|建设|竣工|验收|交付|改造|搬迁|并网|任务|后)/.test(behind);
  const share = /^[^\d，；。]{0,14}(?!100%)\d{1,2}(?:\.\d{1,2})?%/.test(behind);
  return partly || share || isPart(text, clause, word) ? 'ongoing' : 'completed';
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
function periodAt(
  sentence: AnnotatedSentence,
  clause: Span,
  before: number,
  planned: boolean,
  date: PartialDate | null,
): Period | undefined {
  const own = sentence.periods.filter(
    (mention) => mention.start >= clause.start && mention.end <= clause.end,
  );
  const mention = own.findLast((candidate) => candidate.start < before) ?? own[0];
  return mention === undefined ? undefined : plannedPeriod(mention, sentence, planned, date);
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
      (clause !== undefined &&
        clause.end - clause.start - (mention.end - mention.start) <= 3 &&
        // 去年10月奠基；…: what the date already dates it does not lend to the next name.
        stateWords(text, clause).length === 0)
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
