import type { Connection } from './connection.ts';
import { announce } from './contents.ts';
import type { AnyFact, FactKind } from './store.ts';
import { copiesOf, hide, saidBy, spreadWithdrawals, statementId } from './withdrawn.ts';

/** What can be withdrawn: both have ids of 16 hex digits that derive from content. */
type Withdrawable = 'fact' | 'article';

/** An act of an operator. */
interface Act {
  /** Of a fact or an article. */
  readonly id: string;
  /** Telegram user id. */
  readonly by: number;
  readonly reason: string;
  /** What it said, in words: for the audit, when it cannot be looked up any more. */
  readonly detail: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why something is not shown. `id` is what the operator named: the thing itself, or what it is a copy of. */
export interface Withdrawal {
  readonly object: Withdrawable;
  readonly id: string;
  readonly at: number;
  readonly by: number;
  readonly reason: string;
}

export interface AuditRow {
  /** Counts up. */
  readonly n: number;
  readonly at: number;
  readonly by: number;
  readonly act: 'withdraw' | 'restore';
  /** `fact ID` or `article ID`. */
  readonly object: string;
  readonly detail: string;
  readonly reason: string;
}

/**
 * What operators take back, and give back. A withdrawn fact or article is never shown again, in any process, however
 * often and from whatever file it is read anew: nothing leaves the store that is hidden here.
 */
export interface Withdrawals {
  /** @returns `unknown` when nothing that is shown has this id, `there` when it is withdrawn already */
  withdraw(act: Act): Promise<'done' | 'there' | 'unknown'>;
  /** Gives back what was withdrawn with this thing, copies included. @returns false when it is not withdrawn */
  restore(act: Omit<Act, 'detail' | 'reason'>): Promise<boolean>;
  /** Why a fact or article is not shown; null when nobody withdrew it. */
  of(id: string): Promise<Withdrawal | null>;
  /** What was done, the newest first. @param before only acts with a smaller number */
  acts(before: number | null, most: number): Promise<readonly AuditRow[]>;
}

/** Note in the store that changes with every act: what is kept in memory of articles is brought in step by it. */
export const WITHDRAWN_NOTE = 'withdrawn';

export function createSqliteWithdrawals(db: Connection): Withdrawals {
  return {
    withdraw: async (act) => db.write(() => withdraw(db, act)),
    restore: async (act) => db.write(() => restore(db, act)),
    of: async (id) => db.read(() => origins(db, [id])[0] ?? null),
    acts: async (before, most) =>
      db.read(
        () =>
          db
            .sql('SELECT * FROM audit WHERE n < ? ORDER BY n DESC LIMIT ?')
            .all(before ?? Number.MAX_SAFE_INTEGER, most) as readonly AuditRow[],
      ),
  };
}

interface FactRow {
  readonly article_id: string;
  readonly kind: FactKind;
  readonly body: string;
}

function withdraw(db: Connection, act: Act): 'done' | 'there' | 'unknown' {
  const { id } = act;
  if (origins(db, [id]).length > 0) return 'there';
  const fact = db.sql('SELECT article_id, kind, body FROM fact WHERE id = ?').get(id) as FactRow | undefined;
  const article = fact?.article_id ?? id;
  if (db.sql('SELECT 1 FROM article WHERE id = ?').get(article) === undefined) return 'unknown';
  const object = fact === undefined ? 'article' : 'fact';
  db.sql('INSERT INTO withdrawal VALUES (?, ?, ?, ?, ?, ?)').run(
    object,
    id,
    article,
    act.now,
    act.by,
    act.reason,
  );
  hide(db, object, id, id);
  if (fact !== undefined) {
    const said = saidBy(fact.kind, JSON.parse(fact.body) as AnyFact);
    hide(db, 'statement', statementId(article, said), id);
  }
  spreadWithdrawals(db, article);
  announce(db, copiesOf(db, article));
  note(db, 'withdraw', object, act);
  return 'done';
}

function restore(db: Connection, act: Omit<Act, 'detail' | 'reason'>): boolean {
  const owner = db.sql('SELECT article_id FROM fact WHERE id = ?').pluck().get(act.id) as string | undefined;
  const found = origins(db, [act.id, ...(owner === undefined ? copiesOf(db, act.id) : [])]);
  if (found.length === 0) return false;
  const shown = new Set<string>();
  for (const { id, object } of found) {
    for (const copy of copiesOf(db, articleOf(db, id))) shown.add(copy);
    db.sql('DELETE FROM hidden WHERE origin = ?').run(id);
    db.sql('DELETE FROM withdrawal WHERE object = ? AND id = ?').run(object, id);
    const detail = db
      .sql("SELECT detail FROM audit WHERE act = 'withdraw' AND object = ? ORDER BY n DESC LIMIT 1")
      .pluck()
      .get(`${object} ${id}`) as string;
    note(db, 'restore', object, { ...act, id, detail, reason: '' });
  }
  announce(db, [...shown]);
  return true;
}

/** The withdrawals that hide any of these. */
function origins(db: Connection, ids: readonly string[]): readonly Withdrawal[] {
  return db
    .sql(
      `SELECT object, id, at, by, reason FROM withdrawal WHERE id IN
         (SELECT h.origin FROM hidden h WHERE h.object IN ('fact', 'article')
            AND h.id IN (SELECT value FROM json_each(?))) ORDER BY at, id`,
    )
    .all(JSON.stringify(ids)) as readonly Withdrawal[];
}

function articleOf(db: Connection, withdrawn: string): string {
  return db.sql('SELECT article FROM withdrawal WHERE id = ?').pluck().get(withdrawn) as string;
}

function note(db: Connection, what: AuditRow['act'], object: Withdrawable, act: Act): void {
  const { now, by, id, detail, reason } = act;
  const { lastInsertRowid: n } = db
    .sql('INSERT INTO audit (at, by, act, object, detail, reason) VALUES (?, ?, ?, ?, ?, ?)')
    .run(now, by, what, `${object} ${id}`, detail, reason);
  db.sql('INSERT OR REPLACE INTO note (key, value) VALUES (?, ?)').run(WITHDRAWN_NOTE, String(n));
}
