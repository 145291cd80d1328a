import type { Observation } from '../facts/model.ts';
import { listCell, readTable } from '../lexicon/table.ts';
import { toSimplified } from '../text/script.ts';
import type { Understanding } from './understand/understanding.ts';

/**
 * Whether a fact whose words fit is all the same of another sense than the question: of another phase, another unit of
 * measure, a holiday, one event, a part that the question does not name, or of what is to be done and not of what is.
 */
export function ofOtherSense(fact: Observation, question: Understanding): boolean {
  const told = tellingOf(fact);
  return (
    ofOtherPhase(told, question) ||
    ofOtherDimension(fact, question) ||
    ofHoliday(fact, told, question) ||
    ofOneEvent(fact, told, question) ||
    ofUnsaidPart(told.name, question) ||
    ofUndone(fact, told, question) ||
    ofRunningTotal(told, question)
  );
}

interface Telling {
  /** Project, whole and indicator. */
  readonly name: string;
  /** The sentence up to the number. */
  readonly before: string;
  /** From the last mark before the number. */
  readonly clause: string;
}

function tellingOf(fact: Observation): Telling {
  const text = toSimplified(fact.evidence.text).slice(0, Math.max(0, fact.at - fact.evidence.span.start));
  const before = /[^。！？]{0,120}$/.exec(text)?.[0] ?? '';
  const clause = /[^，,；;：:、]{0,40}$/.exec(before)?.[0] ?? '';
  return {
    name: toSimplified(`${fact.project ?? ''}${fact.parent ?? ''}${fact.indicator}`),
    before,
    clause,
  };
}

const PHASE = /[一二三四五首](?=期(?!间|限|刊|末|中|货))/g;

/** 二期投资 is not what the first phase costs, nor what all phases cost. */
function ofOtherPhase({ name, clause }: Telling, { text, wants }: Understanding): boolean {
  const asked = phases(text);
  if (asked.length === 0 || wants.has('verify')) return false;
  const told = phases(name).length > 0 ? phases(name) : phases(clause);
  return !told.some((phase) => asked.includes(phase));
}

function phases(text: string): readonly string[] {
  return [...text.matchAll(PHASE)].map((match) => (match[0] === '首' ? '一' : match[0]));
}

let dimensions: ReadonlyMap<string, readonly string[]> | undefined;

function dimensionOf(word: string): readonly string[] {
  if (dimensions === undefined) {
    const made = new Map<string, readonly string[]>();
    for (const { cells } of readTable('question-dimensions.txt', 2))
      for (const name of listCell(cells[0] ?? '')) made.set(name, listCell(cells[1] ?? ''));
    dimensions = made;
  }
  for (const [name, units] of dimensions) if (word.endsWith(name)) return units;
  return [];
}

const PLAIN = ['growth', 'change', 'share', 'rank', 'verify'] as const;

/** 电站装机 in 亿元 is the money of the station; 优良天数 in percent is their share. */
function ofOtherDimension(fact: Observation, { terms, wants }: Understanding): boolean {
  if (fact.measure !== 'level' || PLAIN.some((want) => wants.has(want))) return false;
  const head = terms.filter((term) => term.soft !== true && term.weight >= 1).at(-1);
  const units = head === undefined ? [] : dimensionOf(head.indicator ?? head.text);
  return units.length > 0 && fact.unit !== '' && !units.some((unit) => fact.unit.endsWith(unit));
}

const HOLIDAY = /假期|黄金周|小长假|春节|五一|国庆|中秋|元旦|端午|清明/;

/** Stretches of which an event is only a part. */
const LONG: ReadonlySet<string> = new Set(['year', 'half', 'quarter', 'quarters']);

/** What came in on the days of a holiday is not what came in during the year. */
function ofHoliday(fact: Observation, { before }: Telling, { text, periods }: Understanding): boolean {
  const [asked] = periods;
  if (asked === undefined || !LONG.has(asked.kind) || HOLIDAY.test(text)) return false;
  if (fact.status === 'target') return false;
  const sentence = /[^；;]{0,80}$/.exec(before)?.[0] ?? '';
  return /(?:假期|黄金周|小长假|期间)[^；;]{0,60}$/.test(sentence) && HOLIDAY.test(sentence);
}

const EVENT = /现场|当天|当日|此次|本次|这次|集中|同日|推介会|签约仪式|活动上/;

const SAID_EVENT = /现场|当天|当日|[此本这]次|集中|同日|推介会|仪式|活动|签约日|开工日|首批/;

/** What one event brought is not what the year, the half-year or the quarter brought. */
function ofOneEvent(
  fact: Observation,
  { name, clause }: Telling,
  { text, periods, terms }: Understanding,
): boolean {
  const [asked] = periods;
  if (asked === undefined || !LONG.has(asked.kind)) return false;
  if (!/项目|金额|总投资|协议|合同/.test(name) || fact.status === 'target') return false;
  const event = EVENT.exec(name + clause)?.[0];
  if (event === undefined || SAID_EVENT.test(text)) return false;
  return !terms.some((term) => term.forms.some((form) => form.includes(event)));
}

const SCENIC = /^(?:全[县市区])?([一-龥]{2,8}?)(?:等?景区|景点|风景区|度假区|博物馆|古镇|古城)/;
const VILLAGE = /^(?:[一-龥]{2,4}[镇乡])?([一-龥]{2,4})村(?!集体经济|民|镇|庄)/;
/** Villages of a kind, not one village. */
const KIND = /[行农乡全各贫示美脱重每在山中]|传统|中心|试点|移民/;

/** 全县接待游客 is not what one 景区 or one village had, when the question names neither. */
function ofUnsaidPart(name: string, { text, terms }: Understanding): boolean {
  const scenic = SCENIC.exec(name)?.[1];
  if (scenic !== undefined && !/景区|景点/.test(text) && !says(scenic, text)) return true;
  const village = VILLAGE.exec(name)?.[1];
  if (village === undefined || KIND.test(village)) return false;
  return !says(village, text) && !terms.some((term) => term.soft === true && says(village, term.text));
}

function says(name: string, text: string): boolean {
  for (let at = 0; at + 2 <= name.length; at += 1) if (text.includes(name.slice(at, at + 2))) return true;
  return false;
}

/** 完成了几件, 治理完成多少公里: what has been done. */
const DONE = /完成了?(?:多少|几)(?!目标|投资|任务|年)|(?:已经?|都)(?:办结|办成|建成|完成|完工)了?(?:多少|几)/;
const RESULTS = /完成|完工|办结|办成|建成|竣工|已|达到|实现|投产|投用|贯通|治理[^全]{0,3}$|新[建增改]|改造/;

/** 完成了几件 is not answered with how many were promised, nor 完成多少公里 with how long the work is. */
function ofUndone(fact: Observation, { name, clause }: Telling, { text }: Understanding): boolean {
  if (!DONE.test(text)) return false;
  if (/长度$|全长|总投资|规模$/.test(name)) return true;
  return fact.measure === 'level' && !RESULTS.test(clause + name);
}

/** 新建高标准农田 is not all there is of it: 累计达到54.6万亩. */
function ofRunningTotal({ name, clause }: Telling, { text }: Understanding): boolean {
  if (!/新[建增改]|净增/.test(text) || /累计|总[数共计]/.test(text)) return false;
  return /累计|总数|总计/.test(clause) && !/新[建增改]|净增/.test(name);
}
