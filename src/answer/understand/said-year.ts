import type { PartialDate } from '../../text/date.ts';

/** A question whose asker says which year is meant, with that said and taken out. */
export interface SaidYear {
  readonly text: string;
  /** Date of the article the asker speaks of: 去年 is read against it. */
  readonly reference: PartialDate | null;
}

const RELATIVE = /今年|去年|前年|上年|本年|当年/;
const YEAR = '((?:19|20)\\d\\d)年';
const ARTICLE = '(?:这|那|该)?篇?(?:文章|报道|新闻|稿子|消息|公报|报告)';
const MONTH = '(?:(\\d{1,2})月份?)?(?:\\d{1,2}[日号])?';

/** 文章是2024年8月的, 报道发在2024年. */
const PUBLISHED = new RegExp(
  `[,;。!?]?${ARTICLE}(?:是|为|发表?[在于]|登[在于]|写[在于]|刊[在于])${YEAR}${MONTH}(?:发表?|写|登)?的?(?=[,;。!?]|$)`,
);
/** 2024年8月的报道里, 按2024年的文章. */
const WITHIN = new RegExp(`(?:按|据|根据|在)?${YEAR}${MONTH}的?${ARTICLE}(?:里面?|中|上|说)?,?`);
/** 我说的是2023年, 去年(2023年), 去年也就是2023年. */
const MEANT = new RegExp(
  `[,;。!?]?(?:\\((?:即|指|就是)?|我(?:说|问|指|要)的是|我是(?:说|问|指)|说的是|指的是|也就是|就是|即)${YEAR}((?:上|下)半年|前?[一二三四1-4]个?季度|\\d{1,2}月份?)?(?:的|全年|那年|那一年)?\\)?`,
);

/**
 * 去年降了多少？我说的是2023年: the year said takes the place of the word. 文章是2024年8月的: the word is read against that
 * date. A year that corrects nothing is left where it stands.
 */
export function saidYear(text: string): SaidYear {
  const published = PUBLISHED.exec(text);
  if (published !== null) return { text: without(text, published), reference: dateOf(published) };
  const relative = RELATIVE.exec(text);
  if (relative === null) return { text, reference: null };
  const meant = MEANT.exec(text);
  const [, year, part = ''] = meant ?? [];
  if (meant !== null && year !== undefined && meant.index >= relative.index) {
    const rest = without(text, meant);
    const end = relative.index + relative[0].length;
    return { text: `${rest.slice(0, relative.index)}${year}年${part}${rest.slice(end)}`, reference: null };
  }
  const within = WITHIN.exec(text);
  if (within !== null) return { text: without(text, within), reference: dateOf(within) };
  return { text, reference: null };
}

function without(text: string, match: RegExpExecArray): string {
  return text.slice(0, match.index) + text.slice(match.index + match[0].length);
}

function dateOf([, year = '', month]: RegExpExecArray): PartialDate {
  return month === undefined ? year : `${year}-${month.padStart(2, '0')}`;
}
