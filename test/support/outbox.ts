import { join } from 'node:path';
import type { TestContext } from 'node:test';
import Sqlite from 'better-sqlite3';
import { type Database, openDatabase } from '../../src/store/open.ts';
import type { Edition, Target, UpdateEvent } from '../../src/updates/model.ts';
import { articleOf, factsOf, temporaryFolder } from './stored.ts';

/** The bot whose outbox it is. */
export const TEST_BOT = 700_100;

export interface Row {
  readonly target: Target;
  readonly event: UpdateEvent;
  readonly edition?: Edition;
  readonly due?: number;
  readonly wantedBy?: readonly number[];
}

/** A database in a folder of its own, into whose outbox a test writes as a publication would. */
export interface FilledDatabase {
  readonly path: string;
  readonly database: Database;
  add(rows: readonly Row[]): void;
  /** State and error of each row, in order. */
  states(): readonly string[];
  /** Any one value, straight from the file. */
  value(sql: string): unknown;
}

export function outboxDatabase(t: TestContext): FilledDatabase {
  const path = join(temporaryFolder(t), 'bot.db');
  const database = openDatabase(path);
  const raw = new Sqlite(path);
  t.after(async () => {
    raw.close();
    await database.store.close();
  });
  return {
    path,
    database,
    add: (rows) => addRows(raw, rows),
    states: () =>
      raw
        .prepare("SELECT state || coalesce(' ' || error, '') FROM outbox ORDER BY n")
        .pluck()
        .all() as string[],
    value: (sql) => raw.prepare(sql).pluck().get(),
  };
}

/** Events, and rows that tell them, as one transaction. */
export function addRows(raw: Sqlite.Database, rows: readonly Row[]): void {
  const event = raw.prepare('INSERT OR IGNORE INTO event (id, at, body) VALUES (?, ?, ?)');
  const insert = raw.prepare(`INSERT INTO outbox
    (bot, chat, thread, event, edition, state, due, wanted_by, created, at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?, 0, 0)`);
  raw.transaction(() => {
    for (const { target, event: what, edition = 'instant', due = 0, wantedBy = [] } of rows) {
      event.run(what.id, what.at, JSON.stringify(what));
      insert.run(TEST_BOT, target.chat, target.thread, what.id, edition, due, JSON.stringify(wantedBy));
    }
  })();
}

/** A target that wants all news of a place; the id of its subscription. */
export async function subscribed(database: Database, target: Target, place = '青石县'): Promise<number> {
  const added = await database.subscriptions(TEST_BOT).add(
    {
      target,
      wish: { about: 'place', place },
      edition: 'instant',
      creator: target.chat > 0 ? target.chat : 77,
      now: 1,
    },
    100,
  );
  if (added.result === 'full') throw new Error('the target is full');
  return added.subscription.id;
}

/** Stores an article without facts; the event that it is new. */
export async function newArticle(database: Database, name: string): Promise<UpdateEvent> {
  const article = articleOf(`青石县的${name}开张了。`, {
    title: name,
    outlet: '示例日报',
    date: '2026-11-20',
    dateBasis: 'stated',
    url: `https://news.example/${encodeURIComponent(name)}`,
  });
  await database.store.putArticle(article, factsOf());
  const { id, title, url, outlet, date, digest } = article;
  return {
    id: `article ${name}`,
    at: 1,
    date,
    sources: [{ article: id, title, url, outlet, date, digest }],
    kind: 'article',
    places: ['青石县'],
  };
}
