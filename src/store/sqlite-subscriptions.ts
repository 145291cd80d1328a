import { dueAt } from '../updates/deliver/due.ts';
import { type Edition, type Manner, type Subscription, type Target, USUAL_MANNER } from '../updates/model.ts';
import { wishKey } from '../updates/wish/canonical.ts';
import type { Connection } from './connection.ts';
import type {
  Added,
  NewSubscription,
  SubscriptionChange,
  Subscriptions,
  Suspension,
  Wanted,
} from './subscriptions.ts';

/** Subscriptions of one bot in an SQLite file; the file may hold those of several. No answer depends on them. */
export function createSqliteSubscriptions(db: Connection, bot: number): Subscriptions {
  // Freed pages are overwritten: who wanted to hear of what must not linger in the file.
  db.sql('PRAGMA secure_delete = ON').get();
  const run = (sql: string, values: object): number => db.sql(sql).run({ bot, ...values }).changes;
  const of = (target: Target): readonly Subscription[] =>
    (db.sql(`SELECT * FROM subscription WHERE ${HERE} ORDER BY id`).all({ bot, ...target }) as Row[]).map(
      subscriptionOf,
    );
  const targetRow = ({ chat, thread }: Target): TargetRow | null =>
    (db.sql(`SELECT * FROM target WHERE ${HERE}`).get({ bot, chat, thread }) as TargetRow | undefined) ??
    null;
  return {
    add: async (wanted, most) => db.aside(() => add(db, bot, wanted, most, of(wanted.target))),
    of: async (target) => db.read(() => of(target)),
    ofChat: async (chat) =>
      db.read(() => {
        const rows = db.sql('SELECT * FROM subscription WHERE bot = ? AND chat = ? ORDER BY thread, id');
        return (rows.all(bot, chat) as Row[]).map(subscriptionOf);
      }),
    change: async (target, id, change) =>
      db.aside(() => {
        const set = columnsOf(change);
        const names = Object.keys(set).map((name) => `${name} = @${name}`);
        if (names.length > 0)
          run(`UPDATE subscription SET ${names.join(', ')} WHERE ${HERE} AND id = @id`, {
            ...target,
            id,
            ...set,
          });
        run(RECONSIDER, target);
        return of(target).find((subscription) => subscription.id === id) ?? null;
      }),
    remove: async (target, ids) =>
      db.aside(() => {
        const gone = ids
          .map((id) => run(`DELETE FROM subscription WHERE ${HERE} AND id = @id`, { ...target, id }))
          .reduce((sum, count) => sum + count, 0);
        if (gone > 0) run(DROP_UNWANTED, target);
        return gone;
      }),
    manner: async (target) =>
      db.read(() => {
        const row = targetRow(target);
        return row === null ? USUAL_MANNER : mannerOf(row);
      }),
    setManner: async (target, manner) =>
      void db.aside(() => {
        const before = targetRow(target);
        run(SET_MANNER, { ...target, ...columnsOfManner(manner) });
        run(RECONSIDER, target);
        if (before !== null) rescheduleDigests(db, { bot, ...target }, mannerOf(before), manner);
      }),
    suspend: async (chat, thread, { reason, since }) =>
      void db.aside(() => run(SUSPEND, { chat, thread, reason, since })),
    resume: async (chat) => db.aside(() => run(RESUME, { chat }) > 0),
    suspension: async (target) =>
      db.read(() => {
        const row = targetRow(target);
        return row === null ? null : suspensionOf(row);
      }),
    moveChat: async (from, to) => {
      if (from !== to) db.aside(() => move(run, from, to));
    },
    forgetChat: async (chat) =>
      db.aside(() => {
        const count = run('DELETE FROM subscription WHERE bot = @bot AND chat = @chat', { chat });
        run('DELETE FROM target WHERE bot = @bot AND chat = @chat', { chat });
        run('DELETE FROM outbox WHERE bot = @bot AND chat = @chat', { chat });
        return count;
      }),
    madeBy: async (person) =>
      db.read(() => {
        const rows = db.sql(
          'SELECT * FROM subscription WHERE bot = ? AND (creator = ? OR chat = ?) ORDER BY chat, thread, id',
        );
        return (rows.all(bot, person, person) as Row[]).map(subscriptionOf);
      }),
    forgetPerson: async (person) =>
      db.aside(() => {
        run('UPDATE target SET keeper = NULL WHERE bot = @bot AND keeper = @person', { person });
        return run('UPDATE subscription SET creator = 0 WHERE bot = @bot AND creator = @person', { person });
      }),
    sweep: async (suspendedBefore) =>
      db.aside(() => {
        const old = 'bot = @bot AND suspended_at < @suspendedBefore';
        run(
          `DELETE FROM outbox WHERE bot = @bot AND (chat, thread) IN (SELECT chat, thread FROM target WHERE ${old})`,
          {
            suspendedBefore,
          },
        );
        return run(`DELETE FROM target WHERE ${old}`, { suspendedBefore });
      }),
  };
}

