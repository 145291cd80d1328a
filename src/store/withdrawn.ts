import { hash } from 'node:crypto';
import type { DatedEvent, NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { Span } from '../text/span.ts';
import type { Connection } from './connection.ts';
import type { AnyFact, FactKind } from './store.ts';

/** Of an article `a`: no operator took it back. Part of every question for articles. */
export const SHOWN_ARTICLE = "NOT EXISTS (SELECT 1 FROM hidden h WHERE h.object = 'article' AND h.id = a.id)";
/** Of a fact `f` in an article `a`: neither was taken back. Part of every question for facts. */
export const SHOWN_FACT = `NOT EXISTS (SELECT 1 FROM hidden h WHERE h.object = 'fact' AND h.id = f.id)
  AND ${SHOWN_ARTICLE}`;

/**
 * Hides what is another copy of what was withdrawn: an article in other dirt or in a later edition, and in all of them
 * and in the article itself whatever says the same as a withdrawn fact. To be called when an article was written and
 * its twins are known. Inside a transaction.
 * @returns ids of articles that were shown until now
 */
export function spreadWithdrawals(db: Connection, articleId: string): readonly string[] {
  if (db.sql('SELECT 1 FROM hidden LIMIT 1').get() === undefined) return [];
  const copies = copiesOf(db, articleId);
  const origins = db
    .sql(
      "SELECT origin FROM hidden WHERE object = 'article' AND id IN (SELECT value FROM json_each(?)) ORDER BY 1",
    )
    .pluck()
    .all(JSON.stringify(copies)) as readonly string[];
  const [origin] = origins;
  const gone = origin === undefined ? [] : copies.filter((copy) => hide(db, 'article', copy, origin));
  const said = new Map(copies.flatMap((copy) => withdrawnStatements(db, copy)));
  if (said.size > 0) for (const copy of copies) hideStatements(db, copy, said);
  return gone;
}

/** What was withdrawn of an article is withdrawn of its later edition too. Inside a transaction, before that is written. */
export function inheritWithdrawals(db: Connection, before: string, article: string): void {
  const origin = db
    .sql("SELECT origin FROM hidden WHERE object = 'article' AND id = ?")
    .pluck()
    .get(before) as string | undefined;
  if (origin !== undefined) hide(db, 'article', article, origin);
  for (const [said, from] of withdrawnStatements(db, before))
    hide(db, 'statement', statementId(article, said), from);
}

/** An article and all that are the same: its twins, and what was withdrawn of the same address, title and date. */
export function copiesOf(db: Connection, articleId: string): readonly string[] {
  return db
    .sql(
      `SELECT @id AS id
       UNION SELECT b.id FROM article a JOIN article b
         ON coalesce(a.twin_of, a.id) IN (b.id, b.twin_of) WHERE a.id = @id
       UNION SELECT b.id FROM withdrawal w JOIN article b ON b.id = w.article JOIN article a ON a.id = @id
         WHERE b.url = a.url AND b.title_key = a.title_key AND b.title_key <> '' AND b.date IS a.date
       ORDER BY 1`,
    )
    .pluck()
    .all({ id: articleId }) as readonly string[];
}

/** @returns false when it was hidden already */
export function hide(
  db: Connection,
  object: 'fact' | 'article' | 'statement',
  id: string,
  origin: string,
): boolean {
  return db.sql('INSERT OR IGNORE INTO hidden VALUES (?, ?, ?)').run(object, id, origin).changes > 0;
}

/** Where sentences stand in an article that nothing may be quoted from. */
export function withdrawnSpans(db: Connection, articleId: string): readonly Span[] {
  const bodies = db
    .sql(
      `SELECT f.body FROM fact f WHERE f.article_id = ?
         AND EXISTS (SELECT 1 FROM hidden h WHERE h.object = 'fact' AND h.id = f.id) ORDER BY f.pos, f.id`,
    )
    .pluck()
    .all(articleId) as readonly string[];
  return bodies.map((body) => (JSON.parse(body) as AnyFact).evidence.span);
}

/** Names what a fact says within an article, wherever it stands there. */
export function statementId(articleId: string, said: string): string {
  return `${articleId} ${said}`;
}

/** The same for facts that say the same: an article that gives a number twice says it once. */
export function saidBy(kind: FactKind, fact: AnyFact): string {
  return hash('sha256', JSON.stringify([kind, ...claimOf(kind, fact)])).slice(0, 16);
}

function claimOf(kind: FactKind, fact: AnyFact): readonly unknown[] {
  switch (kind) {
    case 'observation': {
      const { place, indicator, measure, status, period, value, unit, project } = fact as Observation;
      return [place, indicator, measure, status, period?.start, period?.end, value, unit, project];
    }
    case 'tenure': {
      const { person, place, posts, status } = fact as Tenure;
      return [person, place, posts, status];
    }
    case 'project': {
      const { name, place, status } = fact as Project;
      return [name, place, status];
    }
    case 'event': {
      const { what, place, period } = fact as DatedEvent;
      return [what, place, period.start, period.end];
    }
    case 'list': {
      const { title, place } = fact as NamedList;
      return [title, place];
    }
  }
}

/** What was withdrawn of an article, with the withdrawal. */
function withdrawnStatements(db: Connection, articleId: string): readonly (readonly [string, string])[] {
  const rows = db
    .sql("SELECT id, origin FROM hidden WHERE object = 'statement' AND id > @id || ' ' AND id < @id || '!'")
    .all({ id: articleId }) as readonly { readonly id: string; readonly origin: string }[];
  return rows.map(({ id, origin }) => [id.slice(articleId.length + 1), origin]);
}

function hideStatements(db: Connection, articleId: string, said: ReadonlyMap<string, string>): void {
  for (const [statement, origin] of said) hide(db, 'statement', statementId(articleId, statement), origin);
  const rows = db.sql('SELECT id, kind, body FROM fact WHERE article_id = ?').all(articleId) as readonly {
    readonly id: string;
    readonly kind: FactKind;
    readonly body: string;
  }[];
  for (const { id, kind, body } of rows) {
    const origin = said.get(saidBy(kind, JSON.parse(body) as AnyFact));
    if (origin !== undefined) hide(db, 'fact', id, origin);
  }
}
