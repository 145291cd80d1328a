import { BURST_MS } from '../updates/deliver/due.ts';
import type { Edition, OutboxRow, Target, UpdateEvent } from '../updates/model.ts';
import type { Connection } from './connection.ts';
import type { DeadLetter, Outbox, OutboxCounts } from './outbox.ts';

/** A message that was on its way when so many runs ended is what ends them. */
const MOST_KILLS = 5;

/** The outbox of one bot in an SQLite file. No answer depends on it: the generation stays as it is. */
export function createSqliteOutbox(db: Connection, bot: number): Outbox {
  const each = (rows: readonly number[], sql: string, values: object): number =>
    db.aside(() => rows.reduce((sum, n) => sum + db.sql(sql).run({ bot, n, ...values }).changes, 0));
  const all = (rows: readonly number[] | null, sql: string, values: object): number =>
    rows === null
      ? db.aside(() => db.sql(sql).run({ bot, ...values }).changes)
      : each(rows, `${sql} AND n = @n`, values);
  return {
    due: async (now, most) => db.read(() => db.sql(DUE).all({ bot, now, most }) as readonly Target[]),
    nextDue: async (now) =>
      db.read(() => {
        const next = db.sql(NEXT_DUE).pluck().get({ bot, now });
        return typeof next === 'number' ? next : null;
      }),
    peek: async (target, now, most) =>
      db.read(() => {
        const rows = db.sql(PEEK).all({ bot, ...target, now, soon: now + BURST_MS, most }) as Row[];
        return rows.map(rowOf);
      }),
    claim: async (rows, now) => {
      try {
        db.aside(() => {
          const claim = db.sql(`UPDATE outbox SET state = 'sending', at = @now WHERE ${WAITING} AND n = @n`);
          for (const n of rows) if (claim.run({ bot, n, now }).changes === 0) throw new Taken();
        });
        return true;
      } catch (error) {
        if (error instanceof Taken) return false;
        throw error;
      }
    },
    sent: async (rows, message, now) =>
      void each(
        rows,
        `UPDATE outbox SET state = 'sent', message = @message, error = NULL, at = @now ${ONE}`,
        {
          message,
          now,
        },
      ),
    again: async (rows, { due, counts, uncertain }, now) =>
      void each(
        rows,
        `UPDATE outbox SET state = 'waiting', due = max(due, @due), tries = tries + @counts, at = @now,
           error = CASE WHEN @uncertain THEN '${UNCERTAIN}' ELSE error END ${ONE}`,
        { due, counts: counts ? 1 : 0, uncertain: uncertain === true ? 1 : 0, now },
      ),
    dead: async (rows, reason, now) =>
      void each(rows, `UPDATE outbox SET state = 'dead', error = @reason, at = @now ${ONE}`, { reason, now }),
    drop: async (rows, now) =>
      void each(rows, `UPDATE outbox SET state = 'dropped', at = @now ${ONE}`, { now }),
    holdChat: async (chat, until) =>
      void db.aside(() =>
        db
          .sql('UPDATE target SET not_before = max(not_before, @until) WHERE bot = @bot AND chat = @chat')
          .run({ bot, chat, until }),
      ),
    recover: async (now) => db.aside(() => recover(db, bot, now)),
    ofMessage: async (chat, message) =>
      db.read(() => (db.sql(OF_MESSAGE).all({ bot, chat, message }) as Row[]).map(rowOf)),
    counts: async () =>
      db.read(() => {
        const rows = db
          .sql('SELECT state, count(*) AS rows FROM outbox WHERE bot = ? GROUP BY state')
          .all(bot);
        const counts: Record<keyof OutboxCounts, number> = {
          waiting: 0,
          sending: 0,
          sent: 0,
          dead: 0,
          dropped: 0,
        };
        for (const { state, rows: count } of rows as { state: keyof OutboxCounts; rows: number }[])
          counts[state] = count;
        return counts;
      }),
    deadLetters: async (most) => db.read(() => (db.sql(DEAD).all({ bot, most }) as Row[]).map(deadLetterOf)),
    retry: async (rows, now) =>
      all(
        rows,
        `UPDATE outbox SET state = 'waiting', tries = 0, error = NULL, due = @now, at = @now ${OF_DEAD}`,
        {
          now,
        },
      ),
    dismiss: async (rows, now) =>
      all(rows, `UPDATE outbox SET state = 'dropped', at = @now ${OF_DEAD}`, { now }),
    purge: async (before) =>
      db.aside(() => {
        const gone = db
          .sql("DELETE FROM outbox WHERE bot = @bot AND state IN ('sent', 'dropped') AND at < @before")
          .run({ bot, before }).changes;
        // Of all bots: an event has no owner.
        db.sql(
          'DELETE FROM event WHERE at < ? AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.event = event.id)',
        ).run(before);
        return gone;
      }),
  };
}

