import { LexiconError, readTable } from '../../../lexicon/table.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { Discourse } from './discourse.ts';
import { isRate } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, readLead } from './phrase.ts';
import { listedIndicators, type Series } from './series.ts';

const ROLES = ['goal', 'set', 'meet', 'above', 'below'] as const;
type TargetRole = (typeof ROLES)[number];

/** Words of data/lexicon/target-words.txt as alternatives, longest first. */
const WORDS: Readonly<Record<TargetRole, string>> = byRole();

/** Behind a number: 左右|的|年度|目标. 任务 and 计划 there may be tasks that are counted. */
const CLOSING = new RegExp(`^(?:左右|以上|以内)?的?(?:${WORDS.set}){0,3}的?(?:预期目标|目标|预期)(?!任务)`);
/** In front of it: 未达到|年初确定的|增长. */
const MEETING = new RegExp(`(?:${WORDS.meet}|${WORDS.above}|${WORDS.below})([^，。；：\\d]{0,16})$`);
const SETTING = new RegExp(`${WORDS.set}|的|年|了|\\ue000`, 'g');
/** 超年度目标, 比年初目标低, 距全年增长12%的目标还差. */
const DEVIATION = new RegExp(
  `(${WORDS.above}|${WORDS.below})((?:[^，。；：]{0,16}?)(?:${WORDS.goal}))(?:还|仍)?(高出|多出|少于|高|低|快|慢|差|少|多|提高|超出|超)?(?:了|约|近)*$`,
);
/** 完成造林任务的: the task names what is done. */
const DONE = /完成(?:了)?([^，。；：\d]{2,10}?)(任务|目标任务|计划)的?(?:约|近)?$/;

/**
 * A number told beside a target: the target itself (未完成全年增长8%的目标), which is one of the year and of the topic
 * spoken of; how far the result lies from it (超年度目标1.2个百分点); or how much of a named task is done (完成造林任务的
 * 105.7%). null for any other number, `none` for a target of nobody knows what.
 */
export function readingAgainstTarget(
  d: Discourse,
  n: NumberInText,
  series: Series | null,
): Reading | 'none' | null {
  if (n.quantity.kind === 'points') return deviation(d, n);
  if (n.quantity.kind === 'rank') return null;
  const over = n.quantity.kind === 'percent' ? null : excess(d, n);
  if (over !== null) return over;
  return target(d, n, series) ?? (n.quantity.kind === 'percent' ? taskDone(d, n) : null);
}

function target(d: Discourse, n: NumberInText, series: Series | null): Reading | 'none' | null {
  const { quantity, sentence } = n;
  const behind = series === null ? quantity.end : endOf(n, series);
  if (!CLOSING.test(d.text.slice(behind, behind + 24))) return null;
  const at = series?.first.start ?? quantity.start;
  const clause = clauseBefore(d, n, at);
  const met = MEETING.exec(clause.text);
  if (met === null) return null;
  const inside = (met[1] ?? '').replace(/(?:下降|降低)$/, '');
  const lexicon = indicatorLexicon();
  const own =
    lexicon.canonical(inside.replace(SETTING, '')) ?? lexicon.find(inside).at(-1)?.canonical ?? null;
  const head = d.clean(sentence, clause.start, clause.start + met.index);
  const indicator = own ?? ofHead(head, series) ?? d.topic?.indicator ?? null;
  if (indicator === null) return 'none';
  const percent = quantity.kind === 'percent';
  const growth = percent && (/(?:增长|下降)/.test(met[1] ?? '') || !isRate(indicator));
  const named = sentence.periods.some(
    ({ start, end, period }) => start >= clause.start + met.index && end <= at && !/初$/.test(period.label),
  );
  return {
    indicator,
    measure: growth ? 'growth' : 'level',
    value: /(?:下降|降低)[^，]{0,2}$/.test(met[1] ?? '') ? -quantity.value : quantity.value,
    unit: quantity.unit,
    event: false,
    status: 'target',
    ...(named ? {} : { ofYear: true, periodAt: clause.start + met.index }),
  };
}

