import type { PeriodMention } from './period.ts';
import { yearPeriod } from './period-parts.ts';

/** Years news is about; 1900 to 2099 keeps a road's number or a page's from being one. */
const YEAR =
  /(?<![\d.A-Za-z第])(?:19|20)\d{2}(?=$|[\s：:，,、。！!？?”’」』》）)“‘「『《（(|｜/·・•】\]—–-]|[\u3400-\u9fff](?<![个户人名元亩米吨万亿千百公里家项座条处件套台辆只箱株棵平度号次位余多年月日]))/g;
/** What a year without 年 stands behind: 爬坡过坎的2024, 回眸2024, or nothing. */
const BEFORE = /(?:^|[\s：:，,、“‘「『《（(”’」』》）)【[|｜/·・•—–-]|[的望眸首顾看说读展见写问绘启盘点结])$/;

/**
 * The year a heading or a title names without 年 (回眸2024, 只争朝夕的2025：…), as headline writers do; null when it
 * names none or more than one. Not for running text, where a bare number is a number.
 * @param text simplified; offsets of the result are from `offset`
 */
export function headingYear(text: string, offset = 0): PeriodMention | null {
  const found = [...text.matchAll(YEAR)].filter((match) => BEFORE.test(text.slice(0, match.index)));
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const start = offset + only.index;
  return {
    start,
    end: start + only[0].length,
    period: yearPeriod(Number(only[0])),
    kind: 'year',
    inferred: false,
  };
}
