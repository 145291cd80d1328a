import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ArticleFacts, Observation, Tenure } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { identityOf } from '../../src/news/identity.ts';
import { bareArticle } from './article.ts';

/** A folder of its own that is gone after the test. */
export function temporaryFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An invented article. */
export function articleOf(text: string, over: Partial<Article> = {}): Article {
  return { ...bareArticle(text, { id: identityOf(text) }), ...over };
}

/** An observation whose number is `raw` in `sentence`, both standing in the article's text. */
export function observationIn(
  article: Article,
  sentence: string,
  raw: string,
  over: Partial<Observation> = {},
): Observation {
  const start = article.text.indexOf(sentence);
  return {
    place: '霍州市',
    indicator: '地区生产总值',
    measure: 'level',
    status: 'actual',
    period: { start: '2022-01-01', end: '2022-12-31', label: '2022年' },
    value: Number(raw),
    unit: '亿元',
    raw,
    at: start + sentence.indexOf(raw),
    evidence: { text: sentence, span: { start, end: start + sentence.length } },
    ...over,
  };
}

export function tenureIn(
  article: Article,
  sentence: string,
  person: string,
  over: Partial<Tenure> = {},
): Tenure {
  const start = article.text.indexOf(sentence);
  return {
    person,
    place: '霍州市',
    posts: ['市长'],
    acting: false,
    status: 'holds',
    asOf: article.date,
    evidence: { text: sentence, span: { start, end: start + sentence.length } },
    ...over,
  };
}

export function factsOf(over: Partial<ArticleFacts> = {}): ArticleFacts {
  return { observations: [], tenures: [], projects: [], events: [], lists: [], ...over };
}
