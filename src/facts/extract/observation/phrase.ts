import { indicatorLexicon } from '../../indicators.ts';
import { withoutFragments } from './fragment.ts';
import { isGeneric } from './nouns.ts';
import { FORMER_OF } from './time-words.ts';
import type { Role, RoleWord } from './words.ts';
import { attributeAtEnd, isAttribute, leadingWords, MAKES, trailingWords } from './words.ts';

/** Stands in cleaned text where a place or a period was: no noun phrase reaches across it. */
export const GAP = '\ue000';

/** What precedes a number, taken apart. */
export interface Lead {
  /** The noun phrase the number belongs to, '' when the clause names none. */
  readonly noun: string;
  /** Roles of the words between noun phrase and number, nearest the number first. */
  readonly roles: readonly RoleWord[];
  /** True when the change verb is followed by 到 or 至: the number is where it arrived. */
  readonly arrives: boolean;
  /** A verb directly before the noun phrase that belongs to the name of what is counted (签约). */
  readonly make: string;
  /** True when 其中 opens the clause: the number is a part of what was said before. */
  readonly part: boolean;
  /** True when the words measure a difference or a person's gain (每斤高0.7元): no statistic. */
  readonly idle: boolean;
  /** True when such words compare those spoken of, whose topic goes on. */
  readonly aside: boolean;
  /** A place word and 段 (侯马段): the part of the thing that lies there. */
  readonly section: boolean;
}

const BORDER = new RegExp(`[${GAP}①-⑳，,；;：:。！？“”‘’"《》（）()【】\\s★●■…]`);
const GAP_END = new RegExp(`[${GAP}\\s\\-−－]+$`);
const BLANK_END = new RegExp(`[${GAP}\\s]+$`);
const HAN = /[\u3400-\u9fff]/;

/** Takes apart the (cleaned) text between the previous border or number and a number. */
export function readLead(cleaned: string): Lead {
  // “一泓清水入黄河”类项目: the quoted words belong to the name.
  let rest = cleaned.replace(/“([^“”]{1,16})”(?=类|型|项目|工程)/g, '$1');
  // 新改建“四好农村路”58公里: a quoted name right before the number is the noun.
  rest = rest.replace(/“([\u3400-\u9fff]{4,14})”(?=[\u3400-\u9fff]{0,4}$)/, '$1');
  // 固定资产投资（不含农户）下降8.9%: the remark in brackets is no border.
  rest = rest.replace(/（[^（）]{1,14}）/g, '');
  const roles: RoleWord[] = [];
  let arrives = false;
  for (;;) {
    // 由去年“五一”的18%: a quoted day is a time.
    const trimmed = rest.replace(/“[^“”]{1,4}”$/, '').replace(GAP_END, '');
    if (trimmed !== rest) {
      rest = trimmed;
      continue;
    }
    const arrival =
      /(?:增长|上升|提高|提升|增加|扩大|下降|降低|减少|回落|回|返|反弹|恢复|回暖|缩短|缩小|回升|上涨|攀升|跃升|升|降|增|减|涨|跌|扩|缩|压|压减|压缩|控制|发展|壮大|扩种|扩充|扩展|拓展|延长|跃升|前移|后移|整合|归并|撤并|合并|精简|缩减|优化|调整)(?:了)?[到至]$|(?:整合|归并|撤并|合并|精简|缩减|优化|调整|降|升|增|减|提高|提升|上升|下降|降低|减少|增加|缩短|缩小|收窄|压缩|扩大)[为成]$/.exec(
        rest,
      );
    if (arrival !== null) {
      arrives = true;
      rest = rest.slice(0, arrival.index);
      continue;
    }
    // 面积由最高时的30万亩: what it was then stands between the name and its number.
    const former = FORMER_OF.exec(rest);
    if (former !== null) {
      rest = rest.slice(0, former.index);
      continue;
    }
    const word = trailingWords(rest).find((candidate) => endsWithWord(rest, candidate));
    if (word === undefined) break;
    roles.push(word);
    rest = rest.slice(0, rest.length - word.word.length);
  }
  const part = /其中[，,：:]?[^，,；;。]{0,24}$/.test(cleaned) || cleaned.startsWith('其中');
  const border = lastBorder(rest);
  // “冬季行动”中外出招商: the word behind the quotes closes the time, it does not open the noun.
  const opened = rest
    .slice(border)
    .replace(border > 0 && rest[border - 1] === '”' ? /^(?:中|期间|以来|开展以来)/ : /^$/, '');
  const { noun: found, make } = trimFront(opened);
  const { noun, idle, aside } = withoutFragments(
    found
      .replace(/(?:有效|大幅|显著|切实)(?=节省|压缩|缩短|减少)/, '')
      // 生龙国际等大型商超营业额: what stands before 等 are examples.
      .replace(/^[^等]{2,16}等(?=[\u3400-\u9fff]{3})/, '')
      // 比上个采暖季净增, 本采暖季力争, 带动…增速: a yardstick, a season, a bare verb name nothing.
      .replace(
        /^(?:比|较)[\u3400-\u9fff]{1,10}$|^(?:本|上个?|下个?)(?:采暖季|年度|学期|届|季|轮)$|^(?:带动|拉动|推动|使|令|让|估摸着)$/,
        '',
      )
      // 4个多月卖出: how long it took.
      .replace(
        /^(?:不到|短短|仅用|仅)?[\d一二两三四五六七八九十]{1,3}(?:个多|多个|个|多)?(?:月|天|周|星期|小时)(?:来|间|里|内|时间)?(?=[\u3400-\u9fff])/,
        '',
      )
      // 给自己定的数是, 年初立下的目标: a figure announced, no name of it.
      .replace(
        /^[\u3400-\u9fff]{0,12}(?:[定立设许]|制定|确定)(?:下|了)?的?(?:数|数字|目标|小目标|指标|任务)$/,
        '',
      )
      // 年初人代会定的是|地区生产总值: what was settled begins behind it.
      .replace(
        /^[\u3400-\u9fff]{0,12}(?:定|定下|确定|提出|明确|部署)的?(?:目标|任务|指标)?是(?=[\u3400-\u9fff]{2})/,
        '',
      )
      .replace(/^届时/, ''),
  );
  const before = rest.slice(0, border).replace(BLANK_END, '');
  const makeBefore = make === '' && noun !== '' ? (MAKES.find((verb) => before.endsWith(verb)) ?? '') : make;
  return { noun, roles, arrives, make: plainMake(makeBefore), part, idle, aside, section: noun === '段' };
}