/** What everybody wants to hear of, of all bots: for whoever publishes. In the order they were made. */
export function allWanted(db: Connection): readonly Wanted[] {
  const rows = db
    .sql('SELECT * FROM subscription JOIN target USING (bot, chat, thread) ORDER BY id')
    .all() as (Row & TargetRow & { readonly bot: number })[];
  return rows.map((row) => ({
    ...subscriptionOf(row),
    bot: row.bot,
    manner: mannerOf(row),
    suspension: suspensionOf(row),
  }));
}

/** Another number than before when anything that {@link allWanted} reads may have changed, by this process or another. */
export function wantedRevision(db: Connection): number {
  return Number(db.sql('SELECT revision FROM wanted').pluck().get());
}

const HERE = 'bot = @bot AND chat = @chat AND thread = @thread';

const ENSURE_TARGET = `INSERT INTO target (bot, chat, thread, zone, quiet_from, quiet_to, digest_hour, digest_day, silent, keeper)
  VALUES (@bot, @chat, @thread, @zone, @quiet_from, @quiet_to, @digest_hour, @digest_day, @silent, @keeper)
  ON CONFLICT DO UPDATE SET keeper = coalesce(excluded.keeper, keeper)`;

const SET_MANNER = `INSERT INTO target (bot, chat, thread, zone, quiet_from, quiet_to, digest_hour, digest_day, silent)
  VALUES (@bot, @chat, @thread, @zone, @quiet_from, @quiet_to, @digest_hour, @digest_day, @silent)
  ON CONFLICT DO UPDATE SET zone = excluded.zone, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    digest_hour = excluded.digest_hour, digest_day = excluded.digest_day, silent = excluded.silent`;

/**
 * What was held for quiet hours or a pause that may be over now comes due; whoever sends it holds it again if it is not.
 * What failed keeps its time.
 */
const RECONSIDER = `UPDATE outbox SET due = min(due, created) WHERE ${HERE} AND state = 'waiting'
  AND edition = 'instant' AND tries = 0`;

/** What nobody there asks for any more: rows that do not say who asked go with the last subscription. */
const DROP_UNWANTED = `UPDATE outbox SET state = 'dropped' WHERE ${HERE} AND state = 'waiting' AND NOT EXISTS (
  SELECT 1 FROM subscription s WHERE s.bot = @bot AND s.chat = @chat AND s.thread = @thread
    AND (outbox.wanted_by = '[]' OR s.id IN (SELECT value FROM json_each(outbox.wanted_by))))`;

/** The first refusal counts: later ones must not make a dead chat younger. */
const SUSPEND = `UPDATE target SET suspended = @reason, suspended_at = coalesce(suspended_at, @since)
  WHERE bot = @bot AND chat = @chat AND (@thread IS NULL OR thread = @thread)`;

const RESUME = `UPDATE target SET suspended = NULL, suspended_at = NULL
  WHERE bot = @bot AND chat = @chat AND suspended_at IS NOT NULL`;

/** What waits for a digest comes with the next at its new hour; what failed, slept or has a time of its own keeps it. */
function rescheduleDigests(
  db: Connection,
  of: Target & { readonly bot: number },
  old: Manner,
  now: Manner,
): void {
  const rows = db.sql(
    `SELECT n, edition, due, created FROM outbox WHERE ${HERE} AND state = 'waiting' AND edition <> 'instant' AND tries = 0`,
  );
  const move = db.sql('UPDATE outbox SET due = ? WHERE n = ?');
  for (const { n, edition, due, created } of rows.all(of) as readonly WaitingRow[])
    if (due === dueAt(edition, old, created, null)) move.run(dueAt(edition, now, created, null), n);
}

