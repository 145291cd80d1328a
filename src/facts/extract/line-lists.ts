import { toSimplified } from '../../text/script.ts';
import type { Span } from '../../text/span.ts';
import { type CountedNoun, countAt } from './count.ts';
import { countedNouns } from './enumeration.ts';
import { LIST_WORDS } from './lexicon.ts';
import { foldMarks, type Line, type Reading, splitAt } from './reading.ts';

/** A list that stands under its title, or behind it in the same paragraph. */
export interface TitledList {
  readonly counted: Omit<CountedNoun, 'start' | 'end'>;
  /** Where it is told: the title, or the first item when the title is the article's. */
  readonly at: Span;
  readonly items: readonly Span[];
  /** The title's line or sentence, then the items' lines: what evidence is taken from. */
  readonly lines: readonly Span[];
}

/** A title of a list is a short line; longer ones are prose in which a count happens to stand last. */
const LONGEST_TITLE = 40;
/** Lines between two items of a list: the explanations under each. */
const LONGEST_GAP = 12;

/** Lists whose title is a line (十件惠民实事, 三件大事如下：) and whose items are the marked lines below it. */
export function listsUnderTitles(reading: Reading): readonly TitledList[] {
  const found: TitledList[] = [];
  for (const [index, line] of reading.lines.entries()) {
    const counted = titleAtEnd(reading, line);
    if (counted === null || counted.count < 2) continue;
    const items = markedLines(reading, index + 1, counted.count);
    if (items.length < 2) continue;
    found.push({
      counted,
      items: items.map((item) => firstSentence(reading.text, item)),
      at: counted,
      lines: [line, ...items],
    });
  }
  return found;
}

/** A whole article that is one list: its title counts (2024年十大工程), its lines are marked. */
export function listOfArticle(reading: Reading): readonly TitledList[] {
  const title = foldMarks(toSimplified(reading.document.article.title ?? ''));
  const counted = countedNouns(title, { start: 0, end: title.length }).at(-1);
  const first = reading.lines.findIndex((line) => markOf(line.text, 1) !== null);
  if (counted === undefined || counted.count < 2 || first === -1) return [];
  // 落实“三个文件”…: a quoted count is a name.
  if (title.charAt(counted.start - 1) === '“') return [];
  const items = markedLines(reading, first, counted.count);
  const head = items[0];
  if (head === undefined || items.length !== counted.count) return [];
  return [{ counted, at: head, items: items.map((item) => firstSentence(reading.text, item)), lines: items }];
}

/** A part of a list told in one sentence is not longer than this. */
const LONGEST_PART = 120;

/** 办好八件民生实事：新建…；改造…；…: parts of one sentence, as many as the number says. */
export function listsOfParts(reading: Reading): readonly TitledList[] {
  const found: TitledList[] = [];
  for (const sentence of reading.sentences) {
    for (const counted of countedNouns(reading.text, sentence)) {
      if (
        counted.count < 2 ||
        !/^(?:包括|如下|是|即|分别是|主要是)?：/.test(reading.text.slice(counted.end, counted.end + 6))
      )
        continue;
      const colon = reading.text.indexOf('：', counted.end);
      const items = partsBehind(reading.text, { start: colon + 1, end: sentence.end }, counted.count);
      if (items.length < 2) continue;
      found.push({
        counted,
        at: counted,
        items,
        lines: [{ start: sentence.start, end: colon + 1 }, ...items],
      });
    }
  }
  return found;
}

/** Parts told after a colon: parted by ；, else by ，; as many as counted, or fewer with 等 behind the last. */
function partsBehind(text: string, span: Span, count: number): readonly Span[] {
  const opening = text.slice(span.start, span.start + LONGEST_PART);
  const mark = ['；', '，'].find((one) => opening.includes(one));
  // 一是…，二是…: told with ordinals, which listsInParagraphs reads better.
  if (mark === undefined || (mark === '，' && ordinalAt(text, span.start) !== null)) return [];
  const parts = splitAt(text, span, `${mark}。`);
  const last = parts.at(-1);
  if (last === undefined || parts.length > count) return [];
  const etc = text.charAt(last.end - 1) === '等';
  if (parts.length < count && !etc) return [];
  return parts.map((part) =>
    itemOf(text, part === last && etc ? { start: part.start, end: part.end - 1 } : part),
  );
}

