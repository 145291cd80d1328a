import { indicatorLexicon } from '../../indicators.ts';
import { COMPARING, incrementOf, ratioOfIncomes, sameDimension, taskMet } from './amount-change.ts';
import { APART, areaName, BESIDE_COUNT, capacityName, isUsual, namedAfter } from './amount-name.ts';
import { attributeBefore, namedBehind, owns, readingOfAttribute, readingOfProject } from './attribute.ts';
import { countName, idleCount, inhabitantsBeside, isOrdinal, readingOfCount, subsetName } from './count.ts';
import {
  ALL_TOLD,
  countsAgain,
  deedAgain,
  landAgain,
  lengthDone,
  withDeed,
  withoutNew,
} from './count-again.ts';
import type { Discourse } from './discourse.ts';
import { isFragment } from './fragment.ts';
import { daysOf, isBare, isGeneric } from './nouns.ts';
import type { NumberInText, Reading } from './number.ts';
import { partName, sharedSubject } from './part.ts';
import { GAP, has } from './phrase.ts';
import { readTail } from './phrase-tail.ts';
import { asOutput, lastProduct } from './product.ts';
import { moveOf } from './rank.ts';
import { bodiesBefore, clauseSubject, ofActor, previousNoun, qualified } from './subject.ts';
import { attributeAtEnd } from './words.ts';

