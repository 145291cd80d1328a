import type { Quantity } from '../../../text/quantity.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { LEAD_WORDS } from '../lexicon.ts';
import { withoutNew } from './count-again.ts';
import type { Discourse } from './discourse.ts';
import { withoutFragments } from './fragment.ts';
import { isCategory, isDeed, isGeneric, isRate } from './nouns.ts';
import type { Head, NumberInText, Reading } from './number.ts';
import { ofInstitution, partName, sharedSubject } from './part.ts';
import { plainMake } from './phrase.ts';
import { MAKES } from './words.ts';

/** How many of what: the noun behind the number, or in front of it, with the verb that narrows it. */
export function readingOfCount(d: Discourse, n: NumberInText, tailNoun: string): Reading | null {
  const { sentence, quantity, lead, before, after } = n;
  const bare = tailNoun !== '' ? tailNoun : lead.noun;
  if (bare.length < 2 && !/\d/.test(quantity.raw)) return null;
  // 6.2万人的小县: a phrase that names nothing counts nothing.
  if (tailNoun !== '' && withoutFragments(tailNoun).idle) return null;
  if (/^(?:层面|方面|维度|环节|阶段|角度|方向|位次|名次|数字|数据|(?:指标|县|县市区|市区)$)/.test(bare))
    return null;
  // 仍有1件没有完成, 3个尚未开工: what they failed to do is no name of them.
  if (tailNoun !== '' && /^(?:没有?|尚未|未|还没有?|仍未|不能|无法)/.test(tailNoun)) return null;
  // 改造8座 behind projects counted in another way: of what, no word tells.
  if (tailNoun === '' && isDeed(bare) && !isGeneric(bare)) return null;
  // 两个行业增加值分别为…: how many are listed, nobody's figure.
  if (/^[两二三四五六七八九]$/.test(quantity.raw) && /^(?:行业|产业|门类|领域|品种|区域|板块)/.test(bare))
    return null;
  // 仅有的两个突破3万元的地方: what they did, not what they are.
  if (/^(?:突破|超过|超|达到|低于|高于|不足)$/.test(tailNoun)) return null;
  // 连续三个季度居首, 连续5个月下降: how long it has been so.
  if (/连续$/.test(n.raw) && /^(?:季度|月|年度|学期)/.test(after)) return null;
  // 17个县市区中，甲县增速最快; 17个县中有12个增长: the field, and how many of it, are no figures of the quantity.
  if (FIELD.test(bare)) return null;
  // 炼焦、钢铁两个行业分别下降…: the number only sums up those named in front.
  if (
    !/\d/.test(quantity.raw) &&
    /[、和与][\u3400-\u9fffA-Za-z]{1,8}$/.test(before) &&
    /^[^，。；]{0,6}(?:分别|均|都|合计|共同)/.test(after)
  )
    return null;
  // 12个国考断面优良水体比例达到…: where the things counted end and the rate begins no word tells.
  if (tailNoun !== '' && isRate(bare)) return null;
  // 产品达6大类|32种: what stands in front is a count of its own.
  if (/\d大?[类种个项]$/.test(bare)) return null;
  const make = lead.make !== '' || tailNoun === '' ? lead.make : trailingMake(lead.noun);
  const enumerated =
    /(?:^|[，,；;：:\ue000])(?:[^，,；;：:]{0,12}包括)?([^，,；;：:、]{2,20})(?:、[^，,；;：:]{2,80})?等(?:总投资[\d.]{1,9}[亿万]元的|约|近)?$/.exec(
      before,
    );
  const listed = enumerated !== null;
  // 其余26个项目 are what is left: neither the whole nor what was told of the others.
  const others = /(?:其余|另外|剩余|其他)/.exec(before)?.[0];
  // 10亿元以上的项目1个、亿元以上13个: of the same things.
  const things = /(?:以上|以下|以内)$/.test(bare)
    ? /(?:项目|企业|工程)$/.exec(d.lastCount?.noun ?? '')
    : null;
  let noun = `${bare}${things?.[0] ?? ''}`;
  // 新增规上企业9户，总数达到74户: the second counts them all.
  if (/^(?:总数|总量|累计总数)$/.test(bare) && d.lastCount !== null) noun = withoutNew(d.lastCount.noun);
  if (make.startsWith('新') && !isGeneric(bare)) noun = make + bare;
  else if (others !== undefined) noun = `${others}${bare}`;
  else if (isGeneric(bare)) noun = (make === '' && /项目|工程/.test(bare) ? d.make : make) + bare;
  else if (
    /(?:项目|工程)$/.test(bare) &&
    make !== '' &&
    !PLANNING.test(make) &&
    (lead.part || !CARRYING.test(make))
  )
    noun = make + bare;
  // 植物园等10个重点项目 are some of the key projects, not all of them.
  if (enumerated !== null && (isGeneric(bare) || indicatorLexicon().canonical(bare) !== null)) {
    noun = `${behindVerbs(enumerated[1] ?? '')}等${bare}`;
  }
  // 片区开发的10个重点项目 are not the place's key projects as a whole.
  if (tailNoun !== '' && lead.noun.length >= 2 && /的$/.test(before) && !isGeneric(lead.noun))
    noun = `${lead.noun}${noun}`;
  const launch = /^(?:新建|重点|重大)?项目(集中开工|集中签约|集中竣工)/.exec(after);
  if (launch !== null) noun = `${launch[1] ?? ''}项目`;
  // 产业转型类12个 counts projects when projects are what the report counts.
  if (/类$/.test(noun) && (d.head !== null || d.make !== '')) noun = `${noun}项目`;
  // 其中省级5个、市级21个，总投资…: parts in a row.
  const sibling =
    !lead.part &&
    d.parent !== null &&
    d.head?.partOf != null &&
    /^、/.test(n.raw.slice(n.from - quantity.start + n.raw.length));
  const partOf =
    (lead.part || sibling) && d.head !== null && !d.head.project ? (d.head.partOf ?? d.head) : null;
  const head: Head = { noun, listed, project: false, end: quantity.end, partOf, sibling };
  if (/项目|工程|企业/.test(noun)) {
    if (/^[^，,；;。]{0,14}(?:包括|包含|其中|分别是|涵盖)/.test(after)) d.whole = head;
    d.head = head;
  }
  const own = indicatorLexicon().canonical(noun);
  const kept = own === null && tailNoun === '' ? ofInstitution(d, n, noun) : null;
  const whose =
    own === null && tailNoun === ''
      ? ((isCategory(noun) ? partName(d, n, noun) : null) ?? sharedSubject(d, noun) ?? kept)
      : null;
  const indicator = own ?? countName(whose ?? noun, quantity, true);
  const event =
    (d.launched && /项目$/.test(noun) && (lead.part || /类项目$/.test(noun) || isPartTold(d, n))) ||
    (/开工|签约|竣工/.test(noun) &&
      /集中|仪式|首批|第一批|同时|同日|活动|此次|这批|本批/.test(`${before}${noun}${after}${sentence.text}`));
  if (event) d.launched = true;
  const parent = d.parentOf(indicator);
  if (!('parent' in parent)) d.counted = indicator;
  d.tally = { indicator, unit: quantity.unit };
  return {
    indicator,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event,
    // 小学21所，在校生5986人，专任教师612人: the school stays the thing counted.
    counts: kept !== null && d.lastCount !== null ? d.lastCount : head,
    ...parent,
  };
}

