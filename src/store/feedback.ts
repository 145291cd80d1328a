import type { Connection } from './connection.ts';

/** What can be wrong with a fact, in the order it is offered. */
export const COMPLAINTS = ['value', 'time', 'place', 'subject', 'outdated', 'other'] as const;
export type Complaint = (typeof COMPLAINTS)[number];

export function isComplaint(name: string): name is Complaint {
  return (COMPLAINTS as readonly string[]).includes(name);
}

/** The same complaint on the same fact is told to the operators once in this time. Milliseconds. */
const ONCE_IN_MS = 3_600_000;
/** Told in that time altogether: whoever complains about everything must not flood the operators. */
const MOST_TOLD = 30;

interface Complained {
  readonly fact: string;
  readonly complaint: Complaint;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What readers said is wrong. Nothing of who said it is kept. */
export interface Feedback {
  /** Keeps a complaint. @returns its number, to be given to `told` */
  note(complained: Complained): Promise<number>;
  /** How often this was said, when the operators are to be told of it now; null: they know, or have enough to read. */
  news(complained: Complained): Promise<number | null>;
  told(n: number): Promise<void>;
  /** Complaints since a moment. */
  count(since: number): Promise<number>;
}

export function createSqliteFeedback(db: Connection): Feedback {
  const number = (sql: string, ...values: readonly unknown[]): number =>
    Number(
      db
        .sql(sql)
        .pluck()
        .get(...values),
    );
  return {
    note: async ({ fact, complaint, now }) =>
      db.aside(() =>
        Number(
          db.sql('INSERT INTO feedback (fact, complaint, at) VALUES (?, ?, ?)').run(fact, complaint, now)
            .lastInsertRowid,
        ),
      ),
    news: async ({ fact, complaint, now }) =>
      db.read(() => {
        const since = now - ONCE_IN_MS;
        const same = number(
          'SELECT count(*) FROM feedback WHERE fact = ? AND complaint = ? AND told = 1 AND at > ?',
          fact,
          complaint,
          since,
        );
        const all = number('SELECT count(*) FROM feedback WHERE told = 1 AND at > ?', since);
        if (same > 0 || all >= MOST_TOLD) return null;
        return number('SELECT count(*) FROM feedback WHERE fact = ? AND complaint = ?', fact, complaint);
      }),
    told: async (n) => void db.aside(() => db.sql('UPDATE feedback SET told = 1 WHERE n = ?').run(n)),
    count: async (since) => db.read(() => number('SELECT count(*) FROM feedback WHERE at > ?', since)),
  };
}