/** Money, counts, areas, lengths … */
export function readingOfAmount(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, after, before, from } = n;
  const ofProject = readingOfProject(d, n);
  if (ofProject !== null) return ofProject === 'none' ? null : ofProject;
  // 为年度计划15亿元的76%: what is measured against, told with the share.
  if (
    /(?:为|占|完成)(?:年度|全年|年|年初|调整后?|变动)?(?:计划|任务|目标|预算)(?:投资)?数?$/.test(n.raw) &&
    after.startsWith('的')
  )
    return d.head?.project === true && quantity.kind === 'money'
      ? readingOfAttribute(d, n, '年度计划投资')
      : null;
  // 收入超过10亿元的县有5个: a threshold, nobody's figure.
  if (
    /^以?上?的(?:地方|地区|县|市|区|企业|项目|乡镇|村|园区)/.test(
      d.text.slice(quantity.end, quantity.end + 6),
    ) &&
    /(?:超过?|突破|以上|达到?|不足|低于|高于)$/.test(n.raw)
  )
    return null;
  // 仍有1件没有完成: what was not done is no name of it.
  if (quantity.kind === 'count' && /^(?:还|仍|尚)?(?:没有?|未|不能|无法)[\u3400-\u9fff]/.test(after))
    return null;
  const task = taskMet(d, n);
  if (task !== null) return task === 'none' ? null : task;
  // 收入守住了6亿元，达到6.04亿元: the bound that was kept names the topic of the figure behind it.
  if (
    /(?:守住|站稳|保住)了?$/.test(n.raw) &&
    /^(?:大关|关口)?，(?:达到?|为|完成|实现)/.test(d.text.slice(quantity.end, quantity.end + 8))
  ) {
    const topic = d.named(lead.noun);
    if (topic !== null) d.topic = { indicator: topic, measure: 'level', unit: quantity.unit };
    return null;
  }
  const increment = incrementOf(d, n);
  if (increment !== null) return increment;
  // 以243.9亿元|稳坐头把交椅: what somebody does with the number is no name of it.
  const tail =
    /以(?:约|近)?$/.test(n.raw) && !after.startsWith('的')
      ? { noun: '', attributive: false }
      : readTail(after);
  const ratio = quantity.kind === 'index' ? ratioOfIncomes(d, n) : null;
  if (ratio !== null) return ratio;
  // 调整科级干部4批63人次: the second number counts the same by heads.
  const twice = d.lastCount;
  if (quantity.kind === 'count' && twice !== null && countsAgain(d, n, twice)) {
    const suffix = /户$/.test(quantity.unit) ? '户数' : /人$/.test(quantity.unit) ? '人数' : '';
    const indicator = suffix === '' ? countName(twice.noun, quantity, true) : `${twice.noun}${suffix}`;
    return { indicator, measure: 'level', value: quantity.value, unit: quantity.unit, event: false };
  }
  const base = { value: quantity.value, unit: quantity.unit };
  const isCount = quantity.kind === 'count';
  // 81%的行政村收入超过10万元: a bound for some of them.
  if (/\d%的[\u3400-\u9fff]{2,16}(?:超过|达到|突破|高于|低于|在|不足)$/.test(n.raw)) return null;
  if (quantity.unit === '位') {
    const move = moveOf(before);
    if (move !== null) {
      const about = d.topic?.indicator.replace(/(?:排名|位次)$/, '') ?? null;
      if (about === null) return null;
      return {
        indicator: `${about}位次`,
        measure: 'change',
        value: move * quantity.value,
        unit: '位',
        event: false,
      };
    }
  }
  // 排名后三位的是…, 40亿元台阶: a group and a mark, no figures.
  if (quantity.unit === '位' && /(?:前|后|末)$/.test(before)) return null;
  if (/^(?:台阶|大关|门槛|关口)/.test(after)) {
    // 迈上40亿元台阶，达到40.6亿元: the mark names the topic of the figure behind it.
    const topic = d.named(lead.noun);
    if (topic !== null) d.topic = { indicator: topic, measure: 'level', unit: quantity.unit };
    // …，达到40.6亿元 tells it exactly; alone the mark is a level at least.
    if (
      topic === null ||
      /^(?:台阶|大关|门槛|关口)，(?:达到?|为|完成|实现)/.test(d.text.slice(quantity.end, quantity.end + 12))
    )
      return null;
    return { ...base, indicator: topic, measure: 'level', event: false };
  }
  // 比乙县多1.9亿元: how far two places are apart is no change.
  if (APART.test(n.raw)) return null;
  // 增加8天, 增加2700余户: a change; 新增300户 and 增加到300户 are levels.
  // 企业中产值增长的有68户: how many grew, not by how much.
  if (isCount && /(?:增长|上升|下降|增加|减少|盈利|亏损|回升)的[\u3400-\u9fff]{0,6}$/.test(n.raw)) {
    const things = d.lastCount?.noun.replace(/^.*的/, '') ?? '';
    const which = /([\u3400-\u9fff]{2,14}的)[\u3400-\u9fff]{0,6}$/.exec(before)?.[1] ?? '';
    if (things === '' || which === '') return null;
    return { ...base, indicator: `${which}${things}数`, measure: 'level', event: false, passing: true };
  }
  const land = landAgain(d, n);
  if (land !== null) return { ...base, indicator: land, measure: 'level', event: false };
  // 总投资406亿元，比去年同期多19个: by its classifier the number tells of what was counted, not of the money.
  const recounted =
    isCount &&
    lead.noun === '' &&
    tail.noun === '' &&
    d.tally?.unit === quantity.unit &&
    d.topic?.unit !== quantity.unit
      ? d.tally.indicator
      : null;
  const change = lead.roles.find(({ role }) => role === 'up' || role === 'down');
  if (change !== undefined && !lead.arrives && !(isCount && tail.noun !== '' && lead.noun === '')) {
    const indicator = recounted ?? d.named(lead.noun) ?? d.topic?.indicator ?? null;
    if (indicator === null) return null;
    const value = change.role === 'down' ? -quantity.value : quantity.value;
    return {
      ...base,
      indicator: indicatorLexicon().canonical(lead.noun) ?? countName(indicator, quantity, isCount),
      measure: 'change',
      value,
      event: false,
    };
  }
  const own = attributeBefore(d, lead, from, quantity);
  if ((own !== null && (owns(d, own, quantity) || namedBehind(d, quantity, after) !== null)) || lead.section)
    return readingOfAttribute(d, n, own?.name ?? '长度');
  if (
    isCount &&
    (idleCount(quantity) || isOrdinal(n) || (quantity.unit === '次' && after.startsWith('产业')))
  )
    return null;
  // 新增债券2.4亿元，用于甲等3个项目: what the money is for.
  if (isCount && /(?:^|[，；])用于[^，；]{0,40}$/.test(n.raw)) return null;
  const done = isCount && tail.noun === '' ? deedAgain(d, n) : null;
  if (done !== null) return { ...base, indicator: done, measure: 'level', event: false };
  const people = isCount && lead.noun === '' && tail.noun === '' ? inhabitantsBeside(d, n) : null;
  if (people !== null) return { ...base, indicator: people, measure: 'level', event: false };
  if (isCount && (tail.noun !== '' || lead.noun !== '')) return readingOfCount(d, n, tail.noun);
  const days = quantity.unit === '天' ? daysOf(lead.noun) : '';
  if (days !== '') return { ...base, indicator: d.named(days) ?? days, measure: 'level', event: false };
  if (
    quantity.kind === 'time' &&
    !/(?:天|日|时限|时长|停留|逗留|时间|工期|周期|车程|用时|耗时|时效|年龄|寿命|节省|压缩)/.test(lead.noun) &&
    !(lead.noun === '' && d.topic !== null && sameDimension(d.topic.unit, quantity.unit))
  )
    return null;
  if (lead.noun !== '') {
    if (capacityName(quantity, after) !== null && lead.noun.length > 12) return null;
    return readingOfLevel(d, n);
  }
  const capacity = capacityName(quantity, after);
  if (capacity !== null) {
    const project = `${quantity.raw}${quantity.unit}${capacity}`;
    d.head = { noun: project, listed: false, project: true };
    return { ...base, indicator: `${project}建设规模`, measure: 'level', project, event: true };
  }
  // 以2.74的综合指数居首位: the index stands behind its number.
  if (quantity.kind === 'index' && tail.attributive && lead.noun === '' && /指数|系数|得分/.test(tail.noun)) {
    return {
      ...base,
      indicator: d.named(tail.noun.replace(/(?:居|列|位).*$/, '')) ?? tail.noun,
      measure: 'level',
      event: false,
    };
  }
  // 36.8万亩小麦: the area of what stands behind it.
  if (tail.noun !== '' && !tail.attributive && quantity.kind === 'area') {
    return { ...base, indicator: areaName(tail.noun), measure: 'level', event: false };
  }
  // 被乙县的23亿元超出: what is done with the number is no name.
  const telling = tail.noun !== '' && !tail.attributive && !isFragment(tail.noun);
  if (telling && quantity.kind === 'money' && !COMPARING.test(before)) {
    return { ...base, indicator: d.named(tail.noun) ?? tail.noun, measure: 'level', event: false };
  }
  // 装备制造类3个、24.6亿元: the money of what was counted just before.
  const told = d.lastCount;
  const beside = BESIDE_COUNT.get(quantity.kind);
  if (beside !== undefined && told?.end !== undefined && told.end < quantity.start) {
    if (/^(?:（[^（）]{1,12}）)?、(?:约|近|共)?$/.test(d.text.slice(told.end, quantity.start))) {
      const indicator = d.named(`${told.noun}${beside}`) ?? `${told.noun}${beside}`;
      return { ...base, indicator, measure: 'level', event: quantity.kind === 'money', of: told };
    }
  }
  // 建设日间照料中心，已建成42个; 像这样的民宿，2019年只有7家: counted in the clause before.
  const bodies = isCount && tail.noun === '' ? bodiesBefore(d, n) : null;
  if (bodies !== null) {
    const indicator = countName(bodies, quantity, true);
    d.tally = { indicator, unit: quantity.unit };
    return { ...base, indicator, measure: 'level', event: false };
  }
  // 饭馆、旅店，由7家增加到26家: counted in the clause before.
  if (isCount && /^(?:由|从)/.test(before.replaceAll(GAP, ''))) {
    const counted = previousNoun(d, n);
    if (counted !== null) {
      return { ...base, indicator: countName(counted, quantity, true), measure: 'level', event: false };
    }
  }
  // 乡宁县引进企业12家，…；蒲县引进8家: the thing counted before, by its classifier.
  if (isCount && lead.make !== '' && d.tally?.unit === quantity.unit) {
    // 安排重点项目41个，…已开工39个: some of those counted before.
    const indicator = withDeed(lead.make, d.tally.indicator);
    // …，总投资96亿元: of those signed on the spot, not of all.
    if (lead.make.startsWith('现场'))
      d.head = { noun: indicator.replace(/数$/, ''), listed: false, project: false };
    return { ...base, indicator, measure: 'level', event: false };
  }
  const some = isCount ? subsetName(d, n) : null;
  if (some !== null) return { ...base, indicator: some, measure: 'level', event: false };
  const finished = lengthDone(d, n);
  if (finished !== null) return finished;
  const behind = lead.noun === '' ? namedAfter(n) : null;
  if (behind !== null) return { ...base, indicator: behind, measure: 'level', event: false };
  if (d.topic !== null && (sameDimension(d.topic.unit, quantity.unit) || isUsual(d.topic, quantity))) {
    const { project } = d.topic;
    // 新建成大棚21座，累计达到57座: all there are, not the new ones.
    const indicator = ALL_TOLD.test(n.raw) ? withoutNew(d.topic.indicator) : d.topic.indicator;
    return {
      ...base,
      indicator,
      measure: 'level',
      event: project !== undefined,
      ...(project === undefined ? {} : { project }),
    };
  }
  const subject =
    quantity.kind === 'area' && has(lead, 'verb')
      ? (lastProduct(d, n.sentence, quantity.start, 0) ?? clauseSubject(d, n))
      : null;
  return subject === null ? null : { ...base, indicator: `${subject}面积`, measure: 'level', event: false };
}

