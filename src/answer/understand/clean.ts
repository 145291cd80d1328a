import type { Script } from '../../text/script.ts';
import { toSimplified, toTraditional } from '../../text/script.ts';

/** A question made ready for reading. */
export interface CleanQuestion {
  /** NFKC, simplified, lower case, without markup, mentions, links and orders to the machine. */
  readonly text: string;
  readonly script: Script;
  /** More than {@link LONG} characters were typed; only the first are read. */
  readonly long: boolean;
}

/** Longer questions are read up to here: a real question fits, a pasted article need not. */
const LONG = 300;

/** An order to the machine instead of a question; the words after it may still ask something. */
const ORDERS =
  /(?:请)?(?:忽略|无视|忘记|忘掉)[^,，。;；!！\n]{0,20}(?:指示|指令|提示|要求|规则|设定|内容)[,，。;；!！]?|ignore (?:all |any )?(?:previous|above) [a-z ]{0,20}instructions?[,.]?|你现在是[^,，。]{0,20}[,，。]|这(?:个|组|些|一)数字?|这(?:个|种|一)说法|这句话|(?:群里|各位|大家)?(?:有没有人|有谁|谁)知道[,，]?|^(?:各位|大家|群友们?)[,，]?|要(?=[建盖装修改投花办种养])|system\s*:/g;

/** Folds and cleans what was typed; never throws, linear in its length. */
export function cleanQuestion(raw: string): CleanQuestion {
  const normal = raw.slice(0, 20_000).normalize('NFKC');
  const typed = normal
    .replace(/<(script|style)\b[^<>]{0,200}>[^<]{0,2000}/gi, ' ')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/https?:\/\/[^\s，。]{1,300}/g, ' ')
    .replace(/@[A-Za-z0-9_]{1,64}/g, ' ')
    .replace(/\/ask(?:@\w{1,64})?\b/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff]|\ufe0f/g, '');
  const simplified = toSimplified(typed);
  const text = simplified
    .toLowerCase()
    .replace(ORDERS, ' ')
    // GDP198.6亿元: a number glued to a Latin name would not be read.
    .replace(/(?<![a-z])(gdp|cpi)(?=\d)/g, '$1 ')
    .replace(/(?<![a-z0-9])\s{1,40}(?![a-z0-9])/g, '')
    .trim();
  return { text: text.slice(0, LONG), script: scriptOf(typed, simplified), long: text.length > LONG };
}

/** The script most of its telling characters are in; one stray variant (澗) does not make a question traditional. */
function scriptOf(typed: string, simplified: string): Script {
  let traditional = 0;
  for (let at = 0; at < typed.length; at += 1) if (typed[at] !== simplified[at]) traditional += 1;
  if (traditional === 0) return 'hans';
  const unfolded = toTraditional(simplified);
  let own = 0;
  for (let at = 0; at < typed.length; at += 1)
    if (typed[at] === simplified[at] && unfolded[at] !== typed[at]) own += 1;
  return traditional > own ? 'hant' : 'hans';
}
