import type { ArticleFacts, DatedEvent, NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { Article } from '../news/article.ts';
import type { PartialDate } from '../text/date.ts';
import type { Parcel } from './parcel.ts';

/** A fact as stored: its identifier derives from content, so that order of indexing changes nothing. */
export type Stored<T> = T & {
  readonly id: string;
  readonly articleId: string;
  /** For an observation with status `superseded`: the article whose correction withdrew it. */
  readonly supersededBy?: string;
};

export type FactKind = 'observation' | 'tenure' | 'project' | 'event' | 'list';
export type AnyFact = Observation | Tenure | Project | DatedEvent | NamedList;

/** The article a fact is from, without its text. */
export type ArticleInfo = Omit<Article, 'text' | 'repairs' | 'damaged' | 'furniture' | 'withdrawn'>;

interface ObservationFilter {
  /** Full simplified names; matches rows of exactly this place, or joint rows that contain it. */
  readonly places?: readonly string[];
  readonly indicators?: readonly string[];
  readonly project?: string;
  readonly articleId?: string;
  readonly ids?: readonly string[];
}

export interface IndicatorCount {
  readonly indicator: string;
  readonly place: string | null;
  readonly rows: number;
}

export type PutResult = 'added' | 'unchanged' | 'updated';

/** What a correction (更正) says: in the article of that title, `wrong` should read `right`. */
export interface Correction {
  /** null when the notice names no article: then it bears on its own quotations and on the one article it can only mean. */
  readonly title: string | null;
  readonly pairs: readonly { readonly wrong: string; readonly right: string }[];
}

/** Where an article was read: the `entry`-th article (from 0) of a file. */
export interface ArticleSource {
  /** Absolute. */
  readonly path: string;
  readonly entry: number;
}

export interface PutOptions {
  /** Without a source an article belongs to no file and is never pruned. */
  readonly source?: ArticleSource;
  readonly corrections?: readonly Correction[];
  /** The file of the source, when this is its last article: recorded in the same transaction, see `finishFile`. */
  readonly finishes?: FileRecord;
}

/** An article of a file, packed for {@link Store.putParcels}. */
export interface Delivery {
  readonly parcel: Parcel;
  readonly source: ArticleSource;
  /** As in {@link PutOptions}. */
  readonly finishes?: FileRecord;
}

/** A file whose articles are all stored; while size, time and version agree it need not be read again. */
export interface FileRecord {
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** Nanoseconds since the epoch, in decimal. */
  readonly mtime: string;
  readonly sha: string;
  /** Of readers and extractors: after an upgrade an unchanged file is read again. */
  readonly version: string;
}

/** A fact held back, with the reason a human can judge. */
export interface Suspect {
  readonly articleId: string;
  readonly kind: FactKind;
  readonly reason: string;
  readonly fact: AnyFact;
}

/**
 * The only door to the database: asynchronous, so that another engine can stand behind it. Every list is ordered
 * by article date (newest first, unknown last), then article id, then position in the text: never by insertion.
 */
export interface Store {
  /**
   * Stores one article and its facts in one transaction. A fact whose number does not stand in its evidence, or that
   * cannot be believed by itself or beside what else is stored, is kept among the suspects and used for nothing. An
   * article read from several files, in different dirt or from two sites, is one article: the cleanest copy gives
   * its wording, whatever the order. What corrections withdraw is derived from all that is stored.
   */
  putArticle(article: Article, facts: ArticleFacts, options?: PutOptions): Promise<PutResult>;
  /**
   * The same for packed articles, in the order given and in one transaction for all of them, which costs a fraction
   * of one for each. When one cannot be stored, those before it are stored nevertheless.
   */
  putParcels(batch: readonly Delivery[]): Promise<readonly PutResult[]>;
  removeArticle(id: string): Promise<void>;

  /** The record of a file that was stored completely, null otherwise. */
  file(path: string): Promise<FileRecord | null>;
  /** All of the file's articles are stored: entries from `entries` on are gone from it, and it is recorded. */
  finishFile(file: FileRecord, entries: number): Promise<void>;
  /** Forgets a file, and its articles unless another file has them too; how many articles went. */
  removeFile(path: string): Promise<number>;
  /** Paths of all files that gave an article. */
  files(): Promise<readonly string[]>;
  /** Base names of the files an article was read from, copies in other dirt included. */
  sources(articleId: string): Promise<readonly string[]>;
  /** The same text as other files have it, with their outlets and addresses; those in other dirt are articles themselves. */
  copies(articleId: string): Promise<readonly ArticleInfo[]>;
  suspects(): Promise<readonly Suspect[]>;
  /** A small note of the store about itself. */
  note(key: string): Promise<string | null>;
  setNote(key: string, value: string): Promise<void>;

  /** Changes when anything was written, by this process or another: what was derived from the store before is stale. */
  revision(): Promise<string>;

  articles(): Promise<readonly ArticleInfo[]>;
  /** Every article's id with a hash of all that is stored of it: for what is derived from the store and kept beside it. */
  fingerprints(): Promise<ReadonlyMap<string, string>>;
  /** An article without its text. */
  articleInfo(id: string): Promise<ArticleInfo | null>;
  /** Articles with this person in their bylines, newest first. */
  articlesBy(person: string): Promise<readonly ArticleInfo[]>;
  /** Identifiers of the articles with facts of a place, those with most facts first. */
  articlesOn(place: string): Promise<readonly string[]>;
  /** Date of the newest article with a fact of the place (null: none is dated); null when there is no such article. */
  newest(place: string): Promise<{ readonly date: PartialDate | null } | null>;
  article(id: string): Promise<Article | null>;

  observations(filter: ObservationFilter): Promise<readonly Stored<Observation>[]>;
  /** Which indicators are known, for a place or anywhere. */
  indicators(filter: { readonly place?: string }): Promise<readonly IndicatorCount[]>;
  tenures(filter: {
    readonly person?: string;
    readonly place?: string;
    readonly articleId?: string;
  }): Promise<readonly Stored<Tenure>[]>;
  projects(filter: {
    readonly place?: string;
    readonly articleId?: string;
  }): Promise<readonly Stored<Project>[]>;
  events(filter: {
    readonly place?: string;
    readonly articleId?: string;
  }): Promise<readonly Stored<DatedEvent>[]>;
  lists(filter: {
    readonly place?: string;
    readonly articleId?: string;
  }): Promise<readonly Stored<NamedList>[]>;
  /** Persons known from tenures and bylines, for recognising a name in a question. */
  people(): Promise<readonly string[]>;
  /** Any single fact by id, for the evidence button. */
  fact(id: string): Promise<{
    readonly kind: FactKind;
    readonly fact: Stored<AnyFact>;
  } | null>;

  counts(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}