/** The indicator a clause opens with (两项指标 each have one), null when it names none. */
function ofHead(head: string, series: Series | null): string | null {
  if (series !== null) {
    const listed = listedIndicators(
      head.replaceAll(GAP, '').replace(/(?:等)?[两三四五六\d]+[项个](?:主要|核心)?指标(?:均|都)?$/, ''),
      series.length,
    );
    if (listed !== null) return listed[series.index] ?? null;
  }
  const { noun } = readLead(head);
  return noun.length < 2 ? null : indicatorLexicon().canonical(noun);
}

/** 新改建公路58.4公里，较计划多出3.4公里: more of the same, measured against the plan. */
function excess(d: Discourse, n: NumberInText): Reading | null {
  const unit = d.topic?.unit ?? '';
  if (unit === '' || d.topic?.measure !== 'level' || unit !== n.quantity.unit) return null;
  const clause = clauseBefore(d, n, n.quantity.start);
  const found = DEVIATION.exec(clause.text);
  if (found === null || found[3] === undefined) return null;
  const read = deviation(d, n);
  return read === null ? null : { ...read, unit: n.quantity.unit };
}

function deviation(d: Discourse, n: NumberInText): Reading | null {
  const { quantity } = n;
  const clause = clauseBefore(d, n, quantity.start);
  const found = DEVIATION.exec(clause.text);
  if (found === null) return null;
  const noun = readLead(d.clean(n.sentence, clause.start, clause.start + found.index)).noun;
  const indicator =
    (noun.length < 2 ? null : indicatorLexicon().canonical(noun)) ?? d.topic?.indicator ?? null;
  if (indicator === null) return null;
  const below = new RegExp(`^(?:${WORDS.below})$`).test(found[1] ?? '') || /[低慢差少]/.test(found[3] ?? '');
  return {
    indicator,
    measure: 'change',
    value: below ? -quantity.value : quantity.value,
    unit: '百分点',
    event: false,
    status: 'actual',
    basis: `较${(found[2] ?? '').replace(/的/g, '')}`,
    periodAt: clause.start + found.index,
  };
}

function taskDone(d: Discourse, n: NumberInText): Reading | null {
  const clause = clauseBefore(d, n, n.quantity.start);
  const found = DONE.exec(clause.text);
  const task = (found?.[1] ?? '').replace(SETTING, '');
  if (found === null || task.length < 2) return null;
  return {
    indicator: `${d.named(task) ?? task}${found[2] ?? ''}完成比例`,
    measure: 'share',
    value: n.quantity.value,
    unit: n.quantity.unit,
    event: false,
    status: 'actual',
    periodAt: clause.start + found.index,
  };
}

/** The clause up to an offset; numbers do not part it, only marks do. */
function clauseBefore(
  d: Discourse,
  n: NumberInText,
  at: number,
): { readonly text: string; readonly start: number } {
  const before = d.text.slice(n.sentence.start, at);
  const start = n.sentence.start + before.search(/[^，。；：]*$/);
  return { text: d.text.slice(start, at), start };
}

/** The end of the last number of a series of a few, as far as the sentence tells. */
function endOf({ sentence, quantity }: NumberInText, series: Series): number {
  const run = sentence.quantities.filter(({ start }) => start >= series.first.start).slice(0, series.length);
  return run.at(-1)?.end ?? quantity.end;
}

function byRole(): Readonly<Record<TargetRole, string>> {
  const words: Record<TargetRole, string[]> = { goal: [], set: [], meet: [], above: [], below: [] };
  for (const { line, cells } of readTable('target-words.txt', 2)) {
    const role = ROLES.find((known) => known === cells[1]);
    if (role === undefined)
      throw new LexiconError(
        'target-words.txt',
        line,
        `unknown role "${cells[1] ?? ''}": ${ROLES.join(', ')}`,
      );
    words[role].push(cells[0] ?? '');
  }
  const alternatives = (list: readonly string[]): string =>
    list.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
  return {
    goal: alternatives(words.goal),
    set: alternatives(words.set),
    meet: alternatives(words.meet),
    above: alternatives(words.above),
    below: alternatives(words.below),
  };
}
