import type { Article } from '../news/article.ts';
import { cleanestFirst, isSameArticle, type Sketch } from '../news/identity.ts';
import { type ArticleRow, articleOf } from './article-row.ts';
import type { Connection } from './connection.ts';

/**
 * Finds the articles that are the same as this one in other dirt, and decides anew which of them stands for all. To
 * be called when the article's wording was written. Pairs depend on the two articles alone and their groups on the
 * pairs, so nothing depends on the order of reading. Inside a transaction.
 * @returns ids of articles that came to stand for themselves or ceased to
 */
export function linkTwins(db: Connection, article: Article, sketch: Sketch): readonly string[] {
  const { id } = article;
  const before = neighbours(db, id);
  db.sql('DELETE FROM sketch WHERE article_id = ?').run(id);
  if (before.length > 0) db.sql('DELETE FROM twin WHERE a = @id OR b = @id').run({ id });
  const { marks, numbers } = sketch;
  const candidates = db
    .sql(
      `SELECT DISTINCT article_id FROM sketch WHERE mark IN (SELECT value FROM json_each(@marks))
         AND (numbers = @numbers OR numbers IS NULL OR @numbers IS NULL) ORDER BY 1`,
    )
    .pluck()
    .all({ marks: JSON.stringify(marks), numbers }) as readonly string[];
  for (const mark of marks)
    db.sql('INSERT INTO sketch (mark, article_id, numbers) VALUES (?, ?, ?)').run(mark, id, numbers);
  let paired = before.length > 0;
  for (const other of candidates) {
    const row = load(db, other);
    if (row === null || !isSameArticle(article, articleOf(row))) continue;
    const [a, b] = id < other ? [id, other] : [other, id];
    db.sql('INSERT INTO twin (a, b) VALUES (?, ?)').run(a, b);
    paired = true;
  }
  return paired ? regroup(db, [id, ...before]) : [];
}

/** Articles directly paired with this one. */
export function neighbours(db: Connection, id: string): readonly string[] {
  return db
    .sql('SELECT b FROM twin WHERE a = @id UNION SELECT a FROM twin WHERE b = @id ORDER BY 1')
    .pluck()
    .all({ id }) as readonly string[];
}

/** Decides for the groups of these articles who stands for whom; returns those for whom that changed. */
export function regroup(db: Connection, ids: readonly string[]): readonly string[] {
  const changed: string[] = [];
  const seen = new Set<string>();
  for (const start of ids) {
    const group: string[] = [];
    const waiting = [start];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      group.push(id);
      waiting.push(...neighbours(db, id));
    }
    changed.push(...appoint(db, group));
  }
  return changed;
}

function appoint(db: Connection, group: readonly string[]): readonly string[] {
  const rows = group.map((id) => load(db, id)).filter((row) => row !== null);
  const first = rows.length < 2 ? undefined : rows.map(articleOf).toSorted(cleanestFirst)[0];
  const changed: string[] = [];
  for (const row of rows) {
    const twinOf = first === undefined || first.id === row.id ? null : first.id;
    if (twinOf === row.twin_of) continue;
    db.sql('UPDATE article SET twin_of = ? WHERE id = ?').run(twinOf, row.id);
    changed.push(row.id);
  }
  return changed;
}

function load(db: Connection, id: string): (ArticleRow & { readonly twin_of: string | null }) | null {
  const row = db.sql('SELECT * FROM article WHERE id = ?').get(id);
  return row === undefined ? null : (row as ArticleRow & { readonly twin_of: string | null });
}
