import type { Division, Gazetteer, PlaceMention } from '../region/gazetteer.ts';

/** A place that owns what follows it in a sentence. */
export interface Owner {
  /** Full simplified name; null for 全县 in a text that never says which. */
  readonly place: string | null;
  /** Offset in the article. */
  readonly at: number;
  /** True when it goes on owning in the next sentences; the prefecture in a county's story does not. */
  readonly lasting: boolean;
  /** True when it owns only its own clause: （…，临汾市增长4.2%）, 太原 in a story of 蒲县. */
  readonly clauseOnly: boolean;
}

/** 临汾市委, 霍州市统计局, 侯马市副市长 speak of an office or its holder, 临汾市17个县 of a field: none is a subject. */
const OFFICE_AFTER =
  /^(?:原|代|副|常务副)*(?:市|县|区)?(?:委|政府|人民政府|人大|政协|纪委|监委|组织部|宣传部|日报|晚报|新闻网|广播|电视|代?市长|代?县长|代?区长|副市长|副县长|副区长|局长|书记|\d+个|第\d|平均|[\u3400-\u9fff]{2,7}(?:局|委员会|办公室|中心支行))/;
/** Prepositions that make a place a destination, a companion or a yardstick instead of the subject. */
const ASIDE_BEFORE =
  /(?:(?:将|要|拟|已|并|继续|先后|重点)对|相当于|赴|到|至|去|往|与|同|从|由|来自|前往|位于|连接|学习|借鉴|对接|经|比|距|融入|通往|高于|低于|高出|低出|快于|慢于|超过|占|全|相邻的|毗邻的|周边的|为|和|及|、|—|－|-|（)$/;
/** 改善率最高的为甲县, 增速最慢的县是甲县: who leads is the subject of what follows. */
const LEADING =
  /(?:最[高低多少好差大小快慢]的(?:县|市|区|县（市、区）)?[是为]|的(?:县|市|区|县（市、区）)?(?:只有|仅有|唯有))$/;
/** 比第二名甲县高: a rank stands between. */
const RANK_BEFORE =
  /(?:比|较|距|高于|低于|快于|慢于|高出|低出|不及|与|同|跟|领先|超过|落后于?)(?:排名|位居|位列|列)?第[一二三四五六七八九十\d]{1,2}[位名]?的?$/;
/** 被乙县的23亿元超出: who outdoes the subject speaks only in this clause. */
const OUTDONE_BEFORE = /(?:被|遭)$/;
/** 旅游公路甲县段, 甲县境内13公里: a part of a line, no subject. */
const SECTION_AFTER = /^(?:段(?![^，。；]{0,2}长)|境内(?:段|全长|长|约)?\d)/;
/** 人均可支配收入甲县最高，为…: the place stands behind what is ranked. */
const RANKED_AFTER =
  /^(?:最[高低多少快慢好差大小](?:[，；。]|[为是达])|(?:稳居|位居|位列|居首|居末|垫底|领跑|领先)(?![^，。；]{0,8}的))/;
/** 与甲县相邻的乙县 opens what is told of 乙县. */
const NEIGHBOUR =
  /(?:^|[。；！？\n])(?:而|再看|来到)?(?:(?:与|和|同|紧邻|距)[^，。；、]{1,8})?(?:相邻|毗邻|邻近|接壤|相望|之隔|不远)的$/;
/** 蒲县在太原举行: where it happened, not whose it is. */
const VENUE_AFTER = /^[^，。；]{0,16}(?:举行|召开|举办|开幕|揭牌|签约|推介)/;
/** 全市, 全县: the city, county or district the text is about; not the field of a rank (全市第8位, 全市17个县). */
const OWN =
  /(?<![占高低快慢较比与])(?<!高于|低于|快于|慢于|领跑|领先|引领|冠绝|问鼎|跑赢)(?:全|我|该|本)(市|县|区)(?!第|排|前(?![一二三四]个?季度|[\d一二两三四五六七八九十]{1,2}个?月)|各|平均|最|榜|末|倒数|垫底|之首|头名|魁首|领跑|上下|人民|首|名列|位列|位居|\d|一流|领先|唯一|通报|域|级|范围)/g;

/** 全市平均为3.7%: the figure of the whole; 高于全市平均 is a yardstick. */
const AVERAGE = /(?<=^|[，。；：])全(市|县|区)平均(?:水平|增速|增幅|值)?(?=[为是达]|增长|下降|提高|\d)/g;

/** 2025年市区PM2.5平均浓度…: in a text about a city its own town. */
const URBAN = /(?<=^|[，。；：年月份度])市(?:城)?区(?=[\u3400-\u9fffA-Z])(?!人民|委|政府|的?各)/g;

/** The words for the article's own place in a simplified text, by their last character: 市, 县 or 区, once per mention. */
export function ownWords(text: string): readonly string[] {
  return [...text.matchAll(OWN)].map((match) => match[1] ?? '');
}

