import type { Connection } from './connection.ts';

/**
 * The signals of one joining come within seconds of each other; one that comes later tells of another joining, even if the
 * leaving in between was missed. Seconds.
 */
const ONE_JOINING_S = 600;
/** In which chats the bot is, as far as it was told. Times are Telegram's: seconds since 1970. */
export interface Presence {
  /** Whether a signal of that time tells of a joining that is not known yet. */
  isJoining(chat: number, at: number): Promise<boolean>;
  noteHere(chat: number, at: number): Promise<void>;
  noteGone(chat: number, at: number): Promise<void>;
}

/** What one bot was told, in an SQLite file. */
export function createSqlitePresence(db: Connection, bot: number): Presence {
  const note = (here: 0 | 1, chat: number, at: number): void =>
    db.aside(() => {
      // A late signal must not undo what happened since.
      db.sql(
        `INSERT INTO presence VALUES (@bot, @chat, @here, @at)
         ON CONFLICT DO UPDATE SET here = @here, at = @at WHERE at <= @at`,
      ).run({ bot, chat, here, at });
    });
  return {
    isJoining: async (chat, at) =>
      db.read(() => {
        const row = db.sql('SELECT here, at FROM presence WHERE bot = ? AND chat = ?').get(bot, chat) as
          | { readonly here: number; readonly at: number }
          | undefined;
        if (row === undefined) return true;
        return row.here === 0 ? at >= row.at : at > row.at + ONE_JOINING_S;
      }),
    noteHere: async (chat, at) => note(1, chat, at),
    noteGone: async (chat, at) => note(0, chat, at),
  };
}
