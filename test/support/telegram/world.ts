import type {
  Chat,
  InlineQueryResultArticle,
  Message,
  MessageEntity,
  PhotoSize,
  Update,
  User,
  UserFromGetMe,
} from 'grammy/types';
import { badRequest, mishap } from './refusal.ts';

export const BOT: UserFromGetMe = {
  id: 700_100,
  is_bot: true,
  first_name: '问县',
  username: 'wenxian_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
} as UserFromGetMe;

/** A chat and what was said in it. */
export interface Room {
  readonly chat: Chat;
  readonly messages: Map<number, Message>;
  /** Topics of a forum. */
  readonly threads: Set<number>;
  botIsAdmin: boolean;
  /** People who are admins. */
  readonly admins: Set<number>;
  /** What Telegram says of somebody's rank, where it is not simply member or admin. */
  readonly ranks: Map<number, Readonly<Record<string, unknown>>>;
  /** Why the bot may not write: its words of refusal. */
  forbidden: string | null;
  /** The new id after the group became a supergroup. */
  migratedTo: number | null;
  /** What one member alone was shown. */
  readonly whispers: Message[];
  /** Times of the bot's messages, for the flood limit; milliseconds. */
  readonly sent: number[];
}

/** An answered inline query. */
export type InlineAnswer = Readonly<Record<string, unknown>> & {
  readonly results: readonly InlineQueryResultArticle[];
};

/** Users, chats and messages: what is true on Telegram's side. */
export class World {
  readonly me: UserFromGetMe;
  readonly rooms = new Map<number, Room>();
  readonly updates: Update[] = [];
  /** What the bot says of itself, by length and language. */
  readonly described = new Map<string, string>();
  readonly inlineAnswers: InlineAnswer[] = [];
  /** What people sent as files, by their id. */
  readonly files = new Map<string, Buffer>();
  /** Photos uploaded, by the name they were given. */
  readonly photos = new Map<string, { readonly size: PhotoSize; readonly content: Buffer }>();
  /** What was answered where the bot is no member, by query. */
  readonly guestAnswers = new Map<string, InlineQueryResultArticle>();
  /** Whether messages for one pair of eyes are taken (Bot API 10.2). */
  ephemeral = false;
  readonly #bucket = { tokens: Number.POSITIVE_INFINITY, at: 0 };
  #messageId = 100;
  #updateId = 5000;

  constructor(me: Partial<UserFromGetMe> = {}) {
    this.me = { ...BOT, ...me };
  }

  room(chat: Chat): Room {
    const known = this.rooms.get(chat.id);
    if (known !== undefined) return known;
    const room: Room = {
      chat,
      messages: new Map(),
      threads: new Set(),
      botIsAdmin: false,
      admins: new Set(),
      ranks: new Map(),
      forbidden: null,
      migratedTo: null,
      whispers: [],
      sent: [],
    };
    this.rooms.set(chat.id, room);
    return room;
  }

  /** The room a method names, if the bot may write there. */
  target(chatId: unknown): Room {
    const room = this.rooms.get(Number(chatId));
    if (room === undefined) throw badRequest('chat not found');
    if (room.migratedTo !== null)
      throw mishap(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: room.migratedTo,
      });
    if (room.forbidden !== null) throw mishap(403, room.forbidden);
    return room;
  }

  /** The limit of all chats together, as a bucket that holds a second's worth. */
  takesOneMore(perSecond: number, now: number): boolean {
    const bucket = this.#bucket;
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) * perSecond) / 1000);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  nextMessageId(): number {
    this.#messageId += 1;
    return this.#messageId;
  }

  /** Puts an update in the queue; the id it got. */
  enqueue(update: Omit<Update, 'update_id'>): number {
    this.#updateId += 1;
    this.updates.push({ update_id: this.#updateId, ...update } as Update);
    return this.#updateId;
  }

  /** Forgets updates below the offset: they are confirmed. */
  confirm(offset: number): void {
    while ((this.updates[0]?.update_id ?? Number.POSITIVE_INFINITY) < offset) this.updates.shift();
  }
}

/** Commands and mentions as Telegram marks them in what a user typed. */
export function typedEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const match of text.matchAll(
    /(^|\s)(\/[a-zA-Z0-9_]{1,32}(?:@[a-zA-Z0-9_]{3,32})?)|(?<![\w@])@[a-zA-Z0-9_]{3,32}/g,
  )) {
    const command = match[2];
    if (command !== undefined)
      found.push({
        type: 'bot_command',
        offset: match.index + (match[1]?.length ?? 0),
        length: command.length,
      });
    else found.push({ type: 'mention', offset: match.index, length: match[0].length });
  }
  return found;
}

export function personOf(id: number, name: string, languageCode: string | undefined): User {
  return {
    id,
    is_bot: false,
    first_name: name,
    ...(languageCode === undefined ? {} : { language_code: languageCode }),
  };
}
