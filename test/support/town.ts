import type { Answer, Answerer } from '../../src/answer/answer.ts';
import { createAnswerer } from '../../src/answer/answerer.ts';
import type { ArticleFacts, Observation, Tenure } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { articleOf } from './article.ts';
import { createBigramIndex } from './bigram-index.ts';
import { linfen } from './linfen.ts';

/** A fact written down by hand: `in` is the sentence of the story that proves it. */
export type Told<T> = Partial<T> & { readonly in: string };

export interface Story {
  readonly text: string;
  readonly article: Partial<Omit<Article, 'text'>> & { readonly id: string };
  readonly places: readonly string[];
  readonly observations?: readonly Told<Observation>[];
  readonly tenures?: readonly Told<Tenure>[];
  readonly rest?: Partial<Pick<ArticleFacts, 'projects' | 'events' | 'lists'>>;
}

export function year(value: number): Observation['period'] {
  return { start: `${value}-01-01`, end: `${value}-12-31`, label: `${value}年` };
}

/** Where a sentence of the story stands, as evidence. */
export function evidenceIn(text: string, sentence: string): Observation['evidence'] {
  const start = text.indexOf(sentence);
  if (start < 0) throw new Error(`the story does not say: ${sentence}`);
  return { text: sentence, span: { start, end: start + sentence.length } };
}

/** An answerer over hand-made stories, in memory: what is tested is the answering alone. */
export async function answererOver(stories: readonly Story[]): Promise<{ answer: Answerer; store: Store }> {
  const store = openStore(':memory:');
  const index = createBigramIndex();
  for (const story of stories) {
    const article = articleOf(story.text, story.article);
    await store.putArticle(article, {
      observations: (story.observations ?? []).map((told) => observation(story, told)),
      tenures: (story.tenures ?? []).map((told) => tenure(story, told)),
      projects: story.rest?.projects ?? [],
      events: story.rest?.events ?? [],
      lists: story.rest?.lists ?? [],
    });
    await index.add(passages(story));
  }
  return { answer: createAnswerer({ store, index, gazetteer: linfen() }), store };
}

function passages(story: Story): Parameters<ReturnType<typeof createBigramIndex>['add']>[0] {
  return story.text.split('\n').map((text, i) => {
    const start = story.text.indexOf(text);
    const span = { start, end: start + text.length };
    return {
      id: `${story.article.id}#${i}`,
      articleId: story.article.id,
      places: story.places,
      heading: null,
      text,
      span,
    };
  });
}

function observation(story: Story, told: Told<Observation>): Observation {
  const evidence = evidenceIn(story.text, told.in);
  const raw = told.raw ?? String(told.value);
  const at = evidence.span.start + told.in.indexOf(raw);
  const { in: _sentence, ...fields } = told;
  return {
    place: story.places[0] ?? null,
    indicator: '',
    measure: 'level',
    status: 'actual',
    period: null,
    value: 0,
    unit: '',
    ...fields,
    raw,
    at,
    evidence,
  };
}

function tenure(story: Story, told: Told<Tenure>): Tenure {
  const { in: sentence, ...fields } = told;
  return {
    person: '',
    place: story.places[0] ?? null,
    posts: [],
    acting: false,
    status: 'holds',
    asOf: story.article.date ?? null,
    ...fields,
    evidence: evidenceIn(story.text, sentence),
  };
}

/** The words of an answer's first line. */
export function headlineOf(answer: Answer): string {
  return answer.headline.map((run) => run.text).join('');
}
