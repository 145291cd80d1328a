import { identityOf } from '../../news/identity.ts';
import type { Gazetteer } from '../../region/gazetteer.ts';
import type { ArticleInfo, Store } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import type { ToldArticle } from './findings.ts';

/** An article that has to be looked at. */
export interface Pending {
  readonly info: ArticleInfo;
  /** Hash of all that is stored of it. */
  readonly fingerprint: string;
  /** What was noted of its content when it was last looked at; null: never. */
  readonly before: string | null;
  /** The article that stands for it and all that are the same in other dirt, perhaps itself. */
  readonly main: string;
  /** All that are the same. */
  readonly twins: readonly string[];
}

/** An article with all that the updates need of it. */
export interface Read {
  readonly told: ToldArticle;
  readonly before: string | null;
  /** To be noted now. */
  readonly content: string;
  readonly title: string;
  readonly text: string;
}

/** An article without a place in its title is about those it names first. */
const LEAD = 120;

/** Reads an article and its facts; null when it is gone meanwhile. */
export async function readTold(store: Store, gazetteer: Gazetteer, pending: Pending): Promise<Read | null> {
  const { info, fingerprint, before, main, twins } = pending;
  const article = await store.article(info.id);
  if (article === null) return null;
  const { text, furniture } = article;
  // A twin has its facts where its wording was found the cleanest.
  const of = { articleId: main };
  const words = identityOf(text, furniture);
  const title = info.title ?? '';
  const told: ToldArticle = {
    info,
    observations: await store.observations(of),
    tenures: await store.tenures(of),
    projects: await store.projects(of),
    places: placesIn(gazetteer, title, text),
    twins,
    reread: before !== null && wordsOf(before) === words,
  };
  return { told, before, content: contentOf(fingerprint, words), title, text };
}

function placesIn(gazetteer: Gazetteer, title: string, text: string): readonly string[] {
  const find = (part: string): readonly string[] =>
    gazetteer.find(toSimplified(part)).map(({ division }) => division.name);
  const named = find(title);
  return [...new Set(named.length > 0 ? named : find(text.slice(0, LEAD)))];
}

/** What is noted of an article: whether anything of it changed, and whether its words did. */
function contentOf(fingerprint: string, words: string): string {
  return `${fingerprint} ${words}`;
}

function wordsOf(content: string): string {
  return content.split(' ')[1] ?? '';
}

/** Noted of what operators hide: nothing of it is told, then or later. */
export function unread(fingerprint: string): string {
  return contentOf(fingerprint, '');
}
