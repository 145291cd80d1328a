import type { Discourse } from './discourse.ts';
import { subjectOf } from './nouns.ts';
import type { NumberInText } from './number.ts';
import { GAP, trimFront } from './phrase.ts';
import { lastBorder } from './place.ts';
import { lastProduct } from './product.ts';

/**
 * 产量 alone says nothing: of what, the clause before it, the aspect spoken of (年馍产业发展方面) or the product
 * named last, up to two paragraphs back (an interviewer's question), tells.
 */
export function qualified(d: Discourse, n: NumberInText, noun: string): string {
  const { sentence, quantity } = n;
  const own = ofActor(d, n, noun);
  if (own !== null) return own;
  const product = lastProduct(d, sentence, quantity.start, 0);
  if (product !== null) return `${product}${noun}`;
  const subject = clauseSubject(d, n);
  if (subject !== null) return `${subject}${noun}`;
  const aspect = /([\u3400-\u9fff]{2,6}?)(?:产业)?(?:发展|工作|建设)?方面[，：]/.exec(
    d.text.slice(sentence.start, quantity.start),
  );
  if (aspect !== null) return `${aspect[1] ?? ''}${noun}`;
  // 某基地产值8000万元: what the county was said to grow before is not what the body sells.
  return d.ofBody ? noun : `${lastProduct(d, sentence, quantity.start) ?? ''}${noun}`;
}

/** A bare word with those who act in its clause or were counted just before it; null when neither is told. */
export function ofActor(d: Discourse, n: NumberInText, noun: string): string | null {
  const actor = actorOf(d, n) ?? bodiesCounted(d, n);
  return actor === null ? null : `${actor}${noun}`;
}

/** 资质以上建筑业企业完成|总产值, 民营企业实现产值: who is named in front of the verb of the clause itself; null elsewhere. */
function actorOf(d: Discourse, n: NumberInText): string | null {
  const clause = d.clean(n.sentence, n.from, n.quantity.start).replaceAll(GAP, '');
  const found = ACTOR.exec(clause)?.[1];
  if (found === undefined) return null;
  const noun = trimFront(found, false).noun;
  return noun.length >= 2 ? noun : null;
}

const ACTOR =
  /([\u3400-\u9fff]{2,14}(?:企业|行业|产业|合作社|园区|开发区|集团|公司|基地))(?:共|累计|合计|全年|当年)?(?:完成|实现|创造|创|达成)[\u3400-\u9fff]{1,5}$/;

/** 花卉产业入驻企业62户，产值3亿元: those counted in the clause before have the output; null where people or projects were. */
function bodiesCounted(d: Discourse, n: NumberInText): string | null {
  const counted = d.lastCount;
  if (counted?.end === undefined || counted.project || counted.end > n.quantity.start) return null;
  const between = d.text.slice(counted.end, n.quantity.start);
  if (!/^，[^，；。\d]{1,12}$/.test(between) || !BODY.test(counted.noun)) return null;
  return counted.noun.replace(/(?<=产业|行业|园区|基地)(?:入驻|现有|聚集|集聚|培育|发展)?(?:企业|商户)$/, '');
}

/** Those that produce and sell. */
const BODY =
  /(?:企业|公司|工作室|合作社|作坊|车间|店|厂|场|农家乐|民宿|商户|主体|经营户|养殖户|种植户|加工户)$/;

/** The subject of the first clause of the stretch (up to ；) a number stands in, if it is short and plain. */
export function clauseSubject(d: Discourse, n: NumberInText): string | null {
  const { sentence, quantity } = n;
  const text = d.text;
  const start = Math.max(sentence.start, text.lastIndexOf('；', quantity.start) + 1);
  const clauseStart = lastBorder(text, start, quantity.start);
  if (clauseStart <= start) return null;
  // 张三：种植面积…: who speaks is not what is spoken of.
  if (text.charAt(clauseStart - 1) !== '，') return null;
  const previous = lastBorder(text, start, clauseStart - 1);
  for (const from of [previous, start]) {
    const end = text.indexOf('，', from);
    const clause = d.clean(sentence, from, end < 0 || end > clauseStart ? clauseStart - 1 : end);
    // 遭了霜冻，产量22万吨: only a clause with a number of its own tells of a thing.
    if (!/\d/.test(clause)) continue;
    const subject = subjectOf(trimFront(clause.replaceAll(GAP, '').trim(), false).noun);
    if (subject.length >= 2 && subject.length <= 14 && !NUMERAL.test(subject) && !endsBare(subject))
      return subject;
  }
  return null;
}

