import { LIST_WORDS, PROJECT_WORDS } from './lexicon.ts';

/** A counted noun: 三|件|大事, 14|个|产业类项目, 9|个方面|重点工作. Offsets are into the text it was read from. */
export interface CountedNoun {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** 三 or 14, as written. */
  readonly number: string;
  readonly counter: string;
  /** 产业类项目, “一泓清水入黄河”类项目, 大事. */
  readonly noun: string;
}

const DIGITS = '零一二三四五六七八九';
/** A list of more things than this is a statistic (集中开工项目412个), not an enumeration one can read. */
const LARGEST = 400;
/** Longest noun between counter and the word that says what is enumerated. */
const LONGEST_NOUN = 26;

/** The number that begins at `at` (Arabic, or Chinese up to 九十九), with its end; null when none does. */
export function countAt(text: string, at: number): { readonly count: number; readonly end: number } | null {
  const arabic = /^\d{1,3}(?![\d.,%])/.exec(text.slice(at, at + 5))?.[0];
  if (arabic !== undefined) return { count: Number(arabic), end: at + arabic.length };
  const chinese = /^[一二两三四五六七八九十]{1,3}/.exec(text.slice(at, at + 3))?.[0];
  if (chinese === undefined) return null;
  const count = chineseCount(chinese);
  return count === null ? null : { count, end: at + chinese.length };
}

function chineseCount(word: string): number | null {
  const digits = [...word].map((character) => (character === '两' ? 2 : DIGITS.indexOf(character)));
  const ten = word.indexOf('十');
  if (ten === -1) return word.length === 1 ? (digits[0] ?? null) : null;
  const tens = ten === 0 ? 1 : (digits[0] ?? 0);
  const ones = ten === word.length - 1 ? 0 : (digits[ten + 1] ?? 0);
  return ten > 1 || word.length - ten > 2 ? null : tens * 10 + ones;
}

/**
 * The counted noun that begins at `at`: number, counter, and a noun ending in a word of kind (项目, 大事, 机制 …)
 * before the next mark; null when the text there is something else. `总投资70亿元的10个…` is read from its 10.
 */
export function countedNounAt(text: string, at: number, end: number): CountedNoun | null {
  // 第三, 2023 and 1·18 are no counts.
  if (/[\d第十百千.·—-]/.test(text.charAt(at - 1))) return null;
  const number = countAt(text, at);
  if (number === null || number.count > LARGEST) return null;
  const counter = LIST_WORDS.counter.at(text, number.end, end);
  if (counter === null) return null;
  const nounStart = behindAttribute(text, counter.end, end, counter.word);
  const nounEnd = kindEnd(text, nounStart, end, counter.word);
  if (nounEnd === null) return null;
  return {
    start: at,
    end: nounEnd,
    count: number.count,
    number: text.slice(at, number.end),
    counter: counter.word,
    noun: text.slice(nounStart, nounEnd).replace(/^的/, ''),
  };
}

/** 9个方面|基础性、全局性的|重点工作: the noun stands behind the last 的 of its attribute. */
function behindAttribute(text: string, start: number, end: number, counter: string): number {
  if (!counter.endsWith('方面')) return start;
  const attribute = /^[^，；：。！？\n“”]{0,24}的/.exec(text.slice(start, Math.min(end, start + 25)));
  return start + (attribute?.[0].length ?? 0);
}

/** Where the noun that starts at `start` ends: behind the last word of kind before a mark or a verb. */
export function kindEnd(text: string, start: number, end: number, counter: string): number | null {
  const limit = Math.min(end, start + LONGEST_NOUN);
  for (let i = start; i < limit; ) {
    const character = text.charAt(i);
    if ('，；：。！？\n、'.includes(character)) break;
    if (character === '“' || character === '《') {
      const close = text.slice(i, limit).indexOf(character === '“' ? '”' : '》');
      if (close === -1) break;
      i += close + 1;
      continue;
    }
    const kind = LIST_WORDS.kind.at(text, i, limit);
    if (kind === null) {
      i++;
      continue;
    }
    // 重点工作任务, 项目建设任务: the noun goes on while words of kind follow each other.
    const next = nextKind(text, kind.end, limit);
    if (next === null) return kind.end;
    i = next;
  }
  // 三个方面, 五项: the counter itself says what is enumerated.
  return counter.endsWith('方面') || counter.endsWith('层面') ? start : null;
}

function nextKind(text: string, from: number, limit: number): number | null {
  for (const gap of [0, 1, 2]) {
    const hit = LIST_WORDS.kind.at(text, from + gap, limit);
    if (hit !== null && !/[，；：。！？、的]/.test(text.slice(from, hit.start))) return hit.start;
  }
  return null;
}

/**
 * What a list is called: 三件大事, 五项机制 with their count, which is part of the name; 产业类项目 without it when
 * the noun alone tells the list from others; 10个重点项目 when it does not.
 */
export function titleOf(counted: Pick<CountedNoun, 'number' | 'counter' | 'noun'>): string {
  const arabic = /\d/.test(counted.number);
  return arabic && isTelling(counted.noun)
    ? counted.noun
    : `${counted.number}${counted.counter}${counted.noun}`;
}

/** Whether a noun says which things are meant: 产业类项目 and 惠民实事 do, 重点项目 and 工程 do not. */
function isTelling(noun: string): boolean {
  if (noun.includes('类') || noun.includes('“')) return true;
  const kind = LIST_WORDS.kind.endingAt(noun, noun.length);
  const rest = kind === null ? noun : noun.slice(0, kind.start);
  for (let i = 0; i < rest.length; ) {
    const generic = PROJECT_WORDS.generic.at(rest, i);
    if (generic === null) return true;
    i = generic.end;
  }
  return false;
}
