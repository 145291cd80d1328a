import type { Observation } from '../facts/model.ts';
import type { Audience, Recipient } from '../updates/audience/audience.ts';
import type { Replaced } from '../updates/derive/findings.ts';
import { withoutFigure, withSource } from '../updates/derive/revise.ts';
import type { Edition, UpdateEvent } from '../updates/model.ts';
import {
  type Assemble,
  type Chronicle,
  GONE,
  type NewEvent,
  type Publication,
  type Published,
  type WithdrawnObject,
} from './chronicle.ts';
import type { Connection } from './connection.ts';
import { allWanted, wantedRevision } from './sqlite-subscriptions.ts';
import type { Stored } from './store.ts';

/** The chronicle in an SQLite file, one for all bots in it. No answer depends on it. */
export function createSqliteChronicle(db: Connection, assemble: Assemble): Chronicle {
  const audience = assembled(db, assemble);
  return {
    changed: async () => db.read(() => db.sql(CHANGED).all() as Changed[]),
    gone: async () => db.read(() => db.sql(AWAY).all(GONE) as Changed[]),
    twins: async () => db.read(() => pairs(db, 'SELECT id, twin_of FROM article WHERE twin_of IS NOT NULL')),
    superseded: async () => db.read(() => db.sql(SUPERSEDED).all() as { fact: string; by: string }[]),
    withdrawn: async () => db.read(() => withdrawn(db)),
    known: async (keys) =>
      db.read(() => {
        const body = db.sql('SELECT body FROM known WHERE key = ?').pluck();
        return new Map(keys.map((key) => [key, (body.get(key) as string | undefined) ?? null]));
      }),
    eventsWith: async (id) =>
      db.read(() =>
        eventsOf(db.sql('SELECT body FROM event WHERE instr(body, ?) > 0 ORDER BY at, id').pluck().all(id)),
      ),
    publish: async (publication) =>
      db.aside(() => (isStale(db, publication) ? null : publish(db, publication, audience()))),
  };
}

type Changed = Awaited<ReturnType<Chronicle['changed']>>[number];

/** Compared in the database: nearly always nothing changed, and ten thousand hashes stay where they are. */
const CHANGED = `SELECT a.id, a.content_hash AS fingerprint, s.content AS before
  FROM article a LEFT JOIN seen_article s ON s.id = a.id
  WHERE s.id IS NULL OR substr(s.content, 1, length(a.content_hash) + 1) <> a.content_hash || ' ' ORDER BY a.id`;

const AWAY = `SELECT s.id, s.content AS before FROM seen_article s
  WHERE s.content <> ? AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = s.id) ORDER BY s.id`;

const SUPERSEDED = `SELECT f.id AS fact, f.superseded_by AS "by" FROM fact f JOIN article a ON a.id = f.article_id
  WHERE f.superseded_by IS NOT NULL AND a.twin_of IS NULL ORDER BY +f.id`;

/** Copies of what was withdrawn went with it. */
const WITHDRAWN = `SELECT h.object, h.id, w.at FROM hidden h JOIN withdrawal w ON w.id = h.origin
  WHERE h.object IN ('fact', 'article') ORDER BY w.at, h.object, h.id`;

/** Subscriptions change seldom: the audience is put together when they do. */
function assembled(db: Connection, assemble: Assemble): () => Audience {
  let made: { readonly revision: number; readonly audience: Audience } | null = null;
  return () => {
    const revision = wantedRevision(db);
    if (made?.revision !== revision) made = { revision, audience: assemble(allWanted(db)) };
    return made.audience;
  };
}

/** Whether another process has looked at one of these articles, or learned of one of these things, meanwhile. */
function isStale(db: Connection, { articles, read }: Publication): boolean {
  const content = db.sql('SELECT content FROM seen_article WHERE id = ?').pluck();
  const body = db.sql('SELECT body FROM known WHERE key = ?').pluck();
  return (
    articles.some(({ id, before }) => (content.get(id) ?? null) !== before) ||
    [...read].some(([key, then]) => (body.get(key) ?? null) !== then)
  );
}

function publish(db: Connection, publication: Publication, audience: Audience): Published {
  const { at, articles, known, events, retold } = publication;
  const see = db.sql(`INSERT INTO seen_article (id, content, first) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET content = excluded.content`);
  for (const { id, content } of articles) see.run(id, content, at);
  const know = db.sql(
    'INSERT INTO known (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body',
  );
  const forget = db.sql('DELETE FROM known WHERE key = ?');
  for (const [key, body] of known) body === null ? forget.run(key) : know.run(key, body);
  let rows = 0;
  let told = 0;
  for (const event of events) {
    const written = tell(db, event, audience);
    rows += written;
    told += written > 0 ? 1 : 0;
  }
  for (const { event, source } of retold) {
    const had = eventOf(db, event);
    if (had !== null) save(db, withSource(had, source));
  }
  return { events: told, rows };
}

