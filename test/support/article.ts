import type { Article } from '../../src/news/article.ts';

/** An article of which nothing but the text is known, for tests that start behind the readers. */
export function bareArticle(text: string, fields: Partial<Omit<Article, 'text'>> = {}): Article {
  return {
    id: 'a',
    file: 'a.txt',
    title: null,
    url: null,
    outlet: null,
    date: null,
    dateBasis: 'unknown',
    digest: false,
    text,
    repairs: [],
    damaged: [],
    furniture: [],
    bylines: [],
    ...fields,
  };
}

/** A dated article of an invented paper. */
export function articleOf(text: string, fields: Partial<Omit<Article, 'text'>> = {}): Article {
  return bareArticle(text, { outlet: '示例日报', date: '2024-07-26', dateBasis: 'stated', ...fields });
}
