import type { Article, Byline, DateBasis } from '../news/article.ts';
import type { Repair } from '../text/repair.ts';
import type { Span } from '../text/span.ts';
import type { ArticleInfo } from './store.ts';

/** Columns of an article without its text, in the order of {@link ArticleHead}. */
export const HEAD_COLUMNS =
  'a.id, a.file, a.title, a.url, a.outlet, a.date, a.date_basis, a.date_reason, a.digest, a.bylines';

export interface ArticleHead {
  readonly id: string;
  readonly file: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: string | null;
  readonly date_basis: DateBasis;
  readonly date_reason: string | null;
  readonly digest: number;
  readonly bylines: string;
}

export interface ArticleRow extends ArticleHead {
  readonly text: string;
  readonly repairs: string;
  readonly damaged: string;
  readonly furniture: string;
}

export function infoOf(row: ArticleHead): ArticleInfo {
  return {
    id: row.id,
    file: row.file,
    title: row.title,
    url: row.url,
    outlet: row.outlet,
    date: row.date,
    dateBasis: row.date_basis,
    ...(row.date_reason === null ? {} : { dateReason: row.date_reason }),
    digest: row.digest === 1,
    bylines: JSON.parse(row.bylines) as readonly Byline[],
  };
}

export function articleOf(row: ArticleRow): Article {
  return {
    ...infoOf(row),
    text: row.text,
    repairs: JSON.parse(row.repairs) as readonly Repair[],
    damaged: JSON.parse(row.damaged) as readonly Span[],
    furniture: JSON.parse(row.furniture) as readonly Span[],
  };
}