function readingOfLevel(d: Discourse, n: NumberInText): Reading {
  const { quantity } = n;
  const lead = { ...n.lead, noun: asOutput(n.lead.noun, quantity.kind) };
  // 新建农村公路68.5公里 is not how many there are.
  const plain =
    lead.make !== '' && (isGeneric(lead.noun) || lead.make.startsWith('新'))
      ? lead.make + lead.noun
      : lead.noun;
  const whole = partName(d, n, plain);
  const noun =
    whole ??
    (isBare(plain) ? ofActor(d, n, plain) : null) ??
    sharedSubject(d, plain) ??
    (isBare(plain) ? qualified(d, n, plain) : plain);
  // 沿黄步道全长9.2公里，总投资1.3亿元: what has a length or an investment is a thing being built.
  const attributed = attributeAtEnd(lead.noun);
  const ending =
    attributed === null || lead.noun.endsWith(attributed.written) ? attributed?.written : attributed.name;
  const thing = ending === undefined ? '' : lead.noun.slice(0, -ending.length);
  if (attributed !== null && thing.length >= 3 && !/(?:项目|工程|企业)$/.test(thing)) {
    d.head = { noun: thing, listed: false, project: true };
  }
  const indicator = quantity.kind === 'area' ? areaName(d.named(noun) ?? noun) : (d.named(noun) ?? noun);
  // 建成后年产特种钢材120万吨: what the project spoken of is to yield.
  const project =
    /^年(?:产|处理|加工|发电|放电|供)/.test(noun) && d.head?.project === true ? d.head.noun : null;
  if (project !== null) {
    return {
      indicator: `${project}${noun}`,
      measure: 'level',
      value: quantity.value,
      unit: quantity.unit,
      event: true,
      project,
    };
  }
  return {
    indicator,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    ...d.parentOf(indicator),
  };
}
