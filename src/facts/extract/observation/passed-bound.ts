import type { Quantity } from '../../../text/quantity.ts';
import type { Discourse } from './discourse.ts';
import { withoutFragments } from './fragment.ts';
import type { NumberInText, Reading } from './number.ts';

/** 个村(的)(集体经济收入)(全部)超过|50万元: who passed a bound, in what, and how. */
const PASSED =
  /^(?:的)?([\u3400-\u9fff]{0,6}?(?:村|乡镇|镇|乡|社区|企业|县|县区|县市区|区|园区|合作社|农户|户|家庭|景区))(?:的)?([\u3400-\u9fff]{0,12}?)(?:全部|均|都|已经?|也)*(超过|突破|过|达到|达|超|逾|不足|低于)了?(?:约)?$/;

/**
 * 14个村超过50万元: how many passed a bound. The bound belongs to the name of what is counted and is nobody's figure,
 * so it is remembered and the number behind is not read.
 * @param next the number behind, which is the bound
 */
export function readingOfPassed(d: Discourse, n: NumberInText, next: Quantity | undefined): Reading | null {
  const { quantity, after } = n;
  if (quantity.kind !== 'count' || next === undefined || next.kind === 'count') return null;
  if (next.kind === 'rank' || next.start !== quantity.end + after.length) return null;
  const passed = PASSED.exec(after);
  if (passed === null) return null;
  const [, things = '', what = '', verb = ''] = passed;
  const said = withoutFragments(what).noun;
  const spoken = d.passed?.what ?? '';
  const about = said !== '' ? said : spoken;
  d.passed = { what: about, end: next.start };
  const bound = d.text.slice(next.start, next.end);
  return {
    indicator: `${about}${verb === '过' ? '超过' : verb}${bound}的${things}数`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    passing: true,
  };
}

/** Whether a number is the bound that those counted just before have passed. */
export function isPassedBound(d: Discourse, { quantity }: NumberInText): boolean {
  return d.passed?.end === quantity.start;
}
