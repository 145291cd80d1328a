import { toSimplified } from '../text/script.ts';
import { qualifierDiffers } from './lookup/match.ts';
import type { Candidate } from './lookup/observations.ts';
import { ofOtherSense } from './sense.ts';
import type { Term, Understanding } from './understand/understanding.ts';

/** Share of the question's words that must stand somewhere in the fact's evidence or name. */
const ANYWHERE = 0.7;
/** Share that must stand in its name or clause. */
const NEAR = 0.6;

/**
 * Whether a fact may answer at all. Its place was chosen by the look-up; here its words must cover the question's:
 * every indicator asked must be the fact's own (another settled indicator in the same sentence is another fact), and
 * hardly a distinguishing word may be missing.
 */
export function mayAnswer(
  candidate: Candidate,
  question: Understanding,
  settled: (name: string) => boolean,
  namesOther: (name: string) => boolean = () => false,
): boolean {
  const { coverage, fact } = candidate;
  const hard = question.terms.filter((term) => term.soft !== true);
  if (question.terms.length === 0) return false;
  const asked = hard.flatMap((term) => (term.indicator === undefined ? [] : [term]));
  for (const term of asked) {
    const own = term.indicator === fact.indicator || (candidate.exact && asked.length === 1);
    const named = term.forms.some((form) =>
      `${fact.parent ?? ''}|${fact.project ?? ''}|${fact.indicator}`.toLowerCase().includes(form),
    );
    const other = settled(fact.indicator) && !own;
    if (other && !named) return false;
    if (!own && !named && coverage.missing.includes(term)) return false;
    if (!own && !named && coverage.named < 1) return false;
    // 第三产业占GDP的比重: the same share of another sector is another fact.
    if (!own && !named && asked.length > 1 && namesOther(fact.indicator)) return false;
  }
  if (!rateIsOne(fact, hard) || !ofAskedWhole(fact, question)) return false;
  if (!headIsNear(candidate, hard) || !unitIsPlausible(fact)) return false;
  // 浮山县投资增速居首 is of 固定资产投资 though the sentence has only its short name.
  if (!settled(fact.indicator) && !isProven(fact)) return false;
  if (ofPartBelow(fact, question) || ofOtherState(fact, question) || ofOtherSense(fact, question))
    return false;
  if ((!candidate.leaning && qualifierDiffers(hard, coverage)) || !isNamed(candidate, hard, question))
    return false;
  if (coverage.anywhere < ANYWHERE || (coverage.near < NEAR && !namesRate(fact, hard))) return false;
  if (coverage.missing.length > 0 && coverage.missing.length * 3 > hard.filter((t) => t.weight >= 1).length)
    return false;
  // Only generic words (项目, 总投资): the words taken over from the earlier question must speak for it.
  const weighty = hard.some((term) => term.weight >= 1);
  if (!weighty && question.terms.some((term) => term.soft === true)) return coverage.soft >= 0.3;
  if (!weighty) return candidate.precision >= 0.6;
  return coverage.score >= 0.35;
}

/**
 * 中药材产值: the last weighty word says what is measured; standing elsewhere in the sentence it belongs to another
 * number (37万亩，产值近5亿元).
 */
function headIsNear({ coverage }: Candidate, hard: readonly Term[]): boolean {
  const head = hard.filter((term) => term.weight >= 1).at(-1);
  if (coverage.far.some((term) => /[段类]$/.test(term.text))) return false;
  return head === undefined || !coverage.far.includes(head);
}

/** 开工率 is a rate: what is told beside it in money is not. */
function rateIsOne({ unit, measure }: Candidate['fact'], hard: readonly Term[]): boolean {
  const rate = hard.at(-1)?.text.endsWith('率') === true;
  return !rate || measure === 'rank' || /^(?:%|‰|个?百分点)$/.test(unit);
}

/** 重点项目…开工率95.9%: a rate that bears the asked name may have its whole elsewhere in the sentence. */
function namesRate(fact: Candidate['fact'], hard: readonly Term[]): boolean {
  const rate = hard.at(-1)?.text ?? '';
  return rate.length > 2 && rate.endsWith('率') && fact.indicator === rate;
}

/** 占全市比重 is no answer to 占GDP多少: where both name the whole, it is one whole. */
function ofAskedWhole({ indicator, measure }: Candidate['fact'], { whole, wants }: Understanding): boolean {
  if (measure !== 'share' || !wants.has('share') || whole === '') return true;
  const told = plainWhole(/占(?!地(?!区)|用|比)(.{1,14}?)的?(?:比重|比例|份额)/.exec(indicator)?.[1] ?? '');
  const asked = plainWhole(whole);
  return told === '' || asked === '' || told.includes(asked) || asked.includes(told);
}

