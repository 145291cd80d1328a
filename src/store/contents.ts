import type { DatedEvent, HeldBack, NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { Article } from '../news/article.ts';
import { type ArticleRow, articleOf } from './article-row.ts';
import type { Connection } from './connection.ts';
import { placesOf } from './fact-row.ts';
import { markStale } from './history.ts';
import type { Content, PackedFact, Parcel } from './parcel.ts';
import type { AnyFact, ArticleSource, Correction, FactKind } from './store.ts';
import { withdrawn } from './supersede.ts';
import { linkTwins, neighbours, regroup } from './twins.ts';
import { rivals, takenBackUnnamed } from './untitled.ts';
import { SHOWN_ARTICLE, spreadWithdrawals } from './withdrawn.ts';

/** Writes an article's row, facts, suspects and corrections in place of what was there. Inside a transaction. */
export function writeContent(db: Connection, parcel: Parcel, source: ArticleSource | null): void {
  const { id } = parcel.article;
  const touched = borneOn(db, id);
  writeArticle(db, parcel, source);
  markStale(db, id);
  for (const table of CLEARED) db.sql(table).run(id);
  for (const fact of parcel.facts)
    if (fact.flaw === null) writeFact(db, id, fact);
    else writeSuspect(db, id, fact.kind, { ...fact, reason: fact.flaw }, false);
  for (const doubt of parcel.doubts) writeSuspect(db, id, 'observation', doubt, true);
  for (const [ordinal, { title, titleKey, pairs }] of parcel.corrections.entries())
    db.sql(
      'INSERT INTO correction (article_id, ordinal, title, title_key, pairs) VALUES (?, ?, ?, ?, ?)',
    ).run(id, ordinal, title, titleKey, pairs);
  for (const other of new Set([id, ...touched, ...borneOn(db, id)])) resolveSuperseded(db, other);
  announce(db, linkTwins(db, parcel.article, parcel.sketch));
  announce(db, spreadWithdrawals(db, id));
  markStale(db, id);
}

const CLEARED = ['fact', 'suspect', 'correction'].map((table) => `DELETE FROM ${table} WHERE article_id = ?`);

function writeSuspect(
  db: Connection,
  articleId: string,
  kind: FactKind,
  row: { readonly pos: number; readonly reason: string; readonly body: string },
  given: boolean,
): void {
  db.sql('INSERT INTO suspect (article_id, kind, pos, reason, body, given) VALUES (?, ?, ?, ?, ?, ?)').run(
    articleId,
    kind,
    row.pos,
    row.reason,
    row.body,
    given ? 1 : 0,
  );
}

/** Deletes an article with all that hangs on it, and takes back what its corrections withdrew. */
export function deleteContent(db: Connection, id: string): void {
  const touched = borneOn(db, id);
  const twins = neighbours(db, id);
  markStale(db, id);
  db.sql('DELETE FROM article WHERE id = ?').run(id);
  for (const other of touched) if (other !== id) resolveSuperseded(db, other);
  announce(db, regroup(db, twins));
}

/** Articles that began or ceased to stand for themselves, or to be shown: what they bear on is derived anew. */
export function announce(db: Connection, changed: readonly string[]): void {
  for (const id of changed) {
    for (const other of new Set([id, ...borneOn(db, id)])) resolveSuperseded(db, other);
    markStale(db, id);
  }
}

/** The content as it was given, read back from the tables; null when the article is not stored. */
export function readContent(db: Connection, id: string): Content | null {
  const row = db.sql('SELECT * FROM article WHERE id = ?').get(id) as ArticleRow | undefined;
  if (row === undefined) return null;
  const bodies = db
    .sql(
      `SELECT kind, pos, body FROM fact WHERE article_id = @id
       UNION ALL SELECT kind, pos, body FROM suspect WHERE article_id = @id AND NOT given
       ORDER BY kind, pos, body`,
    )
    .all({ id }) as readonly { readonly kind: FactKind; readonly body: string }[];
  const of = (kind: FactKind): AnyFact[] =>
    bodies.filter((each) => each.kind === kind).map((each) => JSON.parse(each.body) as AnyFact);
  const doubts = db
    .sql('SELECT reason, body FROM suspect WHERE article_id = ? AND given ORDER BY pos, body')
    .all(id) as readonly { readonly reason: string; readonly body: string }[];
  const suspects = doubts.map(
    ({ reason, body }): HeldBack => ({ observation: JSON.parse(body) as Observation, reason }),
  );
  const corrections = db
    .sql('SELECT title, pairs FROM correction WHERE article_id = ? ORDER BY ordinal')
    .all(id) as readonly { readonly title: string | null; readonly pairs: string }[];
  return {
    article: articleOf(row),
    facts: {
      observations: of('observation') as Observation[],
      tenures: of('tenure') as Tenure[],
      projects: of('project') as Project[],
      events: of('event') as DatedEvent[],
      lists: of('list') as NamedList[],
      ...(suspects.length === 0 ? {} : { suspects }),
    },
    corrections: corrections.map(({ title, pairs }) => ({
      title,
      pairs: JSON.parse(pairs) as Correction['pairs'],
    })),
  };
}

function writeArticle(db: Connection, parcel: Parcel, source: ArticleSource | null): void {
  const article: Article = parcel.article;
  // Never REPLACE: it would delete the row first, and with it everything that refers to it.
  db.sql(
    `INSERT INTO article (id, file, title, title_key, url, outlet, date, date_basis, date_reason, digest, text,
       repairs, damaged, furniture, bylines, source_path, source_entry, content_hash)
     VALUES (@id, @file, @title, @titleKey, @url, @outlet, @date, @dateBasis, @dateReason, @digest, @text,
       @repairs, @damaged, @furniture, @bylines, @path, @entry, @hash)
     ON CONFLICT (id) DO UPDATE SET file = excluded.file, title = excluded.title,
       title_key = excluded.title_key, url = excluded.url, outlet = excluded.outlet, date = excluded.date,
       date_basis = excluded.date_basis, date_reason = excluded.date_reason, digest = excluded.digest,
       text = excluded.text, repairs = excluded.repairs, damaged = excluded.damaged,
       furniture = excluded.furniture, bylines = excluded.bylines, source_path = excluded.source_path,
       source_entry = excluded.source_entry, content_hash = excluded.content_hash`,
  ).run({
    id: article.id,
    file: article.file,
    title: article.title,
    titleKey: parcel.titleKey,
    url: article.url,
    outlet: article.outlet,
    date: article.date,
    dateBasis: article.dateBasis,
    dateReason: article.dateReason ?? null,
    digest: article.digest ? 1 : 0,
    text: article.text,
    repairs: JSON.stringify(article.repairs),
    damaged: JSON.stringify(article.damaged),
    furniture: JSON.stringify(article.furniture),
    bylines: JSON.stringify(article.bylines),
    path: source?.path ?? null,
    entry: source?.entry ?? null,
    hash: parcel.hash,
  });
}

function writeFact(db: Connection, articleId: string, row: PackedFact): void {
  // The same statement twice in one article has one identifier and is stored once.
  const result = db
    .sql(
      `INSERT INTO fact (id, article_id, kind, pos, place, name, project, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    )
    .run(row.id, articleId, row.kind, row.pos, row.place, row.name, row.project, row.body);
  if (result.changes === 0) return;
  for (const place of placesOf(row.place))
    db.sql('INSERT INTO fact_place (place, kind, name, n) VALUES (?, ?, ?, ?)').run(
      place,
      row.kind,
      row.name,
      result.lastInsertRowid,
    );
}

/** A title quoted without its second line still names the article, when enough of it is there. */
const KEY_ENOUGH = 8;
const NAMES_TITLE = `(c.title_key <> '' AND (c.title_key = a.title_key
  OR (length(c.title_key) >= ${KEY_ENOUGH} AND instr(a.title_key, c.title_key) > 0)
  OR (length(a.title_key) >= ${KEY_ENOUGH} AND instr(c.title_key, a.title_key) > 0)))`;

/** Articles whose figures may stand otherwise when this one comes, changes or goes. */
function borneOn(db: Connection, articleId: string): readonly string[] {
  return [...correctedBy(db, articleId), ...rivals(db, articleId)];
}

/** Articles that the corrections of this one bear on: those it names, and itself, where it quotes them. */
function correctedBy(db: Connection, articleId: string): readonly string[] {
  // Nearly all articles correct nothing, and all titles are looked through for one that does.
  if (db.sql('SELECT 1 FROM correction WHERE article_id = ?').get(articleId) === undefined) return [];
  return db.sql(CORRECTED_BY).pluck().all({ id: articleId }) as readonly string[];
}

/** By rowid, so that the search reads the index of titles alone and not every article's text. */
const CORRECTED_BY = `SELECT @id AS id
  UNION SELECT id FROM article WHERE rowid IN
    (SELECT a.rowid FROM correction c CROSS JOIN article a ON ${NAMES_TITLE} WHERE c.article_id = @id)
  ORDER BY id`;

/** Corrections that bear on the article with this id and title key; nearly always there are none. */
const BEARS_ON = `(c.article_id = @id OR ${NAMES_TITLE.replaceAll('a.title_key', '@key')})`;
const ANY_CORRECTION = `SELECT 1 FROM correction c WHERE ${BEARS_ON} LIMIT 1`;
const CORRECTIONS_OF = `SELECT c.article_id AS by, c.pairs FROM correction c
  CROSS JOIN article b ON b.id = c.article_id CROSS JOIN article a
  WHERE ${BEARS_ON} AND a.id = @id AND b.twin_of IS NULL AND ${SHOWN_ARTICLE.replaceAll('a.id', 'b.id')} AND (a.date IS NULL OR b.date IS NULL
    OR substr(b.date, 1, length(a.date)) >= substr(a.date, 1, length(b.date)))
  ORDER BY b.date DESC, b.id, c.ordinal`;

/**
 * Derives anew which observations of an article are superseded, from all corrections stored that name it
 * and are not older than it: the result does not depend on what was stored first.
 */
function resolveSuperseded(db: Connection, articleId: string): void {
  const taken = db
    .sql('UPDATE fact SET superseded_by = NULL WHERE article_id = ? AND superseded_by IS NOT NULL')
    .run(articleId);
  if (taken.changes > 0) markStale(db, articleId);
  for (const { by, n } of [...takenBack(db, articleId), ...takenBackUnnamed(db, articleId)]) {
    markStale(db, articleId);
    db.sql('UPDATE fact SET superseded_by = ? WHERE n = ? AND superseded_by IS NULL').run(by, n);
  }
}

/** The figures of an article that corrections take back which name it, or which stand in it. */
function takenBack(
  db: Connection,
  articleId: string,
): readonly { readonly n: number | undefined; readonly by: string }[] {
  const key = db.sql('SELECT title_key FROM article WHERE id = ?').pluck().get(articleId);
  const bearing = { id: articleId, key: key ?? '' };
  if (db.sql(ANY_CORRECTION).get(bearing) === undefined) return [];
  const corrections = db.sql(CORRECTIONS_OF).all(bearing) as readonly {
    readonly by: string;
    readonly pairs: string;
  }[];
  if (corrections.length === 0) return [];
  const text = db.sql('SELECT text FROM article WHERE id = ?').pluck().get(articleId) as string;
  const rows = db
    .sql("SELECT n, body FROM fact WHERE article_id = ? AND kind = 'observation'")
    .all(articleId) as readonly { readonly n: number; readonly body: string }[];
  const observations = rows.map((row) => JSON.parse(row.body) as Observation);
  return corrections.flatMap(({ by, pairs }) =>
    [...withdrawn(text, observations, JSON.parse(pairs) as Correction['pairs'])].map((i) => ({
      n: rows[i]?.n,
      by,
    })),
  );
}