interface WaitingRow {
  readonly n: number;
  readonly edition: Edition;
  readonly due: number;
  readonly created: number;
}

function add(
  db: Connection,
  bot: number,
  { target, wish, edition, creator, now }: NewSubscription,
  most: number,
  had: readonly Subscription[],
): Added {
  const key = wishKey(wish);
  const same = had.find((subscription) => wishKey(subscription.wish) === key);
  if (same === undefined && had.length >= most) return { result: 'full' };
  // Anonymous admins and channels are nobody who could be told.
  const keeper = creator > 0 ? creator : null;
  db.sql(ENSURE_TARGET).run({ bot, ...target, ...columnsOfManner(USUAL_MANNER), keeper });
  if (same !== undefined) {
    db.sql('UPDATE subscription SET edition = ?, paused = 0, snoozed_until = NULL WHERE id = ?').run(
      edition,
      same.id,
    );
    return { result: 'there', subscription: { ...same, edition, paused: false, snoozedUntil: null } };
  }
  const { lastInsertRowid } = db
    .sql(
      `INSERT INTO subscription (bot, chat, thread, wish, edition, created, creator)
       VALUES (@bot, @chat, @thread, @key, @edition, @now, @creator)`,
    )
    .run({ bot, ...target, key, edition, now, creator });
  const made = db.sql('SELECT * FROM subscription WHERE id = ?').get(lastInsertRowid) as Row;
  return { result: 'added', subscription: subscriptionOf(made) };
}

/** All that a chat has goes to another number; what is there already stays. */
function move(run: (sql: string, values: object) => number, from: number, to: number): void {
  const both = { from, to };
  const moved = (table: string): string =>
    `UPDATE OR IGNORE ${table} SET chat = @to WHERE bot = @bot AND chat = @from`;
  const rest = (table: string): string => `DELETE FROM ${table} WHERE bot = @bot AND chat = @from`;
  run(
    `UPDATE target SET keeper = coalesce(keeper, (SELECT keeper FROM target old
       WHERE old.bot = @bot AND old.chat = @from AND old.thread = target.thread))
     WHERE bot = @bot AND chat = @to`,
    both,
  );
  // Topics that are new there take their subscriptions along; those of the others follow one by one.
  for (const table of ['target', 'subscription', 'outbox', 'preference']) run(moved(table), both);
  for (const table of ['subscription', 'target', 'outbox', 'preference', 'reply']) run(rest(table), { from });
  // It was the old number that could not be reached.
  run(RESUME, { chat: to });
}

interface Row {
  readonly id: number;
  readonly chat: number;
  readonly thread: number;
  readonly wish: string;
  readonly edition: Edition;
  readonly created: number;
  readonly creator: number;
  readonly paused: number;
  readonly snoozed_until: number | null;
}

function subscriptionOf(row: Row): Subscription {
  return {
    id: row.id,
    target: { chat: row.chat, thread: row.thread },
    wish: JSON.parse(row.wish) as Subscription['wish'],
    edition: row.edition,
    created: row.created,
    creator: row.creator,
    paused: row.paused === 1,
    snoozedUntil: row.snoozed_until,
  };
}

function columnsOf({ edition, paused, snoozedUntil }: SubscriptionChange): object {
  return {
    ...(edition === undefined ? {} : { edition }),
    ...(paused === undefined ? {} : { paused: paused ? 1 : 0 }),
    ...(snoozedUntil === undefined ? {} : { snoozed_until: snoozedUntil }),
  };
}

interface TargetRow {
  readonly zone: string;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly digest_hour: number;
  readonly digest_day: number;
  readonly silent: number;
  readonly suspended: string | null;
  readonly suspended_at: number | null;
}

function mannerOf({ zone, quiet_from: from, quiet_to: to, ...row }: TargetRow): Manner {
  return {
    zone,
    quiet: from === null || to === null ? null : { from, to },
    digestHour: row.digest_hour,
    digestDay: row.digest_day,
    silent: row.silent === 1,
  };
}

function columnsOfManner({ zone, quiet, digestHour, digestDay, silent }: Manner): object {
  return {
    zone,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    digest_hour: digestHour,
    digest_day: digestDay,
    silent: silent ? 1 : 0,
  };
}

function suspensionOf({ suspended, suspended_at: since }: TargetRow): Suspension | null {
  return suspended === null || since === null ? null : { reason: suspended, since };
}
