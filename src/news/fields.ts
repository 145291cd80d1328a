import type { PartialDate } from '../text/date.ts';
import type { Byline } from './article.ts';

const MAX_URL = 2048;

/** The address in a form that is safe to link to: http(s), no credentials, at most 2,048 characters; else null. */
export function acceptUrl(text: string): string | null {
  if (text.length > MAX_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.username === '' && url.password === '' && url.href.length <= MAX_URL ? url.href : null;
}

/** `2024`, `2024-01`, `2024-01-02` or with /, . or 年月日, a time of day after it ignored; null when it is no date. */
export function acceptDate(text: string): PartialDate | null {
  const match =
    /^(\d{4})(?:年|[-/.](?=\d)|$)(?:(\d{1,2})(?:月|[-/.](?=\d)|$)(?:(\d{1,2})日?(?:[\sT].{0,40})?)?)?$/u.exec(
      text.trim(),
    );
  if (match === null) return null;
  return partialDate(Number(match[1]), optional(match[2]), optional(match[3]));
}

/** Puts a date together; null when there is no such day. News is from 1900 to 2100. */
export function partialDate(year: number, month?: number, day?: number): PartialDate | null {
  if (year < 1900 || year > 2100) return null;
  if (month === undefined) return String(year);
  if (month < 1 || month > 12) return null;
  const yearMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return yearMonth;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day >= 1 && day <= last ? `${yearMonth}-${String(day).padStart(2, '0')}` : null;
}

/** `记者 张三 李四, 责任编辑 王五` or bare names; several names may follow one role. */
export function acceptBylines(text: string): readonly Byline[] {
  const bylines: Byline[] = [];
  for (const part of text.split(/[,，;；]/)) {
    const words = part.split(/[\s、:：]+/).filter((word) => word !== '');
    const [role, ...names] = words;
    if (role === undefined) continue;
    if (names.length === 0) bylines.push({ role: '作者', name: role });
    for (const name of names) bylines.push({ role, name });
  }
  return bylines;
}

function optional(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
