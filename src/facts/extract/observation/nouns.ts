import { LexiconError, readTable } from '../../../lexicon/table.ts';

const ROLES = [
  'bare',
  'end',
  'general',
  'rate',
  'task',
  'predicate',
  'placed',
  'telling',
  'category',
  'head',
  'deed',
  'daily',
] as const;
type NounRole = (typeof ROLES)[number];

/** Words of data/lexicon/noun-words.txt, longest first, by what they can say alone. */
const WORDS: Readonly<Record<NounRole, readonly string[]>> = byRole();

const BARE: ReadonlySet<string> = new Set(WORDS.bare);
const GENERAL: ReadonlySet<string> = new Set(WORDS.general);
const CATEGORY: ReadonlySet<string> = new Set(WORDS.category);
const DEED: ReadonlySet<string> = new Set(WORDS.deed);
const PLACED: ReadonlySet<string> = new Set(WORDS.placed);
const PREDICATE = new RegExp(`^([\\u3400-\\u9fff、]{2,16}?)(?:${WORDS.predicate.join('|')}|$)`);

/** 产量 and the like: the head of an indicator that needs a subject. */
export function isBare(noun: string): boolean {
  return BARE.has(noun);
}

/** 项目, 企业: says nothing without the verb or the qualifier in front of it. */
export function isGeneric(noun: string): boolean {
  return GENERAL.has(noun);
}

/** Whether a phrase names an indicator by its ending alone (…占规上工业比重). */
export function namesIndicator(phrase: string): boolean {
  return WORDS.end.some((word) => phrase.endsWith(word));
}

/** Whether a phrase opens with the word an indicator is headed by (装机容量, 种植面积, 增加值). */
export function opensHead(phrase: string): boolean {
  return [...WORDS.head, ...WORDS.bare, ...WORDS.end].some(
    (word) => word.length > 1 && phrase.startsWith(word),
  );
}

/** Whether a word says what is done to the things counted (改造, 完工). */
export function isDeed(noun: string): boolean {
  return DEED.has(noun);
}

/** Whether a percentage of this indicator is its level. */
export function isRate(indicator: string): boolean {
  return WORDS.rate.some((word) => indicator.endsWith(word));
}

/** 在校生, 床位: people and things that a school or a hospital has. */
export function isPlaced(noun: string): boolean {
  return PLACED.has(noun);
}

/** 城镇, 女性: parts a whole is divided into, which count nothing by themselves. */
export function isCategory(noun: string): boolean {
  return CATEGORY.has(noun);
}

/** Whether a word says what is measured (商品零售), so that it is no part to be named after its whole. */
export function isTelling(noun: string): boolean {
  return WORDS.telling.some((word) => noun.endsWith(word));
}

/** 完成率, 开工率: how much of the task spoken of is done. */
export function isTaskRate(noun: string): boolean {
  return WORDS.task.includes(noun);
}

/** 臭氧超标11天, 中度污染天气2天: the name of a state of whole days, '' when the noun tells of none. */
export function daysOf(noun: string): string {
  const plain = noun.replace(/天气$/, '');
  return WORDS.daily.some((word) => plain.endsWith(word)) ? `${plain}天数` : '';
}

/** The subject of a clause: what stands in front of its predicate, '' when nothing plain does. */
export function subjectOf(clause: string): string {
  return PREDICATE.exec(clause)?.[1] ?? '';
}

function byRole(): Readonly<Record<NounRole, readonly string[]>> {
  const words: Record<NounRole, string[]> = {
    bare: [],
    end: [],
    general: [],
    rate: [],
    task: [],
    predicate: [],
    placed: [],
    telling: [],
    category: [],
    daily: [],
    head: [],
    deed: [],
  };
  for (const { line, cells } of readTable('noun-words.txt', 2)) {
    const role = ROLES.find((known) => known === cells[1]);
    if (role === undefined) {
      throw new LexiconError('noun-words.txt', line, `unknown role "${cells[1] ?? ''}": ${ROLES.join(', ')}`);
    }
    words[role].push(cells[0] ?? '');
  }
  for (const list of Object.values(words)) list.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return words;
}