/** An event that nobody is to be told of is not written: what is known of it is enough. @returns rows in the outbox */
function tell(db: Connection, told: NewEvent, audience: Audience): number {
  const { event, at } = told;
  const had = eventOf(db, event.id);
  if (had !== null) {
    // It happened before, and everybody who wanted to was told.
    for (const source of event.sources) save(db, withSource(had, source));
    return 0;
  }
  const asked = told.onlyToThose ? [] : audience.recipients(told);
  const heard = told.replaces.length === 0 ? [] : thoseTold(db, told, audience, asked);
  for (const replaced of told.replaces) retract(db, replaced, at);
  const recipients = [...asked, ...heard];
  if (recipients.length === 0) return 0;
  db.sql('INSERT INTO event (id, at, body) VALUES (?, ?, ?)').run(event.id, at, JSON.stringify(event));
  return send(db, event.id, recipients, at);
}

function send(db: Connection, event: string, recipients: readonly Recipient[], now: number): number {
  const insert = db.sql(`INSERT OR IGNORE INTO outbox
    (bot, chat, thread, event, edition, state, due, wanted_by, created, at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)`);
  let rows = 0;
  for (const { bot, target, edition, due, wantedBy } of recipients)
    rows += insert.run(
      bot,
      target.chat,
      target.thread,
      event,
      edition,
      due,
      JSON.stringify(wantedBy),
      now,
      now,
    ).changes;
  return rows;
}

/** Chats that were told what is replaced now and did not ask for this by themselves. */
function thoseTold(
  db: Connection,
  { replaces, at }: NewEvent,
  audience: Audience,
  asked: readonly Recipient[],
): readonly Recipient[] {
  const has = new Set(asked.map(({ bot, target }) => `${bot} ${target.chat} ${target.thread}`));
  const told = db.sql(`SELECT bot, chat, thread, edition FROM outbox
    WHERE event = ? AND state IN ('sending', 'sent') ORDER BY n`);
  const found: Recipient[] = [];
  for (const event of new Set(replaces.map((each) => each.event)))
    for (const row of told.all(event) as ToldRow[]) {
      const address = `${row.bot} ${row.chat} ${row.thread}`;
      if (has.has(address)) continue;
      has.add(address);
      const recipient = audience.recipient(row.bot, row, row.edition, at);
      if (recipient !== null) found.push(recipient);
    }
  return found;
}

interface ToldRow {
  readonly bot: number;
  readonly chat: number;
  readonly thread: number;
  readonly edition: Edition;
}

/** What is known to be wrong is not told to anybody any more. */
function retract(db: Connection, { event: id, fact }: Replaced, now: number): void {
  const event = eventOf(db, id);
  if (event === null) return;
  const left = fact === null ? null : withoutFigure(event, fact);
  if (left !== null) save(db, left);
  else
    db.sql("UPDATE outbox SET state = 'dropped', at = ? WHERE event = ? AND state = 'waiting'").run(now, id);
}

function save(db: Connection, event: UpdateEvent): void {
  db.sql('UPDATE event SET body = ? WHERE id = ?').run(JSON.stringify(event), event.id);
}

function eventOf(db: Connection, id: string): UpdateEvent | null {
  const body = db.sql('SELECT body FROM event WHERE id = ?').pluck().get(id);
  return typeof body === 'string' ? (JSON.parse(body) as UpdateEvent) : null;
}

function eventsOf(bodies: readonly unknown[]): readonly UpdateEvent[] {
  return bodies.map((body) => JSON.parse(String(body)) as UpdateEvent);
}

function withdrawn(db: Connection): readonly WithdrawnObject[] {
  const rows = db.sql(WITHDRAWN).all() as Omit<WithdrawnObject, 'observations'>[];
  return rows.map((row) => ({
    ...row,
    observations: db
      .sql(
        `SELECT id, article_id, body FROM fact WHERE ${row.object === 'fact' ? 'id' : 'article_id'} = ? AND kind = 'observation'`,
      )
      .all(row.id)
      .map((found) => {
        const { id, article_id: articleId, body } = found as { id: string; article_id: string; body: string };
        return { ...(JSON.parse(body) as Observation), id, articleId } satisfies Stored<Observation>;
      }),
  }));
}

function pairs(db: Connection, sql: string): ReadonlyMap<string, string> {
  return new Map(db.sql(sql).raw().all() as [string, string][]);
}
