import { toSimplified } from '../../../text/script.ts';
import type { AnnotatedArticle } from '../../document.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { Topic } from './number.ts';

/** What an article as a whole tells of, for bare numbers behind places; null when neither title nor opening say. */
export function topicOfArticle(document: AnnotatedArticle): Topic | null {
  return titleTopic(document.article.title) ?? rankedTopic(document);
}

/** The indicator a title names (上半年17个县GDP增速排定座次). */
function titleTopic(title: string | null): Topic | null {
  if (title === null) return null;
  const folded = toSimplified(title);
  const named = indicatorLexicon().find(folded).at(-1);
  if (named === undefined) return null;
  const grows = /增速|增幅|增长/.test(folded);
  return { indicator: named.canonical, measure: grows ? 'growth' : 'level', unit: grows ? '%' : '' };
}

/** Of what a report on many counties ranks the total or the growth, when it names no quantity. */
function rankedTopic(document: AnnotatedArticle): Topic | null {
  const opening = `${toSimplified(document.article.title ?? '')}。${document.sentences
    .slice(0, OPENING)
    .map(({ text }) => text)
    .join('')}`;
  const ranked = COUNTIES.test(opening) && ECONOMIES.test(opening);
  return ranked ? { indicator: '地区生产总值', measure: 'level', unit: '' } : null;
}

/** Sentences that tell what an article is about. */
const OPENING = 2;
const COUNTIES = /县[（(]市、?区[）)]|县市区|各县|[\d一二三四五六七八九十]个县/;
const ECONOMIES = /经济(?:总量|成绩单|答卷|座次|排名|排行|版图|格局|体量|数据|增速|增长|家底|实力)|GDP/;
