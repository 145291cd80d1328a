import { indicatorLexicon } from '../../indicators.ts';
import type { FactStatus } from '../../model.ts';
import { SUBJECT_WORDS } from '../lexicon.ts';
import type { ProjectReach } from '../project-subject.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { isAttribute } from './words.ts';

/** 项目高峰期用工, 该工程完成投资: the word that points back is replaced by the name. */
const POINTING =
  /^(?:(?:该|此|本|这个|这一|整个)?(?:项目|工程)|这[所座条处栋个家片][\u3400-\u9fff]{0,4}?(?:项目|工程|学校|医院|电站|公路|大桥|园区|公园|中心|基地|[厂馆站路桥院园校]))(?=.{2})/;
/** What may be, not what is: 可年产, 可带动, 能容纳. */
const POSSIBLE = /(?:^|[^许认])(?:可|能够)(?!再|持续|支配|比|控|靠|研)[^，。；]{0,10}$/;
/** 投产后已实现, 建成后去年: a result for all the 后 in front. */
const DONE = /已|累计|去年|前年|实际/;
/** 年度计划投资: money to be spent this year. */
const YEARS_PLAN = /(?:年度|当年|年|年内)计划(?:完成)?投资$/;

/**
 * A number told while a project is the subject (…项目建成后，带动就业460人) is the project's and never the county's:
 * its indicator gets the name in front. What only a county can have, and ranks, stay as they are.
 */
export function ofSubject(d: Discourse, n: NumberInText, reading: Reading): Reading {
  const named = inItsName(d, n, reading);
  const reach = d.reachAt(n.quantity.start);
  const status = named.status ?? (named.project === undefined ? undefined : promised(d, n, reach));
  if (status !== undefined) return { ...named, status };
  return YEARS_PLAN.test(named.indicator) && named.measure === 'level' ? { ...named, status: 'plan' } : named;
}

function inItsName(d: Discourse, n: NumberInText, reading: Reading): Reading {
  // 这所新学校总投资: a phrase that points back is not the name.
  const pointing = reading.project !== undefined && /^[这该此本]/.test(reading.project);
  if (
    (reading.project !== undefined && !pointing) ||
    reading.measure === 'rank' ||
    n.quantity.kind === 'rank'
  )
    return reading;
  const reach = d.reachAt(n.quantity.start);
  if (reach === null || !canBeOfProject(n, reading)) return reading;
  const project = d.nameOf(reach.named);
  const { parent: _parent, ...rest } = reading;
  const indicator = reading.indicator.includes(project)
    ? reading.indicator
    : `${project}${withoutEcho(project, reading.indicator.replace(POINTING, ''))}`;
  return { ...rest, indicator, project, event: true };
}

/** 甲电站|电站总投资: what the indicator repeats of the name is said once. */
function withoutEcho(project: string, indicator: string): string {
  const said = indicator.replace(/^[该此本]?(?:园区|厂区|校区|院区)?/, '');
  for (let length = Math.min(6, said.length - 2); length >= 2; length--)
    if (
      project.endsWith(said.slice(0, length)) ||
      (project.includes(said.slice(0, length)) && isAttribute(said.slice(length)))
    )
      return said.slice(length);
  return said;
}

function canBeOfProject({ quantity }: NumberInText, { indicator, measure }: Reading): boolean {
  if (SUBJECT_WORDS.wide.all(indicator).length > 0) return false;
  // 绿化覆盖率, 用工率: a rate is a place's unless it tells how far the work is.
  if (measure === 'share' || (measure === 'level' && quantity.kind === 'percent'))
    return SUBJECT_WORDS.about.all(indicator).length > 0;
  return measure === 'level' || indicatorLexicon().canonical(indicator) === null;
}

/** 建成后年产值12亿元, 每年可发电: what is to be, unless the words say that it is. */
function promised(d: Discourse, n: NumberInText, reach: ProjectReach | null): FactStatus | undefined {
  if (reach === null) return undefined;
  const from = Math.max(n.sentence.start, reach.sentence === n.sentence ? reach.start : n.sentence.start);
  const told = d.text.slice(from, n.quantity.start);
  const behind = SUBJECT_WORDS.back.all(told).findLast(({ word }) => word.endsWith('后'));
  if (behind !== undefined && !DONE.test(told.slice(behind.end)))
    return /预计|有望/.test(told.slice(behind.end)) ? 'estimate' : 'plan';
  return POSSIBLE.test(told.slice(-16)) && !DONE.test(told.slice(-16)) ? 'plan' : undefined;
}
