import type { Connection } from './connection.ts';
import { grouped } from './inbox.ts';
import { createSqlitePresence, type Presence } from './presence.ts';

/** In which script and language a chat wants to be spoken to; null: as its messages and Telegram's settings suggest. */
export interface Preferences {
  readonly script: 'hans' | 'hant' | null;
  readonly language: 'zh' | 'en' | null;
}

/** Nothing was chosen. */
export const NO_PREFERENCES: Preferences = { script: null, language: null };

/** The messages that answer one message; ids of one chat. */
interface KeptReply {
  readonly chat: number;
  readonly message: number;
  readonly answers: readonly number[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How many rows of each kind. */
interface Erased {
  readonly preferences: number;
  readonly replies: number;
  readonly updates: number;
}

/** All that is kept of a person, or of a group. */
interface Kept {
  readonly preferences: Preferences;
  readonly replies: readonly KeptReply[];
  /** Bodies of updates in hand, as JSON. */
  readonly updates: readonly string[];
}

/**
 * Whose data: a person (with their private chat, which has the same number, and what they asked in groups), or a
 * whole group.
 */
type Subject = { readonly person: number } | { readonly group: number };

/** The little that is kept about those who write to the bot; no names and, once it is answered, no words. */
export interface Keeping extends Presence {
  preferences(chat: number): Promise<Preferences>;
  setPreferences(chat: number, preferences: Preferences): Promise<void>;
  /** The messages that answer a message; null when it was not answered, or too long ago. */
  answersTo(chat: number, message: number): Promise<readonly number[] | null>;
  noteAnswers(reply: KeptReply, asker: number): Promise<void>;
  /** Forgets replies noted before, and chats left before. @returns how many replies */
  sweep(before: number): Promise<number>;
  kept(subject: Subject): Promise<Kept>;
  /** Erases all that is kept of a subject. @param inHand the update that asks for it: still to be answered, erased then */
  erase(subject: Subject, inHand: number): Promise<Erased>;
}

/** What one bot keeps, in an SQLite file. */
export function createSqliteKeeping(db: Connection, bot: number): Keeping {
  const change = (sql: string, values: Readonly<Record<string, unknown>>): number =>
    db.aside(() => db.sql(sql).run({ bot, ...values }).changes);
  const soon = grouped(db);
  const preferences = (chat: number): Preferences => {
    const row = db.sql('SELECT script, language FROM preference WHERE bot = ? AND chat = ?').get(bot, chat);
    return (row as Preferences | undefined) ?? NO_PREFERENCES;
  };
  return {
    ...createSqlitePresence(db, bot),
    preferences: async (chat) => db.read(() => preferences(chat)),
    setPreferences: async (chat, { script, language }) => {
      if (script === null && language === null)
        change('DELETE FROM preference WHERE bot = @bot AND chat = @chat', { chat });
      else
        change('INSERT OR REPLACE INTO preference VALUES (@bot, @chat, @script, @language)', {
          chat,
          script,
          language,
        });
    },
    answersTo: async (chat, message) =>
      db.read(() => {
        const found = db
          .sql('SELECT answers FROM reply WHERE bot = ? AND chat = ? AND message = ?')
          .pluck()
          .get(bot, chat, message);
        return typeof found === 'string' ? (JSON.parse(found) as number[]) : null;
      }),
    noteAnswers: ({ chat, message, answers, at }, asker) =>
      soon(
        () =>
          void db
            .sql('INSERT OR REPLACE INTO reply VALUES (?, ?, ?, ?, ?, ?)')
            .run(bot, chat, message, asker, JSON.stringify(answers), at),
      ),
    sweep: async (before) =>
      db.aside(() => {
        db.sql('DELETE FROM presence WHERE here = 0 AND at < ?').run(Math.floor(before / 1000));
        return db.sql('DELETE FROM reply WHERE at < ?').run(before).changes;
      }),
    kept: async (subject) =>
      db.read(() => {
        const who = idsOf(subject);
        const rows = db
          .sql(`SELECT chat, message, answers, at FROM reply WHERE ${REPLIES} ORDER BY chat, message`)
          .all({ bot, ...who }) as readonly (Omit<KeptReply, 'answers'> & { readonly answers: string })[];
        return {
          preferences: preferences(who.chat),
          replies: rows.map((row) => ({ ...row, answers: JSON.parse(row.answers) as number[] })),
          updates: db
            .sql(`SELECT body FROM inbox WHERE ${UPDATES} ORDER BY id`)
            .pluck()
            .all({ bot, ...who, inHand: -1 }) as readonly string[],
        };
      }),
    erase: async (subject, inHand) => {
      // Freed pages are overwritten: what is erased must not linger in the file.
      db.sql('PRAGMA secure_delete = ON').get();
      const who = idsOf(subject);
      const erased = db.aside(() => {
        const run = (sql: string, values: object = {}): number => db.sql(sql).run({ bot, ...values }).changes;
        run('DELETE FROM presence WHERE bot = @bot AND chat = @chat', { chat: who.chat });
        return {
          preferences: run('DELETE FROM preference WHERE bot = @bot AND chat = @chat', { chat: who.chat }),
          replies: run(`DELETE FROM reply WHERE ${REPLIES}`, who),
          // The bare id stays, so that an update delivered again is not answered after all.
          updates: run(`UPDATE inbox SET body = NULL, sent = '[]', in_flight = 0 WHERE ${UPDATES}`, {
            ...who,
            inHand,
          }),
        };
      });
      // What was erased still stands in the journal until it is emptied.
      db.read(() => db.sql('PRAGMA wal_checkpoint(TRUNCATE)').all());
      return erased;
    },
  };
}

const REPLIES = 'bot = @bot AND (chat = @chat OR asker = @person)';

/** The kinds of update that are kept, see bot/inbox/intake.ts; where they say who wrote, and where. */
const UPDATES = `bot = @bot AND id <> @inHand AND body IS NOT NULL AND (
  @chat IN (json_extract(body, '$.message.chat.id'), json_extract(body, '$.edited_message.chat.id'),
            json_extract(body, '$.callback_query.message.chat.id'), json_extract(body, '$.my_chat_member.chat.id'))
  OR @person IN (json_extract(body, '$.message.from.id'), json_extract(body, '$.edited_message.from.id'),
                 json_extract(body, '$.callback_query.from.id'), json_extract(body, '$.my_chat_member.from.id'),
                 json_extract(body, '$.guest_message.from.id')))`;

/** A group asks nothing itself: no asker has its number, for those that speak as a chat are no persons. */
function idsOf(subject: Subject): { readonly chat: number; readonly person: number | null } {
  return 'person' in subject
    ? { chat: subject.person, person: subject.person }
    : { chat: subject.group, person: null };
}
