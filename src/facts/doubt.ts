import { overlaps, type Span } from '../text/span.ts';
import type { AnnotatedArticle } from './document.ts';
import type { ReportedObservation } from './model.ts';

/** Characters between a number and damage within which the number is not believed. */
const DAMAGE_MARGIN = 8;
const BESIDE_DAMAGE = '数字在损坏的文字之中或紧邻其旁';

/**
 * The doubt about a number that stands in or right beside a damaged stretch, to be spread into the observation: the
 * damage may have swallowed a digit, a unit or the word it belongs to.
 */
export function damageDoubt(document: AnnotatedArticle, number: Span): Pick<ReportedObservation, 'doubt'> {
  const { damaged } = document.article;
  if (damaged.length === 0) return {};
  const reach = { start: number.start - DAMAGE_MARGIN, end: number.end + DAMAGE_MARGIN };
  return damaged.some((span) => overlaps(span, reach)) ? { doubt: BESIDE_DAMAGE } : {};
}
