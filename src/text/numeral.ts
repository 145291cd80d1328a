import type { Span } from './span.ts';

/** The scale word that closes a number and binds to its unit: 35 + 亿 + 元 is 35 亿元. */
export type Scale = '' | '万' | '亿' | '万亿';

/** A number found in a text; the span covers coefficient and scale. */
export interface Numeral extends Span {
  /** The coefficient, in `scale`: 35 for 三十五亿, 15000 for 一万五千. */
  readonly value: number;
  readonly scale: Scale;
  /** Where the coefficient ends and the scale begins; equal to `end` without a scale. */
  readonly coefficientEnd: number;
  /** Written with Chinese digits. */
  readonly chinese: boolean;
}

const EXPONENT: Readonly<Record<Scale, number>> = { '': 0, 万: 4, 亿: 8, 万亿: 12 };

const DIGITS = new Map([
  ...[...'零一二三四五六七八九'].map((char, value) => [char, value] as const),
  ['〇', 0],
  ['○', 0],
  ['两', 2],
  ['兩', 2],
]);
const TENS = new Map([
  ['十', 1],
  ['百', 2],
  ['千', 3],
]);
/** 两 never stands in a row of digits (二〇二三). */
const POSITIONAL = /[零〇○一二三四五六七八九]/;
/** Longer rows are noise, not numbers. */
const MAX_DIGITS = 16;

/**
 * Reads a whole string as one number: 35, 73.5, 18,452, １２３, 三十五, 十点八, 两, 一百零五, 二〇二三, 一万五, 1.2万亿, 半.
 * Decimals are exact (十点八 is 10.8): scales move the decimal point, they are never multiplied.
 * @returns null when the string is anything else
 */
export function readNumeral(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '半') return 0.5;
  const numeral = scan(trimmed, 0, true);
  if (numeral === null || numeral.end !== trimmed.length) return null;
  return scaled(numeral.value, numeral.scale);
}

/** `value` times the scale without float dust: 1.13 万 is 11300, not 11299.999999999998. */
export function scaled(value: number, scale: Scale): number {
  return shift(String(value), EXPONENT[scale]);
}

/** The longest number that begins at `at`, or null. Reads a bounded number of characters. */
export function scanNumeral(text: string, at: number): Numeral | null {
  return scan(text, at, false);
}

/** The scale word at `at`: 万, 亿, 万亿 or none. */
export function scaleAt(text: string, at: number): Scale {
  const char = text[at];
  if (char === '亿' || char === '億') return '亿';
  if (char !== '万' && char !== '萬') return '';
  return text[at + 1] === '亿' || text[at + 1] === '億' ? '万亿' : '万';
}

/** Whether a character can be part of a number written in Chinese. */
export function isChineseNumeral(char: string | undefined): boolean {
  return char !== undefined && (DIGITS.has(char) || TENS.has(char) || scaleAt(char, 0) !== '');
}

/** Whether a character is a half- or full-width decimal digit. */
export function isDigit(char: string | undefined): boolean {
  if (char === undefined) return false;
  const code = char.charCodeAt(0);
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

interface Coefficient {
  /** Plain decimal notation. */
  readonly decimal: string;
  readonly end: number;
  readonly chinese: boolean;
}

/** `loose` also takes the spoken short forms 一百二 (120) and 一万五 (15000), which in running text begin other words. */
function scan(text: string, at: number, loose: boolean): Numeral | null {
  const first = coefficient(text, at, loose);
  if (first === null) return null;
  const scale = scaleAt(text, first.end);
  const afterScale = first.end + scale.length;
  const whole = { start: at, chinese: first.chinese };
  if (scale !== '' && !first.decimal.includes('.')) {
    const rest = continuation(text, afterScale, EXPONENT[scale], first.chinese, loose);
    if (rest !== null) {
      const value = shift(first.decimal, EXPONENT[scale]) + rest.value;
      return { ...whole, end: rest.end, value, scale: '', coefficientEnd: rest.end };
    }
  }
  return { ...whole, end: afterScale, value: Number(first.decimal), scale, coefficientEnd: first.end };
}

/** What follows a scale inside one number: 二千万 in 一亿二千万, 5千 in 3万5千, 零三百 in 两万零三百. */
function continuation(
  text: string,
  at: number,
  exponent: number,
  chinese: boolean,
  loose: boolean,
): { value: number; end: number } | null {
  const zero = chinese && POSITIONAL.test(text[at] ?? '') && DIGITS.get(text[at] ?? '') === 0;
  const chunk = coefficient(text, at + (zero ? 1 : 0), loose);
  if (chunk === null || chunk.chinese !== chinese || chunk.decimal.includes('.')) return null;
  const scale = scaleAt(text, chunk.end);
  if (scale === '亿' || scale === '万亿') return null;
  if (scale === '万') {
    if (exponent <= 4 || Number(chunk.decimal) >= 10_000) return null;
    const value = shift(chunk.decimal, 4);
    const rest = continuation(text, chunk.end + 1, 4, chinese, loose);
    return rest === null ? { value, end: chunk.end + 1 } : { value: value + rest.value, end: rest.end };
  }
  const length = chunk.end - at;
  if (chinese && length === 1 && !zero) {
    return loose ? { value: shift(chunk.decimal, exponent - 1), end: chunk.end } : null;
  }
  // 3万5000 is one number, 3万 followed by any other digits (3万20个) is not.
  if (!chinese && length !== 4 && !TENS.has(text[chunk.end - 1] ?? '')) return null;
  return Number(chunk.decimal) < 10 ** exponent ? { value: Number(chunk.decimal), end: chunk.end } : null;
}

function coefficient(text: string, at: number, loose: boolean): Coefficient | null {
  return isDigit(text[at]) ? arabic(text, at) : chineseDecimal(text, at, loose);
}

const ARABIC = /(\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,16})(?:\.(\d{1,8}))?/y;
/** 5千瓦 is 5 of the unit 千瓦, not 5000 瓦. */
const UNIT_TAIL = /[瓦米克伏卡分帕]/;

