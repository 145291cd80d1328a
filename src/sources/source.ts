/** A place on the web where news comes from, as written in data/sources.json. */
export interface Source {
  /** For operators. */
  readonly name: string;
  readonly url: string;
  /** An RSS or Atom feed, or a page that lists articles. */
  readonly kind: 'feed' | 'list';
  /** Whose articles they are, where a page does not say. */
  readonly outlet: string;
  /** Minutes between two looks. */
  readonly every: number;
  /** Of a list page: only links whose address, or path, begins so. */
  readonly links: string | null;
  /** Selectors of the date and the title on an article's page, where the reader does not find them. */
  readonly date: string | null;
  readonly title: string | null;
}

/** One article that a source speaks of. */
export interface NewsItem {
  /** The same however often and by whichever source it is listed. */
  readonly key: string;
  /** Absolute; null for an item without a link. */
  readonly url: string | null;
  readonly title: string | null;
  /** In Asia/Shanghai. */
  readonly date: string | null;
  /** When the source says that it was changed last, milliseconds since 1970. */
  readonly updated: number | null;
  /** The whole article as HTML, where a feed carries it. */
  readonly html: string | null;
}

/** Minutes between two looks, unless the entry says so. */
export const USUAL_MINUTES = { feed: 15, list: 30 } as const;
