import { LexiconError, readTable } from '../../../lexicon/table.ts';
import type { Span } from '../../../text/span.ts';

const ROLES = ['former', 'once', 'present', 'balance', 'yearly', 'compared', 'local'] as const;
type TimeRole = (typeof ROLES)[number];

/** Words of data/lexicon/time-words.txt by what they tell. */
const WORDS: Readonly<Record<TimeRole, readonly string[]>> = byRole();

/** 过去|一年 and 过去|五年 name a stretch, 以前 and 之前 behind a date a deadline. */
const FORMER = new RegExp(
  `(?:${WORDS.former.join('|')})(?!的?[一二两三四五六七八九十几\\d]{1,2}[年个])|(?<![\\d第])(?:[一二两三四五六七八九十]{1,2}|\\d{1,2}|几|多)年(?:之|以)?前(?![后景沿期])|(?<=^|[，。；：！？\\s由从比])(?:${WORDS.once.join('|')})`,
  'g',
);
const PRESENT = new RegExp(WORDS.present.join('|'));
/** 由82%提高到87.5%: what stands behind 由 was before; not part of 自由 or 理由. */
const FROM = /(?:^|[^自理])(?:由|从)(?:约|近)?$/;

/** 由最高时的, 从高峰期的, 由改造前的, 由起初的: a time told by what was so then. */
export const FORMER_OF =
  /(?<=[\u3400-\u9fff]{2})(?:由|从)(?:(?:历史)?(?:最[高低多少大小好差早]|高峰|鼎盛|低谷|顶峰)(?:时期?|期|的时候)?|起初|起步|最初|当初|开始|[\u3400-\u9fff]{2,4}[前初])(?:时)?的?$/;

/** Whether a clause up to a number says that it was so at a time gone by which no date names (由高峰期的). */
export function endsInFormer(clause: string): boolean {
  return FORMER_OF.test(clause);
}

/** Where words stand that say "before" without a date. */
export function formerWords(text: string, from: number, to: number): readonly Span[] {
  return [...text.slice(Math.max(0, from - 1), to).matchAll(FORMER)]
    .map(({ index, 0: word }) => ({
      start: Math.max(0, from - 1) + index,
      end: Math.max(0, from - 1) + index + word.length,
    }))
    .filter(({ start }) => start >= from);
}

/** Whether a clause up to a number ends in 由 or 从. */
export function endsInFrom(clause: string): boolean {
  return FROM.test(clause);
}

/** Whether a text speaks of what there is now. */
export function tellsPresent(text: string): boolean {
  return PRESENT.test(text);
}

/** Whether an indicator is counted at a moment (存款余额, 常住人口). */
export function isBalance(indicator: string): boolean {
  return WORDS.balance.some((word) => indicator.endsWith(word));
}

/** Whether a clause speaks of a yearly average, growth taken over several years. */
export function tellsYearly(clause: string): boolean {
  return WORDS.yearly.some((word) => clause.includes(word));
}

/** 较一季度回落, 比2021年提高: the words in front of a time make it a yardstick. */
export function endsInComparison(before: string): boolean {
  const plain = before.replace(/(?:上年|去年)$/, '');
  return WORDS.compared.some((word) => plain.endsWith(word));
}

/** 由2020年的16.1万亩: the words in front of a time bind it to the number right behind. */
export function endsInBinding(before: string): boolean {
  return WORDS.local.some((word) => before.endsWith(word));
}

function byRole(): Readonly<Record<TimeRole, readonly string[]>> {
  const words: Record<TimeRole, string[]> = {
    former: [],
    once: [],
    present: [],
    balance: [],
    yearly: [],
    compared: [],
    local: [],
  };
  for (const { line, cells } of readTable('time-words.txt', 2)) {
    const role = ROLES.find((known) => known === cells[1]);
    if (role === undefined)
      throw new LexiconError('time-words.txt', line, `unknown role "${cells[1] ?? ''}": ${ROLES.join(', ')}`);
    words[role].push(cells[0] ?? '');
  }
  return words;
}
