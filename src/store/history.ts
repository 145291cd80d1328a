import type { Observation } from '../facts/model.ts';
import { type HistoryEntry, isSteady, jumps } from '../facts/plausibility.ts';
import type { Connection } from './connection.ts';
import { SHOWN_FACT } from './withdrawn.ts';

/** Notes that the history of an article's figures changed, to be looked at before the next answer. */
export function markStale(db: Connection, articleId: string): void {
  db.sql(
    `INSERT OR IGNORE INTO stale (place, name)
     SELECT DISTINCT place, name FROM fact
     WHERE article_id = ? AND kind = 'observation' AND place IS NOT NULL`,
  ).run(articleId);
}

/** Whether facts must be settled before they may be used. */
export function isStale(db: Connection): boolean {
  return db.sql('SELECT 1 FROM stale LIMIT 1').get() !== undefined;
}

/**
 * Looks again at each history that changed: a figure far away from all others of its place and indicator is held
 * back. Derived from all that is stored, so that it does not depend on the order of reading; a figure comes back when
 * the history turns out to support it. Inside a transaction.
 */
export function settleHistory(db: Connection): void {
  const groups = db.sql('SELECT place, name FROM stale ORDER BY place, name').all() as readonly {
    readonly place: string;
    readonly name: string;
  }[];
  for (const { place, name } of groups) if (isSteady(name)) settleOne(db, place, name);
  db.sql('DELETE FROM stale').run();
}

function settleOne(db: Connection, place: string, name: string): void {
  const rows = db
    .sql(
      `SELECT f.n, f.article_id, f.body, f.held, coalesce(a.date, '') AS date FROM fact f
         JOIN article a ON a.id = f.article_id
       WHERE f.n IN (SELECT n FROM fact_place WHERE place = @place AND kind = 'observation' AND name = @name)
         AND f.place = @place AND f.superseded_by IS NULL AND a.twin_of IS NULL AND ${SHOWN_FACT}
       ORDER BY f.id`,
    )
    .all({ place, name }) as readonly {
    readonly n: number;
    readonly article_id: string;
    readonly body: string;
    readonly held: string | null;
    readonly date: string;
  }[];
  const history = rows.map(
    (row): HistoryEntry => ({
      observation: JSON.parse(row.body) as Observation,
      articleId: row.article_id,
      date: row.date,
    }),
  );
  const found = jumps(history);
  for (const [i, row] of rows.entries()) {
    const held = found.get(i) ?? null;
    if (held !== row.held) db.sql('UPDATE fact SET held = ? WHERE n = ?').run(held, row.n);
  }
}
