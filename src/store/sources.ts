import { basename } from 'node:path';
import { cleanestFirst } from '../news/identity.ts';
import type { Connection } from './connection.ts';
import { deleteContent, readContent, writeContent } from './contents.ts';
import { type Content, type Parcel, pack, unpack } from './parcel.ts';
import type { ArticleInfo, ArticleSource, PutResult } from './store.ts';
import { inheritWithdrawals } from './withdrawn.ts';

interface Primary {
  readonly source_path: string | null;
  readonly source_entry: number | null;
  readonly content_hash: string;
}

/**
 * Stores what one source says of an article. The cleanest copy gives the wording, of equals the one with the smallest
 * base name (then path); what the others say is kept aside, so that removing a file never loses the article. Inside
 * a transaction.
 */
export function putContent(db: Connection, parcel: Parcel, source: ArticleSource | null): PutResult {
  const { id } = parcel.article;
  const replaced = source === null ? false : detachOther(db, source, parcel);
  const known = db.sql('SELECT source_path, source_entry, content_hash FROM article WHERE id = ?').get(id) as
    | Primary
    | undefined;
  if (known === undefined) {
    writeContent(db, parcel, source);
    if (source !== null) attach(db, source, id, null);
    return replaced ? 'updated' : 'added';
  }
  const current = sourceOf(known);
  if (source !== null && current !== null && compareSources(current, source) !== 0) {
    const stored = readContent(db, id);
    const content = unpack(parcel);
    if (stored !== null && compareCopies({ content: stored, source: current }, { content, source }) < 0) {
      attach(db, source, id, content);
      return replaced ? 'updated' : 'unchanged';
    }
    attach(db, current, id, stored);
  }
  if (source !== null) attach(db, source, id, null);
  const owner = source ?? current;
  const sameOwner =
    current === null ? owner === null : owner !== null && compareSources(current, owner) === 0;
  if (sameOwner && known.content_hash === parcel.hash) return 'unchanged';
  writeContent(db, parcel, owner);
  return 'updated';
}

/** Takes an entry of a file away from its article; true when the article went with it. */
export function detach(db: Connection, source: ArticleSource): boolean {
  const id = db
    .sql('DELETE FROM file_article WHERE path = ? AND entry = ? RETURNING article_id')
    .pluck()
    .get(source.path, source.entry) as string | undefined;
  if (id === undefined) return false;
  const primary = db
    .sql('SELECT source_path, source_entry, content_hash FROM article WHERE id = ?')
    .get(id) as Primary | undefined;
  const current = primary === undefined ? null : sourceOf(primary);
  if (current === null || compareSources(current, source) !== 0) return false;
  const [next] = spares(db, id).toSorted(compareCopies);
  if (next === undefined) {
    deleteContent(db, id);
    return true;
  }
  writeContent(db, pack(next.content), next.source);
  attach(db, next.source, id, null);
  return false;
}

/** What the files say of an article that do not give its wording, the cleanest first. */
export function copiesOf(db: Connection, id: string): readonly ArticleInfo[] {
  return spares(db, id)
    .toSorted(compareCopies)
    .map(({ content: { article } }) => article);
}

interface Copy {
  readonly content: Content;
  readonly source: ArticleSource;
}

function spares(db: Connection, id: string): readonly Copy[] {
  const rows = db
    .sql('SELECT path, entry, spare FROM file_article WHERE article_id = ? AND spare IS NOT NULL')
    .all(id) as readonly (ArticleSource & { readonly spare: string })[];
  return rows.map(({ path, entry, spare }) => ({
    content: JSON.parse(spare) as Content,
    source: { path, entry },
  }));
}

/** Copies of one text: their articles have one id, so that of equally clean ones the file's name decides. */
function compareCopies(a: Copy, b: Copy): number {
  return cleanestFirst(a.content.article, b.content.article) || compareSources(a.source, b.source);
}

function detachOther(db: Connection, source: ArticleSource, parcel: Parcel): boolean {
  const { id } = parcel.article;
  const before = db
    .sql('SELECT article_id FROM file_article WHERE path = ? AND entry = ?')
    .pluck()
    .get(source.path, source.entry) as string | undefined;
  if (before === undefined || before === id) return false;
  if (isEdition(db, before, parcel)) inheritWithdrawals(db, before, id);
  detach(db, source);
  return true;
}

/** Whether a file's entry still holds the article it held before, edited; in a list, entries may have moved. */
function isEdition(db: Connection, before: string, { article, titleKey }: Parcel): boolean {
  const row = db.sql('SELECT title_key, url, date FROM article WHERE id = ?').get(before) as
    | { readonly title_key: string; readonly url: string | null; readonly date: string | null }
    | undefined;
  if (row === undefined || row.date !== article.date) return false;
  return (row.url !== null && row.url === article.url) || (titleKey !== '' && titleKey === row.title_key);
}

function attach(db: Connection, source: ArticleSource, id: string, spare: Content | null): void {
  db.sql(
    `INSERT INTO file_article (path, entry, base, article_id, spare) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (path, entry) DO UPDATE SET article_id = excluded.article_id, spare = excluded.spare`,
  ).run(source.path, source.entry, basename(source.path), id, spare === null ? null : JSON.stringify(spare));
}

function sourceOf({ source_path: path, source_entry: entry }: Primary): ArticleSource | null {
  return path === null || entry === null ? null : { path, entry };
}

function compareSources(a: ArticleSource, b: ArticleSource): number {
  return (
    compare(basename(a.path), basename(b.path)) || compare(a.path, b.path) || Math.sign(a.entry - b.entry)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
