import type { Observation } from '../facts/model.ts';
import { toSimplified } from '../text/script.ts';
import { contains, type Span } from '../text/span.ts';
import type { Correction } from './store.ts';

/** What is compared when a correction names an article or quotes it: letters, digits and %, simplified. */
export function titleKey(title: string | null): string {
  return title === null ? '' : squeeze(title).text;
}

/**
 * Which observations of an article the pairs of a correction withdraw: those whose number stands in a quoted
 * wrong passage and is not repeated unchanged in the right one. When the passage itself is not found (a digest
 * words it otherwise), the number and the indicator must both stand in the quotation.
 * @returns positions in `observations`
 */
export function withdrawn(
  text: string,
  observations: readonly Pick<Observation, 'at' | 'raw' | 'indicator'>[],
  pairs: Correction['pairs'],
): ReadonlySet<number> {
  const found = new Set<number>();
  const whole = squeeze(text);
  for (const pair of pairs) {
    const wrong = squeeze(pair.wrong).text;
    const right = squeeze(pair.right).text;
    if (wrong === '') continue;
    const quoted = occurrences(whole, wrong);
    for (const [i, observation] of observations.entries()) {
      const place = { start: observation.at, end: observation.at + observation.raw.length };
      const quote = quoted.find((span) => contains(span, place));
      if (quote === undefined && (quoted.length > 0 || !alsoNames(wrong, observation))) continue;
      const before = quote === undefined ? '' : squeeze(text.slice(quote.start, place.start)).text;
      if (!standsUnchanged(squeeze(observation.raw).text, numbersOf(before).length, wrong, right))
        found.add(i);
    }
  }
  return found;
}

interface Squeezed {
  readonly text: string;
  /** For each character of `text` its offset in the original. */
  readonly at: readonly number[];
}

/** Drops what differs between a passage and its quotation: spaces, punctuation, width, script. */
function squeeze(original: string): Squeezed {
  const folded = toSimplified(original);
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i);
    // Nearly all characters of an article: Chinese ones and digits stay as they are.
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39)) {
      text += folded[i];
      at.push(i);
      continue;
    }
    const char = (folded[i] ?? '').normalize('NFKC');
    const point = char === '.' && isDigit(folded[i - 1]) && isDigit(folded[i + 1]);
    if (char.length === 1 && (point || /[\p{L}\p{N}%]/u.test(char))) {
      text += char;
      at.push(i);
    } else if (isDigit(folded[i - 1]) && isDigit(folded[i + 1]) && !isThousands(folded, i)) {
      // 3、4 must not become 34.
      text += '|';
      at.push(i);
    }
  }
  return { text, at };
}

function isThousands(text: string, comma: number): boolean {
  return /^[,，]\d{3}(?!\d)/.test(text.slice(comma, comma + 5).normalize('NFKC'));
}

/** Where `part` stands, in offsets of the original; not inside a longer number. */
function occurrences(whole: Squeezed, part: string): readonly Span[] {
  const spans: Span[] = [];
  for (let i = whole.text.indexOf(part); i >= 0; i = whole.text.indexOf(part, i + part.length)) {
    const after = i + part.length;
    if (isDigit(part[0]) && /[\d.]/.test(whole.text[i - 1] ?? '')) continue;
    if (isDigit(part.at(-1)) && /[\d.]/.test(whole.text[after] ?? '')) continue;
    const start = whole.at[i];
    const last = whole.at[after - 1];
    if (start !== undefined && last !== undefined) spans.push({ start, end: last + 1 });
  }
  return spans;
}

function alsoNames(wrong: string, { raw, indicator }: Pick<Observation, 'raw' | 'indicator'>): boolean {
  const number = squeeze(raw).text;
  return numbersOf(wrong).includes(number) && wrong.includes(squeeze(indicator).text);
}

/**
 * Whether the correction leaves this number as it was. Numbers are compared by their turn, since 增长5%、第5位
 * may become 增长6%、第5位; when the counts differ, a number that the right passage has too is left alone.
 */
function standsUnchanged(number: string, turn: number, wrong: string, right: string): boolean {
  const before = numbersOf(wrong);
  const after = numbersOf(right);
  if (!before.includes(number)) return right.includes(number);
  if (before.length !== after.length) return after.includes(number);
  const index = before[turn] === number ? turn : before.indexOf(number);
  return after[index] === number;
}

function numbersOf(squeezed: string): readonly string[] {
  return squeezed.match(/\d{1,20}(?:\.\d{1,10})?/g) ?? [];
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && /\d/.test(char.normalize('NFKC'));
}
