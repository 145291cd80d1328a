import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import Sqlite from 'better-sqlite3';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { ingestInto } from '../../src/ingest/into-store.ts';
import { createLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/store/open.ts';
import type { Edition, Figure, UpdateEvent, Wish } from '../../src/updates/model.ts';
import { createUpdates, type PassReport, type Updates } from '../../src/updates/pass.ts';
import { linfen } from './linfen.ts';
import { temporaryFolder } from './stored.ts';

/** What an article file says about itself. */
interface Head {
  readonly title?: string;
  readonly date?: string;
  readonly outlet?: string;
  readonly url?: string;
}

/** A folder of articles, the database they are read into and the updates that come of them; the clock stands still. */
export interface Newsroom {
  readonly database: Database;
  readonly path: string;
  /** Straight into the file, as another process. */
  readonly raw: Sqlite.Database;
  now: number;
  /** Writes an article file, or another text in place of it. */
  write(file: string, head: Head, text: string): void;
  remove(file: string): void;
  /** Reads the folder into the database; articles whose file is gone go too. */
  read(): Promise<void>;
  pass(): Promise<PassReport>;
  /** Another process on the same database. */
  another(): Updates;
  subscribe(chat: number, wish: Wish, edition?: Edition): Promise<number>;
  /** Events in the outbox for a chat, in words, sorted; with the state where it is not `waiting`. */
  told(chat: number): readonly string[];
  events(): readonly UpdateEvent[];
  /** As if everything that waits had been sent. */
  deliver(): void;
}

/** In the morning of 20 October 2026 at Linfen. */
export const MORNING = Date.UTC(2026, 9, 20, 1);

const gazetteer = linfen();

export function newsroom(t: TestContext): Newsroom {
  const folder = temporaryFolder(t);
  const articles = join(folder, 'articles');
  const path = join(folder, 'news.db');
  const database = openDatabase(path);
  const raw = new Sqlite(path);
  const opened: Database[] = [database];
  t.after(async () => {
    raw.close();
    for (const each of opened) await each.store.close();
  });
  const updatesOf = (of: Database): Updates =>
    createUpdates({
      store: of.store,
      chronicle: of.chronicle,
      gazetteer,
      lexicon: indicatorLexicon(),
      clock: () => room.now,
      log: createLog({ level: 'silent' }),
      digestEvery: null,
    });
  const updates = updatesOf(database);
  const room: Newsroom = {
    database,
    path,
    raw,
    now: MORNING,
    write: (file, head, text) => {
      mkdirSync(articles, { recursive: true });
      writeFileSync(join(articles, file), markdown(head, text));
    },
    remove: (file) => rmSync(join(articles, file)),
    read: async () => {
      await ingestInto(database.store, gazetteer, [articles], { prune: true });
    },
    pass: () => updates.pass(),
    another: () => {
      const other = openDatabase(path);
      opened.push(other);
      return updatesOf(other);
    },
    subscribe: async (chat, wish, edition = 'instant') => {
      const wanted = { target: { chat, thread: 0 }, wish, edition, creator: chat, now: room.now };
      const added = await database.subscriptions(BOT).add(wanted, 100);
      if (added.result === 'full') throw new Error('full');
      return added.subscription.id;
    },
    told: (chat) =>
      (raw.prepare(TOLD).all(chat) as { readonly body: string; readonly state: string }[])
        .map(
          ({ body, state }) =>
            `${inWords(JSON.parse(body) as UpdateEvent)}${state === 'waiting' ? '' : ` (${state})`}`,
        )
        .sort(),
    events: () =>
      (raw.prepare('SELECT body FROM event ORDER BY at, id').pluck().all() as string[]).map(
        (body) => JSON.parse(body) as UpdateEvent,
      ),
    deliver: () => void raw.prepare("UPDATE outbox SET state = 'sent' WHERE state = 'waiting'").run(),
  };
  return room;
}

const BOT = 1;
const TOLD = 'SELECT e.body, o.state FROM outbox o JOIN event e ON e.id = o.event WHERE o.chat = ?';

function markdown({ title, date, outlet = '示例日报', url }: Head, text: string): string {
  const head = Object.entries({ title, url, outlet, date })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`);
  return `---\n${head.join('\n')}\n---\n\n${text}\n`;
}

function inWords(event: UpdateEvent): string {
  const figure = ({ measure, value, unit }: Figure): string => `${measure} ${value}${unit}`;
  switch (event.kind) {
    case 'figures':
      return `${event.place} ${event.indicator} ${event.status} ${event.figures.map(figure).join(' ')}`;
    case 'changed':
    case 'corrected': {
      const changes = event.changes.map(
        ({ old, now }) => `${figure(old)} → ${now === null ? '?' : figure(now)}`,
      );
      return `${event.kind} ${event.place} ${event.indicator} ${changes.join(' ')}`;
    }
    case 'holder':
      return `${event.place} ${event.acting ? '代' : ''}${event.post} ${event.status} ${event.person} ← ${event.before.join('、')}`;
    case 'project':
      return `${event.name} ${event.before ?? 'new'} → ${event.status}`;
    case 'article':
      return `article ${event.sources[0]?.title ?? '?'}`;
    case 'withdrawn':
      return `withdrawn ${event.told}`;
  }
}