/** 谋划了 names the same as 谋划. */
export function plainMake(verb: string): string {
  return verb.replace(/[了的]$/, '').replace(/^(?:共|成功)/, '');
}

/** 达 ends 到达 and 为 ends 作为: single characters count only where no longer word is cut. */
function endsWithWord(text: string, { word }: RoleWord): boolean {
  if (!text.endsWith(word)) return false;
  if (word.length > 1) return !(word === '增长率' && text.endsWith('自然增长率'));
  const before = text.at(-2) ?? '';
  return before === '' || !NEVER_BEFORE.some(([single, chars]) => single === word && chars.includes(before));
}

const NEVER_BEFORE: readonly (readonly [string, string])[] = [
  ['为', '作成行认'],
  ['有', '国公私所'],
  ['达', '发雷'],
  ['计', '设统审会'],
  ['列', '系序专班动'],
  ['居', '民定邻'],
  ['少', '多年'],
  ['多', '许'],
  ['共', '公'],
  ['总', '汇'],
  ['均', '户人平年日月亩'],
  ['都', '首成'],
  ['增', '新'],
  ['各', ''],
  ['可', '许认'],
  ['能', '功产性智动'],
  ['要', '主需重'],
  ['在', '存'],
  ['需', '必急内供所军'],
  ['约', '签节条预合特制誓违契公大履邀'],
  ['排', '安铺编彩减'],
  ['须', '必'],
  ['却', '冷退忘了'],
  ['只', '船两一'],
  ['竟', '究毕'],
  ['由', '自理'],
  ['向', '方意面导动走倾趋定志取朝'],
  ['对', '应针'],
  ['过', '通'],
  ['比', '占对环同类贷产生配债支收'],
  ['占', ''],
];

function lastBorder(text: string): number {
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text[i] ?? '';
    if (BORDER.test(char)) return i + 1;
    if (char === '、' && !listHead(text, i)) return i + 1;
  }
  return 0;
}

/** In 粮食、蔬菜产量 the 、 joins two heads of one indicator; in a series of clauses it separates them. */
function listHead(text: string, at: number): boolean {
  const left = text.slice(Math.max(0, at - 8), at);
  const right = text.slice(at + 1);
  return (
    (/^[\u3400-\u9fff]{2,3}$/.test(right) && /[\u3400-\u9fff]{3}$/.test(left)) ||
    (/^[\u3400-\u9fff]{1,3}$/.test(left.split(/[，,；;：:。\ue000]/).at(-1) ?? '') &&
      right.length <= 12 &&
      HAN.test(right))
  );
}

