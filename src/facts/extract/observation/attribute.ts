import type { Quantity } from '../../../text/quantity.ts';
import { contains } from '../../../text/span.ts';
import type { Discourse } from './discourse.ts';
import { isGeneric } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { type Lead, readLead } from './phrase.ts';
import { type Attribute, attribute, isStrong } from './words.ts';

/**
 * A number inside a project's name is its size (200兆瓦风电项目); one behind the name, with nothing but an
 * attribute between, is that attribute of it.
 */
export function readingOfProject(d: Discourse, n: NumberInText): Reading | 'none' | null {
  const { sentence, quantity, from } = n;
  const base = { measure: 'level' as const, value: quantity.value, unit: quantity.unit, event: true };
  const around = d.names.find((name) => contains(name, quantity));
  if (around !== undefined) {
    // 三个立交和两个天桥工程: a count inside a name is part of the name.
    const listAt = d.text.lastIndexOf('、', quantity.start);
    const project = d.nameOf({ start: Math.max(around.start, listAt + 1), end: around.end });
    d.head = { noun: project, listed: false, project: true };
    return SIZES.has(quantity.kind) ? { ...base, indicator: `${project}建设规模`, project } : 'none';
  }
  const name = d.names.findLast((span) => span.end <= quantity.start && span.end > from);
  if (name === undefined || d.text.charAt(name.end) === '等') return null;
  const lead = readLead(d.clean(sentence, name.end, quantity.start));
  const own = attributeBefore(d, lead, name.end, quantity);
  if (
    own === null &&
    !(
      lead.noun !== '' &&
      !lead.noun.startsWith('等') &&
      lead.noun.length <= 6 &&
      !d.text.slice(name.end, quantity.start).includes('，')
    )
  )
    return null;
  if (lead.roles.some(({ role }) => role === 'up' || role === 'down')) return null;
  const project = d.nameOf(name);
  d.head = { noun: project, listed: false, project: true };
  return { ...base, indicator: `${project}${own?.name ?? lead.noun}`, project };
}

/** 当年计划投资 holds a word of time that is taken out of other phrases: an attribute is looked for as written first. */
export function attributeBefore(
  d: Discourse,
  lead: Lead,
  from: number,
  quantity: Quantity,
): Attribute | null {
  const asWritten = readLead(d.text.slice(from, quantity.start)).noun;
  return (
    attribute(withoutGeneric(asWritten), quantity.kind) ?? attribute(withoutGeneric(lead.noun), quantity.kind)
  );
}

/** 总投资 and the like: whose? What the number's own noun says (…的项目), else the thing counted or named before. */
export function readingOfAttribute(d: Discourse, n: NumberInText, name: string): Reading | null {
  const { quantity, after, before } = n;
  const base = { measure: 'level' as const, value: quantity.value, unit: quantity.unit, event: true };
  const tail = namedBehind(d, quantity, after);
  if (tail !== null && !isGeneric(tail)) {
    d.head = { noun: tail, listed: false, project: true };
    return { ...base, indicator: `${tail}${name}`, project: tail };
  }
  const listedBefore = /([\u3400-\u9fff、“”（）()\w]{4,60}等)[^，,；;]{0,8}$/.exec(before);
  const counted =
    /^的?(\d+|[一二三四五六七八九十两]+)个/.test(after) || (/^的$/.test(after) && listedBefore !== null);
  if (counted && listedBefore !== null) {
    const noun = `${listedBefore[1] ?? ''}项目`;
    return { ...base, indicator: `${noun}${name}`, project: noun };
  }
  // 项目累计完成投资22.7亿元, paragraphs behind the name: the project the report is about.
  const generic = /(?:^|[\ue000，；])(?:该|整个)?(?:项目|工程)/.test(before) && d.head === null;
  const own = generic ? d.lastProject : d.head?.listed && d.whole !== null ? d.whole : d.head;
  const head = own?.sibling === true ? (own.partOf ?? own) : own;
  // 固定资产投资同比下降。甲区完成投资58.3亿元: the investment spoken of, no attribute of it.
  const spoken = d.topic?.indicator ?? '';
  if (head === null && d.topic?.project === undefined && /投资$/.test(spoken) && /完成投资额?$/.test(name))
    return { ...base, indicator: spoken, event: false };
  if (head === null)
    return d.topic === null
      ? null
      : { ...base, indicator: `${d.topic.indicator.replace(/(?:数|占地面积|建筑面积|长度)$/, '')}${name}` };
  const indicator = d.named(`${head.noun}${name}`) ?? `${head.noun}${name}`;
  return { ...base, indicator, ...(head.project ? { project: head.noun } : { of: head }) };
}

/** 产值 behind a project's name is the project's; alone it is an indicator of the place. */
export function owns(d: Discourse, own: Attribute, quantity: Quantity): boolean {
  // 这条路全长112公里: of the road a pointing word has taken up.
  if (d.line !== null && d.head?.noun === d.line) return true;
  if (isStrong(own)) return d.head !== null || d.topic !== null || d.lastProject !== null;
  const name = d.names.findLast((span) => span.end <= quantity.start);
  return name !== undefined && !d.text.slice(name.end, quantity.start).includes('；');
}

/** The project a number stands in front of (总投资3.8亿元的…工程). */
export function namedBehind(d: Discourse, quantity: Quantity, after: string): string | null {
  // …，工期66个月；甲公路…: behind a border another thing is spoken of.
  const behind = d.names.find(
    (name) =>
      name.start >= quantity.end &&
      /^(?:的?[“《]?|的[“《]?[\u3400-\u9fff]{2,3})$/.test(d.text.slice(quantity.end, name.start)),
  );
  if (behind !== undefined) return d.nameOf(behind);
  return after.startsWith('的') ? attributiveName(after) : null;
}

const SIZES: ReadonlySet<string> = new Set(['power', 'mass', 'energy', 'area', 'volume', 'length']);

/** 项目总投资, 这批项目总投资: a general noun in front of an attribute names no owner. */
function withoutGeneric(noun: string): string {
  return noun
    .replace(/^.{0,16}等(?=.{2})/, '')
    .replace(/^(?:这些|这批|该|整个)?(?:项目|工程)(?:计划)?(?=.{2})/, '');
}

function attributiveName(after: string): string | null {
  const name =
    /^的(?:“|"|《)?([^，,；;。]{2,40}?)(?:”|"|》)?(?:(?:的)?(?:建设|施工|提上)(?![^，,；;。]{0,3}(?:项目|工程))|[，,；;。]|$)/.exec(
      after,
    );
  const found =
    name?.[1]
      ?.replaceAll(/[“”"]/g, '')
      // 的…项目|已完成投资: what is told of the project is none of its name.
      .replace(
        /(?<=项目|工程|基地|产业园|园区|电站|中心)(?:已|累计|目前|现已|正|将|也|预计|计划|年内?|总投资|完成|实现|开工|竣工|投产|建成|顺利|全面|成功|集中|正式|落地|签约).*$/,
        '',
      ) ?? null;
  // …的项目共安装40台: the project spoken of, not one of that name.
  return found === null || /^(?:\d|[一二三四五六七八九十两]+个项目|(?:这个|该)?(?:项目|工程))/.test(found)
    ? null
    : found;
}
