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

/** 五一来了多少游客 asks of the days of the holiday; 五一路 and 春节前 are other things. */
const HOLIDAY =
  /(?<![十\d年])(五一|十一|国庆|春节|清明|端午|中秋|元旦)(?=来|接待|游客|旅游|全市|全县|哪|人均|住|民宿|乾|景区|各|门票|过夜)/g;

/** 多少 with the unit asked for, where another question follows behind a blank or nothing at all. */
const ASKED_UNIT =
  '(?:投资|资金|个项目|项目|个|家|户|人次|人|游客|亿元?|万?吨|万?亩|万?元|公里|平方米|天|位|名|钱)?';
/** 固投多少 降了还是涨了, 总投资多少占地多少: two questions that no mark divides. */
const BREAK = new RegExp(
  `((?:多少|第几)${ASKED_UNIT})(?=(?!的|是|比)[一-龥]{1,8}(?:多少|第几))|((?:多少|第几|几[个家项位])[一-龥]{0,4})\\s{1,3}(?=[一-龥]{2})`,
  'g',
);

/** Folds and cleans what was typed; never throws, linear in its length. */
export function cleanQuestion(raw: string): CleanQuestion {
  const normal = raw.slice(0, 20_000).normalize('NFKC');
  const typed = normal
    .replace(/<(script|style)\b[^<>]{0,200}>[^<]{0,2000}/gi, ' ')
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/https?:\/\/[^\s，。]{1,300}/g, ' ')
    .replace(/@[A-Za-z0-9_]{1,64}/g, ' ')
    .replace(/\/ask(?:@\w{1,64})?\b/g, ' ')
    .replace(/[\u200b-\u200f\u2060\ufeff]|\ufe0f/g, '')
    // A picture asks nothing: 🤔 after an answer does not ask for it again.
    .replace(/\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}]/gu, ' ');
  const simplified = toSimplified(typed);
  const text = simplified
    .toLowerCase()
    .replace(ORDERS, ' ')
    .replace(BREAK, '$1$2,')
    .replace(HOLIDAY, '$1期间')
    // 2024上半年: the year lost its 年; 前8个月 is 1—8月.
    .replace(/(?<!\d)((?:19|20)\d\d)(?=(?:[上下]半年|前?[一二三四1-4]个?季度|全年|年初|年底|年末))/g, '$1年')
    .replace(/(?<![\d目])(?:前|头)([2-9]|1[01])个?月(?!\d|底|初)/g, '1—$1月')
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