class Taken extends Error {}

/** In `error` while a row waits: the connection broke when it was last sent. */
const UNCERTAIN = 'uncertain';
const WAITING = "bot = @bot AND state = 'waiting'";
const ONE = 'WHERE bot = @bot AND n = @n';
const OF_DEAD = "WHERE bot = @bot AND state = 'dead'";

const DUE = `SELECT o.chat, o.thread FROM outbox o LEFT JOIN target t USING (bot, chat, thread)
  WHERE o.bot = @bot AND o.state = 'waiting' AND o.due <= @now
    AND t.suspended_at IS NULL AND coalesce(t.not_before, 0) <= @now
  GROUP BY o.chat, o.thread ORDER BY min(o.due), min(o.n) LIMIT @most`;

const NEXT_DUE = `SELECT min(due) FROM outbox WHERE ${WAITING} AND due > @now`;

const ROW = `SELECT o.n, o.chat, o.thread, o.edition, o.due, o.tries, o.wanted_by, o.error, o.at, e.body
  FROM outbox o JOIN event e ON e.id = o.event`;
const HERE = "o.bot = @bot AND o.chat = @chat AND o.thread = @thread AND o.state = 'waiting'";

const PEEK = `${ROW} WHERE ${HERE}
    AND o.edition = (SELECT edition FROM outbox o WHERE ${HERE} AND o.due <= @now ORDER BY o.due, o.n LIMIT 1)
    AND o.due <= CASE o.edition WHEN 'instant' THEN @soon ELSE @now END
  ORDER BY o.due, o.n LIMIT @most`;

const OF_MESSAGE = `${ROW} WHERE o.bot = @bot AND o.chat = @chat AND o.message = @message ORDER BY o.n`;

const DEAD = `${ROW} WHERE o.bot = @bot AND o.state = 'dead' ORDER BY o.at DESC, o.n DESC LIMIT @most`;

function recover(db: Connection, bot: number, now: number): number {
  const found = "WHERE bot = @bot AND state = 'sending'";
  // One message at a time is on its way to a target.
  const messages = db
    .sql(`SELECT count(*) FROM (SELECT DISTINCT chat, thread FROM outbox ${found})`)
    .pluck()
    .get({ bot });
  db.sql(
    `UPDATE outbox SET state = 'dead', error = 'the program ended each time it was sent', at = @now
     ${found} AND tries >= ${MOST_KILLS}`,
  ).run({ bot, now });
  db.sql(`UPDATE outbox SET state = 'waiting', tries = tries + 1, at = @now ${found}`).run({ bot, now });
  return Number(messages);
}

interface Row {
  readonly n: number;
  readonly chat: number;
  readonly thread: number;
  readonly edition: Edition;
  readonly due: number;
  readonly tries: number;
  readonly wanted_by: string;
  readonly error: string | null;
  readonly at: number;
  readonly body: string;
}

function rowOf({ n, chat, thread, edition, due, tries, wanted_by, error, body }: Row): OutboxRow {
  return {
    n,
    target: { chat, thread },
    event: JSON.parse(body) as UpdateEvent,
    edition,
    due,
    tries,
    wantedBy: JSON.parse(wanted_by) as number[],
    uncertain: error === UNCERTAIN,
  };
}

function deadLetterOf(row: Row): DeadLetter {
  return { ...rowOf(row), error: row.error ?? '', at: row.at };
}
