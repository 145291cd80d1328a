import type { Article } from '../../src/news/article.ts';

/** An article as the readers would hand it over, for tests that start behind them. */
export function articleOf(text: string, fields: Partial<Omit<Article, 'text'>> = {}): Article {
  return {
    id: 'test',
    file: 'test.md',
    title: null,
    url: null,
    outlet: '示例日报',
    date: '2024-07-26',
    dateBasis: 'stated',
    digest: false,
    text,
    repairs: [],
    damaged: [],
    furniture: [],
    bylines: [],
    ...fields,
  };
}