const FIELD =
  /^(?:县|市|区|县市区|市区|区县|县区|县市|地市|市县|设区市|县（市、区）|重点城市|城市)(?:中|里|内|当中|之中|依次是?|分别是?|是)/;

/** 按类别分，产业项目7个; 1亿元以上项目6个: parts of what was launched. */
function isPartTold(d: Discourse, { sentence, from }: NumberInText): boolean {
  return d.threshold?.end === from || /^(?:按|分|从)[\u3400-\u9fff]{1,8}[，：]/.test(sentence.text);
}

/** 谋划了重点项目124个 counts the key projects; 实施重点项目76个 counts those carried out. */
const PLANNING = /^(?:谋划|储备)$/;
/** 共实施重点项目73个 counts them all, 其中实施项目76个 only some. */
const CARRYING = /^(?:实施|推进)$/;

function trailingMake(noun: string): string {
  return plainMake(MAKES.find((verb) => noun.endsWith(verb)) ?? '');
}

/** 三件大事, 五项机制, 两个方面: a number that only announces an enumeration is no figure. */
export function idleCount(quantity: Quantity): boolean {
  return (
    !/\d/.test(quantity.raw) &&
    quantity.value <= 10 &&
    /^(?:件|项|方面|个方面|层面|个层面|类|条|篇|句|步|点|种|处)$/.test(quantity.unit)
  );
}