function plainWhole(words: string): string {
  return words
    .replace('地区生产总值', '生产总值')
    .replace(/^(?:全[县区]|本[县市]|了|的)/, '')
    .replace(/数$/, '');
}

/** Share of a name's pairs of characters that its own evidence must hold. */
const PROVEN = 0.34;

/**
 * An investment, a length or a time of building is of what its sentence names: where the sentence names something
 * else, reading has bound it wrongly.
 */
function isProven(fact: Candidate['fact']): boolean {
  const name =
    (fact.project ?? '') ||
    /^(.{4,}?)(?:总投资|投资|长度|工期|占地面积|装机容量|年产值)$/.exec(fact.indicator)?.[1];
  if (name === undefined || name.length < 4 || /项目$/.test(name)) return true;
  const evidence = toSimplified(fact.evidence.text);
  const at = fact.at - fact.evidence.span.start;
  const before = evidence.slice(0, at);
  const pairs = Array.from({ length: name.length - 1 }, (_, i) => name.slice(i, i + 2));
  const share = pairs.filter((pair) => before.includes(pair)).length / pairs.length;
  // Nothing else may stand between: 石鼻沟电站总投资61亿元，工期66个月 is not of the road named before.
  return share >= PROVEN || /^(?:其?(?:总投资|投资|长|工期|占地))/.test(evidence);
}

/** 全镇养蜂3200箱: told of a town inside the place, and the question does not ask for the town. */
function ofPartBelow(fact: Candidate['fact'], question: Understanding): boolean {
  const at = fact.at - fact.evidence.span.start;
  const before = toSimplified(fact.evidence.text).slice(Math.max(0, at - 40), at);
  if (question.places.length === 0 || question.places.some((p) => p.division.level === 'township'))
    return false;
  if (/全[镇乡村][^。；]*$/.test(before) && !/[镇乡村]$/.test(fact.place ?? '')) return true;
  // 公司去年出口额1.1亿元: a firm's number is not the place's.
  if (COMPANY.test(before) && !/公司|企业|厂|合作社/.test(question.text) && (fact.project ?? '') === '')
    return true;
  // 现场8个项目签约 is a day's count, not what has been signed this year.
  if (ONE_DAY.test(before) && /全年|已经|累计|以来|总共/.test(question.text) && question.periods.length > 0)
    return true;
  // 古县旧县镇中药材: the town stands right before what is measured.
  return false;
}

const ONE_DAY = /(?:现场|当天|当日|[本此这]次)[^。；]{0,20}$/;
const COMPANY =
  /(?:公司|[该本]企业|[该本全]厂|厂里|合作社)(?:去年|今年|上年|\d{4}年)(?![^。；]*(?:全[市县区]|我[市县区]))[^。；]{0,30}$/;

/** 开工签约项目27个 counts those that have begun: no answer to how many were signed. */
function ofOtherState({ indicator, measure }: Candidate['fact'], { text }: Understanding): boolean {
  const state = /开复?工|竣工|投产|完工|落地/.exec(indicator)?.[0];
  if (state === undefined || measure !== 'level' || !indicator.endsWith('项目数')) return false;
  return /签|引进|谋划|储备|招商/.test(text) && !/[开复动竣完]工|投产|落地|建成|开建/.test(text);
}

/** A rate in 个 is the pool of the rate, misread. */
function unitIsPlausible(fact: Candidate['fact']): boolean {
  return (
    !/(?:率|比例|比重)$/.test(fact.indicator) ||
    fact.measure === 'rank' ||
    /^(?:%|‰|个?百分点)$/.test(fact.unit)
  );
}

/** The question must say something of the fact's own name, and of the project's when it is a project's number. */
function isNamed(
  { coverage, fact, lead }: Candidate,
  hard: readonly Term[],
  question: Understanding,
): boolean {
  const weighty = hard.filter((term) => term.weight >= 1);
  if (weighty.length > 0 && coverage.named < 1) return false;
  const project = (fact.project ?? '').toLowerCase();
  if (project === '' || hard.length === 0) return true;
  // 十件实事…总共花多少钱: one project's investment is not that of what was asked before.
  const soft = question.terms.filter((term) => term.soft === true);
  if (soft.length > 0 && !weighty.some((term) => term.forms.some((form) => project.includes(form))))
    return soft.some((term) => term.weight >= 0.4 && term.forms.some((form) => project.includes(form)));
  return (
    weighty.some((term) => term.forms.some((form) => project.includes(form))) ||
    weighty.length === 0 ||
    weighty.every((term) => term.forms.some((form) => lead.includes(form)))
  );
}
