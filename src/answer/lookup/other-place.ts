import type { Observation } from '../../facts/model.ts';
import type { Gazetteer } from '../../region/gazetteer.ts';
import { toSimplified } from '../../text/script.ts';

const known = new WeakMap<Observation, boolean>();

/**
 * Whether a county's fact stands in a sentence that names another county right before the number and never its own:
 * 超过10亿元的只有乡宁县，完成10.8亿元 must not be told of the county named a sentence earlier. 全县, 我市 and the like speak of
 * the article's own place.
 */
export function ofOtherPlace(fact: Observation, gazetteer: Gazetteer): boolean {
  const kept = known.get(fact);
  if (kept !== undefined) return kept;
  const other = isOther(fact, gazetteer);
  known.set(fact, other);
  return other;
}

function isOther(fact: Observation, gazetteer: Gazetteer): boolean {
  const own = fact.place === null ? undefined : gazetteer.byName(fact.place);
  if (own === undefined || own.level === 'prefecture' || own.level === 'province') return false;
  const evidence = toSimplified(fact.evidence.text);
  const county = own.level === 'township' ? gazetteer.countyOf(own).code : own.code;
  const named = gazetteer.find(evidence);
  if (named.some(({ division }) => division.code === own.code || division.code === county)) return false;
  const at = Math.max(0, fact.at - fact.evidence.span.start);
  const wide = named.filter(({ division }) => division.level !== 'township' && division.level !== 'province');
  const last = wide.filter(({ end }) => end <= at).at(-1);
  // 超过10亿元的只有乡宁县: the county stands behind its number.
  const next = last === undefined ? wide[0] : undefined;
  if (next !== undefined && next.division.level !== 'prefecture') {
    const behind = evidence.slice(at, next.start);
    return behind.length < 16 && /的(?:只?有|仅有|是|为)$/.test(behind);
  }
  if (last === undefined || last.division.level === 'prefecture') return false;
  const between = evidence.slice(last.end, at);
  return !/[。；;！？]|[全我本该][市县区]/.test(between);
}
