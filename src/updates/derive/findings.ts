import { hash } from 'node:crypto';
import type { Observation, Project, Tenure } from '../../facts/model.ts';
import type { ArticleInfo, Stored } from '../../store/store.ts';
import { titleKey } from '../../store/supersede.ts';
import type { PartialDate } from '../../text/date.ts';
import type { EventBody, EventSource } from '../model.ts';

/** An article with its facts as stored. */
export interface ToldArticle {
  readonly info: ArticleInfo;
  readonly observations: readonly Stored<Observation>[];
  readonly tenures: readonly Stored<Tenure>[];
  readonly projects: readonly Stored<Project>[];
  /** Full names of the places it speaks of first (title, else its first lines); those of its facts are added. */
  readonly places: readonly string[];
  /** Ids of the articles that are the same in other dirt. */
  readonly twins: readonly string[];
  /** Only looked through again by newer extractors: what they find was not said today. */
  readonly reread: boolean;
}

/** An event without when and where it was told. */
export interface Draft {
  readonly id: string;
  readonly body: EventBody;
  /** What it takes the place of: those who were told that are told this. */
  readonly replaces: readonly Replaced[];
}

/** What is no longer to be told of an earlier event: one figure, or (null) all of it. */
export interface Replaced {
  readonly event: string;
  readonly fact: string | null;
}

/** What an article brings; filled by one noun after another. */
export interface Findings {
  readonly drafts: Draft[];
  /** Events told before, which it tells again. */
  readonly retold: Set<string>;
  /** How many facts nobody had told. */
  fresh: number;
  /** When those were told that somebody had. */
  readonly repeated: (PartialDate | null)[];
}

export function noFindings(): Findings {
  return { drafts: [], retold: new Set(), fresh: 0, repeated: [] };
}

/** An identifier of what happened. @returns 16 hex digits */
export function eventId(...parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 16);
}

export function sourceOf({ id, title, url, outlet, date, digest }: ArticleInfo): EventSource {
  return { article: id, title, url, outlet, date, digest };
}

/** 更正 and 公告 stand over many articles of one day. */
const TELLING_TITLE = 6;

/** A title as it is compared; '' when there is none, or one that many articles may have. */
export function tellingTitle(title: string | null): string {
  const key = titleKey(title);
  return key.length < TELLING_TITLE ? '' : key;
}

/** Whether two articles are one document, perhaps edited: the same address, or title and day. */
export function sameDocument(a: EventSource, b: EventSource): boolean {
  if (a.article === b.article || (a.url !== null && a.url === b.url)) return true;
  const title = tellingTitle(a.title);
  // Two papers may print one report; only one of them was edited.
  return title !== '' && title === tellingTitle(b.title) && a.date === b.date && a.outlet === b.outlet;
}