/** Whether what follows a place makes it the name of an office or of its holder: 临汾市统计局, 霍州市委. */
export function isOffice(after: string): boolean {
  return OFFICE_AFTER.test(after);
}

/** Whether a place between `before` and `after` stands where a subject stands. */
export function isSubject(before: string, after: string): boolean {
  if (OFFICE_AFTER.test(after) || SECTION_AFTER.test(after)) return false;
  if (NEIGHBOUR.test(before) || RANKED_AFTER.test(after) || LEADING.test(before.slice(-20))) return true;
  const clause =
    before
      .slice(-16)
      .split(/[，,；;。：:！？\s★（(“《】]|(?<=\d(?!\d{0,3}[月年日])[^、和，；]{0,7})[、和]/)
      .at(-1) ?? '';
  if (ASIDE_BEFORE.test(before.slice(-4)) && clause !== '') return false;
  if (RANK_BEFORE.test(before.slice(-12))) return false;
  if (clause.endsWith('在') && VENUE_AFTER.test(after)) return false;
  return clause.length <= 8 || /最[高低多少好差大小快慢]的?是$/.test(clause);
}

/** Whether a division lies in the configured region (or is the region). */
export function isOurs(division: Division, gazetteer: Gazetteer): boolean {
  let current: Division | undefined = division;
  for (let depth = 0; current !== undefined && depth < 4; depth++) {
    if (current.code === gazetteer.root.code) return true;
    current = current.parent === null ? undefined : gazetteer.byCode(current.parent);
  }
  return false;
}

/**
 * The places that own stretches of a sentence, in order: subjects of its clauses and the words 全市, 全县 …
 * @param main the place the article is about, null when several or none
 * @param inForce the place carried over from the sentence before
 * @param opener the place the paragraph opened with as its subject; undefined in its first sentence
 */
export function ownersIn(
  text: string,
  offset: number,
  places: readonly PlaceMention[],
  main: string | null,
  inForce: string | null,
  gazetteer: Gazetteer,
  opener?: string | null,
): readonly Owner[] {
  const owners: Owner[] = [];
  const mainDivision = main === null ? undefined : gazetteer.byName(main);
  for (const mention of places) {
    const before = text.slice(0, mention.start - offset);
    const after = text.slice(mention.end - offset, mention.end - offset + 24);
    if (!isSubject(before, after)) continue;
    const division = gazetteer.countyOf(mention.division);
    const bracketed = before.lastIndexOf('（') > before.lastIndexOf('）');
    const outdone = OUTDONE_BEFORE.test(before);
    const guest =
      mainDivision !== undefined &&
      division.code !== mainDivision.code &&
      (!isOurs(division, gazetteer) || division.code === gazetteer.root.code);
    owners.push({
      place: division.name,
      at: mention.start,
      lasting: !bracketed && !guest && !outdone,
      clauseOnly: bracketed || guest || outdone,
    });
  }
  const opening = opener === undefined ? openerOf(owners, offset) : opener;
  for (const match of [...text.matchAll(OWN), ...text.matchAll(AVERAGE)]) {
    const place = ownPlace(match[1] ?? '', mainDivision, inForce, opening, gazetteer);
    if (place === undefined) continue;
    const lasting = mainDivision === undefined || place === main || place === opening;
    owners.push({ place, at: offset + match.index, lasting, clauseOnly: false });
  }
  if (mainDivision?.level === 'prefecture' || mainDivision?.level === 'county-level-city')
    for (const match of text.matchAll(URBAN))
      owners.push({ place: mainDivision.name, at: offset + match.index, lasting: true, clauseOnly: false });
  return owners.sort((a, b) => a.at - b.at);
}

/** Characters of place and time that may stand in front of a paragraph's subject (与甲县相邻的乙县). */
const OPENING_WORDS = 12;

/** The place a paragraph's first sentence opens with as its subject; null when it opens otherwise. */
export function openerOf(owners: readonly Owner[], offset: number): string | null {
  const [first] = owners;
  return first?.lasting === true && first.at - offset <= OPENING_WORDS ? first.place : null;
}

/**
 * 全市 in a county's or district's story is the prefecture, in a county-level city's that city; 全县 and 全区 are
 * the county or district the story is about. Undefined when the word tells nothing new.
 */
function ownPlace(
  word: string,
  main: Division | undefined,
  inForce: string | null,
  opener: string | null,
  gazetteer: Gazetteer,
): string | null | undefined {
  const current = inForce === null ? undefined : gazetteer.byName(inForce);
  const about = main ?? current;
  if (word === '市') {
    if (about === undefined) return undefined;
    return about.level === 'county-level-city' ? about.name : gazetteer.root.name;
  }
  const level = word === '县' ? 'county' : 'district';
  // 与之相邻的乙县，…。全县…: the county the paragraph is about.
  const told = opener === null ? undefined : gazetteer.byName(opener);
  if (told?.level === level) return told.name;
  if (main?.level === level) return main.name;
  return current?.level === level ? current.name : undefined;
}