/** 人大四次会议, 三期温室: which one, not how many. */
export function isOrdinal({ quantity, after, before }: NumberInText): boolean {
  if (quantity.unit === '次')
    return /^(?:全体)?(?:会议|全会|大会|党代会|代表大会|常务会)/.test(after) && /[大届委会协]$/.test(before);
  return (
    quantity.unit === '期' &&
    !/\d/.test(quantity.raw) &&
    /^[\u3400-\u9fff]/.test(after) &&
    !/(?:共|分|办|开展|举行|发行|培训|出版)了?$/.test(before)
  );
}

/** What some of those counted did: 42户企业中，33户|实现增长. */
const SUBSET =
  /^(?:企业|项目)?(?:已|均|已经)?((?:实现|保持|出现|处于|建成|投产|停产|亏损|盈利|达产|达标|开工|复工|完工|摘帽|落地|投用|通车|达效|并网|交付|挂牌|验收|交工|开业|开灶|运营)[\u3400-\u9fff]{0,4})(?=[，。；、]|$)/;

/** 42户企业中，33户实现增长: some of those counted before, named by what they did; null elsewhere. */
export function subsetName(d: Discourse, n: NumberInText): string | null {
  if (d.tally === null || d.tally.unit !== n.quantity.unit || n.lead.make !== '') return null;
  const did = SUBSET.exec(n.after)?.[1];
  return did === undefined ? null : `${did}的${d.tally.indicator}`;
}

/** 全村210户、640人: behind the households stand the people in them; null elsewhere. */
export function inhabitantsBeside(d: Discourse, n: NumberInText): string | null {
  const told = d.lastCount;
  if (!/[人口]$/.test(n.quantity.unit) || told?.end === undefined) return null;
  if (!/^[，、]?(?:共|共有|约|总人口)?$/.test(d.text.slice(told.end, n.quantity.start))) return null;
  const homes = /^(.*?)(?:户|居民|农户|群众|村民)数$/.exec(d.tally?.indicator ?? '');
  return homes === null || d.tally?.unit.endsWith('户') !== true ? null : `${homes[1] ?? ''}人口`;
}

/** 重点项目 69个 is the number of projects: 重点项目数; 招商 4次 is 招商次数. */
export function countName(indicator: string, quantity: Quantity, isCount: boolean): string {
  // 全村176户、583人: its households and people.
  const home = isCount
    ? /^(.{0,10}?)((?:全|该|本)[县市区家]|(?:全|该|本)?[村乡镇]|社区)$/.exec(indicator)
    : null;
  if (home !== null && /[户人口]$/.test(quantity.unit)) {
    const whose = /^[全该本]/.test(home[2] ?? '') ? '' : indicator;
    return `${whose}${quantity.unit.endsWith('户') ? '户数' : '人口'}`;
  }
  if (!isCount || /(?:数|数量|次数|人数|户数|量|率|指数|收入|面积|节省|人次)$/.test(indicator))
    return indicator;
  if (/人次$/.test(quantity.unit)) return `${indicator}人次`;
  return /次$/.test(quantity.unit) ? `${indicator}次数` : `${indicator}数`;
}

/** 下一步还将谋划实施|神山文化旅游综合体: the first of those listed, without the verbs in front. */
function behindVerbs(member: string): string {
  const verb = LEAD_WORDS.cut.all(member).findLast(({ end }) => end <= member.length - 2);
  return verb === undefined ? member : member.slice(verb.end);
}