/** A phrase without the words in front that say how or when; with `cut` also without what stands before an inner verb. */
export function trimFront(phrase: string, cut = true): { noun: string; make: string } {
  let noun = phrase;
  let make = '';
  for (;;) {
    const next = noun.replace(/^[的了、\s”“"'）)]+/, '');
    // 建成区绿化覆盖率 opens with 建成 and is one name all the same.
    if (indicatorLexicon().canonical(next) !== null || isAttribute(next)) return { noun: next, make };
    const word = leadingWords(next).find(
      (candidate) =>
        next.startsWith(candidate.word) && safeToDrop(candidate, next.slice(candidate.word.length)),
    );
    if (word === undefined) {
      noun = next;
      break;
    }
    if (word.role === 'make') make = word.word;
    noun = next.slice(word.word.length);
  }
  // 县政府将实施重点项目: who acts, a modal and the verb stand in front of what is counted.
  const acted = ACTED.exec(noun);
  const behind = acted === null ? '' : noun.slice(acted[0].length);
  if (acted !== null && leadingWords(behind).some(({ word, role }) => opensWith(behind, word, role)))
    return trimFront(behind, cut);
  return { noun: cut ? afterInnerVerb(noun) : noun, make };
}

/** Who does something and the modal in front of the verb: 县政府|将, 水务部门|计划. */
const ACTED = /^[\u3400-\u9fff]{0,8}?(?:将|拟|计划|打算|准备)(?:要|再|继续|全面|陆续|分批|集中|同步)?/;

function opensWith(phrase: string, word: string, role: Role): boolean {
  return (role === 'make' || role === 'lead') && word.length > 1 && phrase.startsWith(word);
}

/** Single characters open longer words as well (有色金属, 为民服务, 计划生育, 总产值, 共享单车). */
function safeToDrop({ word, role }: RoleWord, rest: string): boolean {
  if (rest === '' && role === 'make') return true;
  // 完成率 is a rate, not something completed.
  if (rest === '率') return false;
  if (word.length > 1) return !(role === 'make' && rest !== '' && !isGeneric(rest) && rest.length <= 1);
  // 要新建…, 有工作专班: a modal or 有 in front of a verb or a noun, but not 要素, 有色金属.
  if (/^[要将可拟能有]$/.test(word))
    return !/^(?:[素点闻件么道害]|[色机限线轨效]|[再]|[用]|[力])/.test(rest) && rest.length >= 2;
  if (role === 'hedge' || role === 'prep')
    return HAN.test(rest[0] ?? '') === false || '的'.includes(rest[0] ?? '');
  // 并同意新增…: a second word of this kind follows.
  if (leadingWords(rest).some((next) => next.word.length > 1 && rest.startsWith(next.word))) return true;
  return (
    /^(?:共|已|均|全部|也|又|再|还|则|都|仍|其|并|且|而|但|和|与|及|该|各)/.test(word) &&
    !/^(?:享|同|青|建|性|地|类|级|网|轨|购|联|存)/.test(rest)
  );
}

const INNER_VERB =
  /(?:实现|完成|推动|带动了|促进|达到|拉动|使得|有力|致力|共有|新建了|培育了|确定了|安排了|启动了|组织了|吸纳了|达成了?|签订了?|签署了?|举行|举办|召开|组织|开展)/g;

/** 深化改革推动税收收入: the indicator is what stands behind the last verb, unless nothing does. */
function afterInnerVerb(noun: string): string {
  // 冷链园累计完成投资: the verb belongs to the attribute.
  const own = attributeAtEnd(noun);
  if (own !== null) return afterInnerVerb(noun.slice(0, -own.written.length)) + own.name;
  let cut = 0;
  for (const match of noun.matchAll(INNER_VERB)) {
    const end = match.index + match[0].length;
    const whole = noun.slice(0, match.index) + noun.slice(end);
    if (indicatorLexicon().canonical(whole) !== null) return whole;
    if (end < noun.length - 1) cut = end;
  }
  const kept = noun.slice(cut);
  // 县域内的农村居民…收入: a long modifier in front of 的 is not part of the name.
  const de = kept.lastIndexOf('的');
  // 片区提上日程的重点项目 are some, not all: a qualifier that narrows a count is kept.
  if (de > 0 && kept.length <= 24 && /^(?:重点|省级重点|市级重点)(?:项目|工程)$/.test(kept.slice(de + 1))) {
    return kept.replaceAll('的', '');
  }
  // 增加值占规上工业的比重: the share is of what stands before it.
  if (/(?:比重|比例|增速|贡献率)$/.test(kept)) return kept.replaceAll('的', '');
  if (de > 0 && kept.length - de - 1 >= 2 && (de > 8 || kept.length > 16)) return kept.slice(de + 1);
  return kept.replaceAll('的', '');
}

export function has(lead: Lead, ...roles: readonly Role[]): boolean {
  return lead.roles.some(({ role }) => roles.includes(role));
}