/** Between those counted and how many they are: a verb, words of time and place. */
const ONLY_VERB =
  /^[\ue000]*(?:全县|全市|全区|全镇|全乡|全村|目前|如今|现在|当时|那时|现|已|已经|累计|共|总共|一共|先后|陆续|只|仅|才|就|还|发展|增加|增长|扩大|壮大|达|达到|增|到|至|有|是|为|建成|建成了|建起|建起了|办起|办起了|投用|投入使用|开办|开办了|开了|建了|修了|修起|修起了|打造|打造了|培育|培育了|约|近|超过|\ue000)*$/;

/**
 * Those a clause without a noun counts, named in the clause before: 县里从2022年起建设村级日间照料中心，已建成42个; 像这样的
 * 民宿，全县2019年只有7家. null unless the clause before ends in a word for a body and has no number.
 */
export function bodiesBefore(d: Discourse, n: NumberInText): string | null {
  const { sentence, quantity } = n;
  if (!/^[个家所座处户间条]$/.test(quantity.unit)) return null;
  const clauseStart = quantity.start - n.raw.length;
  if (!ONLY_VERB.test(d.clean(sentence, clauseStart, quantity.start))) return null;
  if (d.text.charAt(clauseStart - 1) !== '，') return null;
  const previous = lastBorder(d.text, sentence.start, clauseStart - 1);
  const clause = d.clean(sentence, previous, clauseStart - 1);
  if (/\d/.test(clause) || !PLACED_BODY.test(clause)) return null;
  const noun = clause
    .replace(/^.*[的\ue000]/, '')
    .replace(
      /^.*?(?:建设|新建|建成|兴建|打造|发展|培育|实施|推广|推行|设立|兴办|开办|布局|修建|引进)了?/,
      '',
    );
  return noun.length >= 2 && noun.length <= 12 ? noun : null;
}

/** What a county builds and opens, counted one by one. */
const PLACED_BODY =
  /(?:企业|公司|工作室|合作社|作坊|车间|门店|网店|商店|超市|农家乐|民宿|客栈|酒店|旅馆|旅店|饭店|饭馆|食堂|餐厅|书屋|书店|图书馆|博物馆|文化馆|中心|服务站|工作站|充电站|驿站|站点|卫生室|诊所|医院|学校|幼儿园|小学|中学|养老院|敬老院|幸福院|大棚|温室|冷库|采摘园|景区|景点|园区|基地|公园|广场|停车场|厂房|加油站)$/;

const NUMERAL = /[\d一二三四五六七八九]/;

/** 种植面积由… is a clause about an indicator of its own, not a subject; 挂果面积 ends so too. */
function endsBare(subject: string): boolean {
  return /(?:面积|产量|产值|销售额|收入)$/.test(subject);
}

/** The noun the clause before ends with (街上的饭馆、旅店，由7家…), null when it holds a number or a verb. */
export function previousNoun(d: Discourse, n: NumberInText): string | null {
  const clauseStart = n.quantity.start - n.raw.length;
  const previous = lastBorder(d.text, n.sentence.start, clauseStart - 1);
  if (previous >= clauseStart - 1) return null;
  const clause = d.clean(n.sentence, previous, clauseStart - 1).replaceAll(GAP, '');
  const noun = clause.slice(clause.lastIndexOf('的') + 1);
  return noun.length >= 2 && noun.length <= 12 && !NUMERAL.test(noun) ? noun : null;
}
