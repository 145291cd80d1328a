import type { Connection } from './connection.ts';

/** An update to be kept until it is handled. The store does not look into `body`. */
interface Incoming {
  readonly id: number;
  readonly body: string;
}

/** An update that an earlier run of the program took in and did not finish. */
interface Unfinished extends Incoming {
  /** Milliseconds since 1970. */
  readonly received: number;
  /** Ids of the messages already sent for it, in order. */
  readonly sent: readonly number[];
  /** The run ended while one more message was on its way: whether it arrived is not known. */
  readonly inFlight: boolean;
  /** Telegram asked not to be written to before; milliseconds since 1970. */
  readonly notBefore: number;
  /** How often a start has found it waiting, this time included. */
  readonly tries: number;
}

/**
 * Updates in hand, keyed by `update_id`: written before they are handled, so that a killed process loses none, and
 * remembered by their bare ids for a while, so that one delivered twice is handled once. Bodies are erased when
 * they are done with.
 */
export interface Inbox {
  /** Stores those that were never seen, all or none of them. @returns their ids */
  take(updates: readonly Incoming[], now: number): Promise<ReadonlySet<number>>;
  /** What an earlier run left behind, in order of id; counts a try for each. */
  unfinished(): Promise<readonly Unfinished[]>;
  /** What was stored of an update; null when it is done, or was erased. */
  body(id: number): Promise<string | null>;
  /** One more message is about to leave; `messageIds`: those that arrived so far. */
  sending(id: number, messageIds: readonly number[]): Promise<void>;
  /** Nothing is on its way any more. */
  settled(id: number, messageIds: readonly number[]): Promise<void>;
  postpone(id: number, notBefore: number): Promise<void>;
  /** Handled: its body is erased. */
  done(id: number): Promise<void>;
  /** How many are not handled yet. */
  waiting(): Promise<number>;
  /** Forgets the ids of handled updates that came before. @returns how many */
  sweep(before: number): Promise<number>;
}

/** The inbox of one bot in an SQLite file; the file may hold those of several. */
export function createSqliteInbox(db: Connection, bot: number): Inbox {
  // Freed pages are overwritten: what people wrote must not linger in the file.
  db.sql('PRAGMA secure_delete = ON').get();
  const soon = grouped(db);
  const note = (sql: string, ...values: unknown[]): Promise<void> =>
    soon(() => void db.sql(sql).run(...values));
  return {
    take: async (updates, now) =>
      db.aside(() => {
        const insert = db.sql('INSERT OR IGNORE INTO inbox (bot, id, received, body) VALUES (?, ?, ?, ?)');
        const fresh = updates.filter(({ id, body }) => insert.run(bot, id, now, body).changes > 0);
        return new Set(fresh.map(({ id }) => id));
      }),
    unfinished: async () =>
      db.aside(() => {
        db.sql('UPDATE inbox SET tries = tries + 1 WHERE bot = ? AND body IS NOT NULL').run(bot);
        const rows = db.sql(`SELECT * FROM inbox WHERE bot = ? AND body IS NOT NULL ORDER BY id`).all(bot);
        return (rows as Row[]).map(unfinishedOf);
      }),
    body: async (id) => {
      const body = db.sql('SELECT body FROM inbox WHERE bot = ? AND id = ?').pluck();
      return db.read(() => (body.get(bot, id) as string | null | undefined) ?? null);
    },
    sending: (id, messageIds) =>
      note(
        'UPDATE inbox SET in_flight = 1, sent = ? WHERE bot = ? AND id = ?',
        JSON.stringify(messageIds),
        bot,
        id,
      ),
    settled: (id, messageIds) =>
      note(
        'UPDATE inbox SET in_flight = 0, sent = ? WHERE bot = ? AND id = ?',
        JSON.stringify(messageIds),
        bot,
        id,
      ),
    postpone: (id, notBefore) =>
      note('UPDATE inbox SET not_before = ? WHERE bot = ? AND id = ?', notBefore, bot, id),
    done: (id) =>
      note("UPDATE inbox SET body = NULL, sent = '[]', in_flight = 0 WHERE bot = ? AND id = ?", bot, id),
    waiting: async () => {
      const count = db.sql('SELECT count(*) FROM inbox WHERE bot = ? AND body IS NOT NULL').pluck();
      return db.read(() => Number(count.get(bot)));
    },
    sweep: async (before) => {
      const forget = db.sql('DELETE FROM inbox WHERE body IS NULL AND received < ?');
      const swept = db.aside(() => forget.run(before).changes);
      // Bodies that were erased still stand in the journal until it is emptied.
      db.read(() => db.sql('PRAGMA wal_checkpoint(TRUNCATE)').all());
      return swept;
    },
  };
}

type Soon = (work: () => void) => Promise<void>;

const groups = new WeakMap<Connection, Soon>();

/** Commits what many chats want to note in one round of the event loop at once: a commit costs more than a row. */
export function grouped(db: Connection): Soon {
  const known = groups.get(db) ?? grouping(db);
  groups.set(db, known);
  return known;
}

function grouping(db: Connection): Soon {
  let waiting: { readonly work: () => void; readonly end: (error?: unknown) => void }[] = [];
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    let failure: unknown;
    try {
      db.aside(() => {
        for (const { work } of group) work();
      });
    } catch (error) {
      failure = error;
    }
    for (const { end } of group) end(failure);
  };
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ work, end: (error) => (error === undefined ? resolve() : reject(error as Error)) });
    });
}

interface Row {
  readonly id: number;
  readonly received: number;
  readonly body: string;
  readonly sent: string;
  readonly in_flight: number;
  readonly not_before: number;
  readonly tries: number;
}

function unfinishedOf({ id, received, body, sent, in_flight, not_before, tries }: Row): Unfinished {
  const messages = JSON.parse(sent) as number[];
  return { id, received, body, sent: messages, inFlight: in_flight === 1, notBefore: not_before, tries };
}