function arabic(text: string, at: number): Coefficient | null {
  ARABIC.lastIndex = 0;
  const match = ARABIC.exec(halfWidth(text.slice(at, at + 32)));
  if (match === null) return null;
  const end = at + match[0].length;
  if (isDigit(text[end])) return null;
  const decimal = match[0].replaceAll(',', '');
  const tens = TENS.get(text[end] ?? '');
  if (tens === undefined || tens < 2 || UNIT_TAIL.test(text[end + 1] ?? ''))
    return { decimal, end, chinese: false };
  return { decimal: String(shift(decimal, tens)), end: end + 1, chinese: false };
}

/** Full-width digits, comma and stop to half-width; a full-width comma counts only between full-width digits. */
function halfWidth(text: string): string {
  if (!/[０-９．]/.test(text)) return text;
  return text
    .replace(/(?<=[０-９])，(?=[０-９]{3})/g, ',')
    .replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}

function chineseDecimal(text: string, at: number, loose: boolean): Coefficient | null {
  const whole = positional(text, at) ?? sectional(text, at, loose);
  if (whole === null) return null;
  const point = text[whole.end];
  if (point !== '点' && point !== '點') return whole;
  let fraction = '';
  let end = whole.end + 1;
  while (fraction.length < 8 && POSITIONAL.test(text[end] ?? '')) {
    fraction += String(DIGITS.get(text[end] ?? ''));
    end += 1;
  }
  // 九点三十 is a time of day.
  if (fraction === '' || TENS.has(text[end] ?? '')) return whole;
  return { decimal: `${whole.decimal}.${fraction}`, end, chinese: true };
}

/** Digits in a row: 二〇二三. A row that runs into 十 or 百 (二三十) is an estimate, not a number. */
function positional(text: string, at: number): Coefficient | null {
  let end = at;
  while (end - at < MAX_DIGITS && POSITIONAL.test(text[end] ?? '')) end += 1;
  if (end - at < 2 || TENS.has(text[end] ?? '')) return null;
  const decimal = [...text.slice(at, end)].map((char) => DIGITS.get(char)).join('');
  return { decimal: String(Number(decimal)), end, chinese: true };
}

/** Below 10,000 with 十百千: 三十五, 一百零五, 十, 四千六百. */
function sectional(text: string, at: number, loose: boolean): Coefficient | null {
  let end = at;
  let total = 0;
  let last = 4;
  for (;;) {
    const started = end > at;
    const zero = started && DIGITS.get(text[end] ?? '') === 0 ? 1 : 0;
    const digit = DIGITS.get(text[end + zero] ?? '');
    if (digit === undefined) {
      const ten = TENS.get(text[end + zero] ?? '') === 1 && last > 1;
      if (!ten) break;
      total += 10;
      last = 1;
      end += zero + 1;
      continue;
    }
    const unit = TENS.get(text[end + zero + 1] ?? '');
    if (unit !== undefined && unit < last && digit > 0) {
      total += digit * 10 ** unit;
      last = unit;
      end += zero + 2;
      continue;
    }
    if (started && zero === 0 && last !== 1) {
      if (!loose) break;
      total += digit * 10 ** (last - 1);
    } else total += digit;
    end += zero + 1;
    break;
  }
  return end === at ? null : { decimal: String(total), end, chinese: true };
}

function shift(decimal: string, places: number): number {
  return Number(`${decimal}e${places}`);
}