/** The counted noun that ends a title line, with 是：, 如下： or ： behind it or nothing. */
function titleAtEnd(reading: Reading, line: Line): CountedNoun | null {
  const opens = /(?:如下|包括|分别是|有|是|即)?[：:]$|如下$/.exec(line.text);
  if (opens === null && (line.text.length > LONGEST_TITLE || /[。！？；，、]$/.test(line.text))) return null;
  const end = line.end - (opens?.[0].length ?? 0);
  const tail = { start: Math.max(line.start, end - LONGEST_TITLE), end };
  const last = countedNouns(reading.text, tail).at(-1);
  if (last === undefined) return null;
  // 三条： behind 思路有 has no noun of kind; 十件实事及分工 is another thing.
  return end - last.end <= 1 ? last : null;
}

/** Up to `count` lines that carry the same kind of mark as the first of them; plain lines between are explanations. */
function markedLines(reading: Reading, from: number, count: number): readonly Line[] {
  const items: Line[] = [];
  let mark: string | null = null;
  let gap = 0;
  for (let i = from; i < reading.lines.length && items.length < count; i++) {
    const line = reading.lines[i];
    if (line === undefined) break;
    const own = markOf(line.text, items.length + 1);
    if (own !== null && (mark === null || own === mark)) {
      mark = own;
      items.push(line);
      gap = 0;
      continue;
    }
    // One line may introduce the items (2020年的十件实事是：); another title ends the list.
    if (items.length === 0 && i > from) break;
    if (items.length > 0 && titleAtEnd(reading, line) !== null) break;
    if (++gap > LONGEST_GAP) break;
  }
  return items;
}

