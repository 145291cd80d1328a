import type { DivisionLevel } from './gazetteer.ts';

/** Peoples whose names stand in the official names of autonomous divisions (恩施土家族苗族自治州). */
const PEOPLES =
  '蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 鄂温克 德昂 保安 裕固 独龙 鄂伦春 门巴 珞巴 各'.split(
    ' ',
  );
const PEOPLE_AT_END = new RegExp(`(?:${PEOPLES.map((people) => `${people}族?`).join('|')})$`);
const AUTONOMOUS = /(?:自治区|自治州|自治县|自治旗)$/;
const LEVEL_ENDING = /(?:特别行政区|街道|地区|林区|特区|省|市|区|县|盟|旗|镇|乡|苏木)$/;

/** The name without its level: 霍州市 → 霍州, 古县 → 古, 恩施土家族苗族自治州 → 恩施. */
export function stemOf(name: string): string {
  if (!AUTONOMOUS.test(name)) return name.replace(LEVEL_ENDING, '');
  let stem = name.replace(AUTONOMOUS, '');
  for (let shorter = stem; ; stem = shorter) {
    shorter = stem.replace(PEOPLE_AT_END, '');
    if (shorter === stem || shorter.length < 2) return stem;
  }
}

/** What a level is called in English and in pinyin, without and with tones: gu county, gu xian, gǔ xiàn. */
export interface LevelWords {
  readonly english: string;
  readonly pinyin: string;
  readonly toned: string;
}

const LEVEL_WORDS: Readonly<Record<Exclude<DivisionLevel, 'township'>, LevelWords>> = {
  province: { english: 'province', pinyin: 'sheng', toned: 'shěng' },
  prefecture: { english: 'city', pinyin: 'shi', toned: 'shì' },
  'county-level-city': { english: 'city', pinyin: 'shi', toned: 'shì' },
  district: { english: 'district', pinyin: 'qu', toned: 'qū' },
  county: { english: 'county', pinyin: 'xian', toned: 'xiàn' },
};

/** The words that follow the stem of a division of this level and name. */
export function levelWords(level: DivisionLevel, name: string): LevelWords {
  if (level !== 'township') return LEVEL_WORDS[level];
  if (name.endsWith('街道')) return { english: 'subdistrict', pinyin: 'jiedao', toned: 'jiēdào' };
  return name.endsWith('镇')
    ? { english: 'town', pinyin: 'zhen', toned: 'zhèn' }
    : { english: 'township', pinyin: 'xiang', toned: 'xiāng' };
}

/** Drops tone marks and writes ü as v: hóng → hong, lǚ → lv. */
export function withoutTones(pinyin: string): string {
  return pinyin.normalize('NFD').replaceAll('u\u0308', 'v').replace(/\p{M}/gu, '').normalize('NFC');
}