/** The kind of mark in front of a line: a bullet by itself, ordinals as one kind when they are the `nth`. */
function markOf(text: string, nth: number): string | null {
  const bullet = LIST_WORDS.bullet.at(text, 0);
  if (bullet !== null) return bullet.word;
  const ordinal = ordinalAt(text, 0);
  return ordinal?.count === nth ? ordinal.style : null;
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

/** An ordinal that opens an item: 一是, 第二，, 三、, （四）, 5.; `style` tells one series from another. */
function ordinalAt(
  text: string,
  at: number,
): { readonly count: number; readonly style: string; readonly end: number } | null {
  let i = at;
  const open = text.charAt(i);
  const circled = CIRCLED.indexOf(open);
  if (open !== '' && circled >= 0) return { count: circled + 1, style: '①', end: at + 1 };
  if (open === '第' || open === '（' || open === '其') i++;
  // 1.新建: read without countAt, for which 1. begins a decimal.
  const arabic = /^\d{1,2}(?=[.．、）])(?![.．]\d)/.exec(text.slice(i, i + 5))?.[0];
  const number = arabic === undefined ? countAt(text, i) : { count: Number(arabic), end: i + arabic.length };
  if (number === null) return null;
  const next = text.charAt(number.end);
  if (open === '第') {
    const counter = LIST_WORDS.counter.at(text, number.end);
    const end = counter?.end ?? number.end;
    return /[，、：]/.test(text.charAt(end)) ? { count: number.count, style: '第', end: end + 1 } : null;
  }
  if (open === '（')
    return next === '）' ? { count: number.count, style: '（）', end: number.end + 1 } : null;
  if (open === '其') return next === '，' ? { count: number.count, style: '其', end: number.end + 1 } : null;
  if (arabic === undefined && next === '是') return { count: number.count, style: '是', end: number.end + 1 };
  if (next === '、' || (arabic !== undefined && /[.．]/.test(next)))
    return { count: number.count, style: arabic === undefined ? '一、' : '1.', end: number.end + 1 };
  return null;
}

/** An item explained at length is its first sentence. */
function firstSentence(text: string, line: Span): Span {
  const item = itemOf(text, line);
  return splitAt(text, item, '。！？')[0] ?? item;
}

/** A line without the mark in front and the full stop behind. */
function itemOf(text: string, line: Span): Span {
  let { start, end } = line;
  const bullet = LIST_WORDS.bullet.at(text, start, end);
  if (bullet !== null) start = bullet.end;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  const ordinal = ordinalAt(text, start);
  if (ordinal !== null && ordinal.end < end) start = ordinal.end;
  while (start < end && /[\s：]/.test(text.charAt(start))) start++;
  while (end > start && /[\s。；;，！]/.test(text.charAt(end - 1))) end--;
  return { start, end };
}

/** An item told at length is known by its first clause; a short one stays whole. */
const LONGEST_ITEM = 26;

/**
 * Lists told in one paragraph: 采取三个方面的措施：一是…。二是…。三是…。; 对9个方面重点工作作了部署。一、…。二、….
 * Only with as many items as the title says.
 */
export function listsInParagraphs(reading: Reading): readonly TitledList[] {
  const found: TitledList[] = [];
  for (const line of reading.lines) {
    for (const series of seriesOf(reading.text, line)) {
      const counted = announced(reading, line, series);
      if (counted === null) continue;
      const items = series.map((part) => shortened(reading.text, part, counted.noun));
      const whole = { start: announcement(reading.text, line, counted), end: series.at(-1)?.end ?? line.end };
      found.push({ counted, at: counted, items, lines: splitAt(reading.text, whole, '。') });
    }
  }
  return found;
}

/** The runs 一是…二是…三是… of a paragraph: each item from behind its ordinal to the next one. */
function seriesOf(text: string, line: Span): readonly (readonly Span[])[] {
  const open = new Map<string, { count: number; starts: number[]; ordinals: number[] }>();
  for (let i = line.start; i < line.end; i++) {
    if (i > line.start && !/[，；：。！？\s“、]/.test(text.charAt(i - 1))) continue;
    const ordinal = ordinalAt(text, i);
    if (ordinal === null || ordinal.end > line.end) continue;
    const run = open.get(ordinal.style);
    if (ordinal.count === 1 && run === undefined)
      open.set(ordinal.style, { count: 1, starts: [ordinal.end], ordinals: [i] });
    else if (run !== undefined && ordinal.count === run.count + 1) {
      run.count++;
      run.starts.push(ordinal.end);
      run.ordinals.push(i);
    }
  }
  return [...open.values()]
    .filter((run) => run.count >= 2)
    .map((run) => run.starts.map((start, nth) => ({ start, end: run.ordinals[nth + 1] ?? line.end })));
}

/** How far before its first item the title of a told list may stand. */
const ANNOUNCED_WITHIN = 90;

function announced(reading: Reading, line: Span, series: readonly Span[]): CountedNoun | null {
  const first = series[0]?.start ?? line.start;
  const before = { start: Math.max(line.start, first - ANNOUNCED_WITHIN), end: first };
  const here = countedNouns(reading.text, before).findLast((counted) => counted.count === series.length);
  return here ?? null;
}

function announcement(text: string, line: Span, counted: CountedNoun): number {
  const stop = text.lastIndexOf('。', counted.start);
  return Math.max(line.start, stop + 1);
}

function shortened(text: string, part: Span, noun: string): Span {
  const sentence = splitAt(text, part, '。；！？')[0] ?? part;
  const first = splitAt(text, sentence, '，')[0] ?? sentence;
  // 一是周调度机制，每周一会: a first clause that ends in the noun of the list names the item by itself.
  const named = noun !== '' && text.slice(first.start, first.end).endsWith(noun);
  return itemOf(text, named || sentence.end - sentence.start > LONGEST_ITEM ? first : sentence);
}
