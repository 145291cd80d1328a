import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import { checkChatAction, checkKeyboard, checkScope, checkText, type Params } from './check.ts';
import { checkInlineAnswer } from './inline.ts';
import { photoContent, withMedia } from './photo.ts';
import { badRequest, mishap } from './refusal.ts';
import type { Room, World } from './world.ts';

/** How fast the bot may write; null: as fast as it likes. */
export interface FloodLimits {
  /** Messages per second in one chat. */
  readonly perSecond: number | null;
  /** Messages per minute in one group. */
  readonly perMinuteInGroups: number | null;
  /** Messages per second to all chats together; as many at once after a pause. */
  readonly overall: number | null;
}

/** Queries whose answer Telegram still waits for. */
export type OpenQueries = Set<string>;

export interface MethodContext {
  readonly world: World;
  readonly limits: FloodLimits;
  readonly queries: OpenQueries;
  readonly commands: unknown[];
}

type Method = (context: MethodContext, params: Params) => unknown;

/** Every method but `getUpdates` and the webhook's, which are the server's own business. */
export const METHOD_TABLE: Readonly<Record<string, Method>> = {
  getMe: ({ world }) => world.me,
  getWebhookInfo: () => ({ url: '', has_custom_certificate: false, pending_update_count: 0 }),
  setMyCommands: ({ commands }, params) => {
    checkCommands(params.commands);
    checkScope(params['scope']);
    languageIn(params);
    commands.push(params);
    return true;
  },
  getMyDescription: ({ world }, params) => ({
    description: world.described.get(`long ${languageIn(params)}`) ?? '',
  }),
  setMyDescription: ({ world }, params) => {
    const text = described(params.description, 512);
    world.described.set(`long ${languageIn(params)}`, text);
    return true;
  },
  getMyShortDescription: ({ world }, params) => ({
    short_description: world.described.get(`short ${languageIn(params)}`) ?? '',
  }),
  setMyShortDescription: ({ world }, params) => {
    const text = described(params.short_description, 120);
    world.described.set(`short ${languageIn(params)}`, text);
    return true;
  },
  answerInlineQuery: ({ world, queries }, params) => {
    const results = checkInlineAnswer(params);
    if (!queries.delete(String(params.inline_query_id)))
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    world.inlineAnswers.push({ ...params, results });
    return true;
  },
  answerGuestQuery: ({ world, queries }, params) => {
    const [result] = checkInlineAnswer({ results: [params.result] });
    const id = String(params.guest_query_id);
    if (!queries.delete(id) || result === undefined)
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    world.guestAnswers.set(id, result);
    return { inline_message_id: `guest${id}` };
  },
  editEphemeralMessageText: ({ world }, params) => {
    const { text, entities } = checkText(params, 'text', 4096);
    const { whispers } = world.target(params.chat_id);
    const at = whispers.findIndex(
      ({ ephemeral_message_id: id, receiver_user: receiver }) =>
        id === params.ephemeral_message_id && receiver?.id === params.receiver_user_id,
    );
    const before = whispers[at];
    if (before === undefined) throw badRequest('message to edit not found');
    const keyboard = checkKeyboard(params.reply_markup);
    whispers[at] = withKeyboard({ ...before, text, entities: [...entities] } as Message, keyboard);
    return true;
  },
  sendMessage: (context, params) => send(context, params, checkText(params, 'text', 4096)),
  sendPhoto: (context, params) => send(context, params, photoContent(context.world, params, params.photo)),
  sendDocument: (context, params) => {
    if (params.document === undefined) throw badRequest('there is no document in the request');
    const { text, entities } = checkText(params, 'caption', 1024);
    return send(context, params, { caption: text, caption_entities: entities, document: params.document });
  },
  editMessageText: (context, params) => {
    const { text, entities } = checkText(params, 'text', 4096);
    return edit(context, params, (message) => {
      // Whether it is a picture a bot may have forgotten over a restart.
      if ('photo' in message) throw mishap(400, 'Bad Request: there is no text in the message to edit');
      return { ...message, text, entities: [...entities] } as Message;
    });
  },
  editMessageMedia: (context, params) => edit(context, params, withMedia(context.world, params)),
  editMessageReplyMarkup: (context, params) => edit(context, params, (message) => message),
  deleteMessage: ({ world }, params) => {
    const room = world.target(params.chat_id);
    const message = room.messages.get(Number(params.message_id));
    if (message === undefined) throw badRequest('message to delete not found');
    // What others wrote in a group is for its admins to delete.
    if (message.from?.id !== world.me.id && room.chat.type !== 'private' && !room.botIsAdmin)
      throw badRequest("message can't be deleted");
    room.messages.delete(message.message_id);
    return true;
  },
  answerCallbackQuery: ({ queries }, params) => {
    const text = params.text;
    if (typeof text === 'string' && text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    if (!queries.delete(String(params.callback_query_id)))
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    return true;
  },
  sendChatAction: ({ world }, params) => {
    const room = world.target(params.chat_id);
    checkChatAction(params['action']);
    checkThread(room, params.message_thread_id);
    return true;
  },
  getChat: ({ world }, params) => world.target(params.chat_id).chat,
  getChatMember: ({ world }, params) => {
    const room = world.target(params.chat_id);
    const id = Number(params.user_id);
    const rank = room.ranks.get(id);
    if (rank !== undefined) return { ...rank, user: { id } };
    const isAdmin = id === world.me.id ? room.botIsAdmin : room.admins.has(id);
    return { status: isAdmin ? 'administrator' : 'member', user: { id } };
  },
  getFile: ({ world }, params) => {
    const id = String(params.file_id);
    if (!world.files.has(id)) throw badRequest('invalid file_id');
    return { file_id: id, file_unique_id: id, file_path: `documents/${id}.json` };
  },
  leaveChat: ({ world }, params) => {
    world.target(params.chat_id).forbidden = 'Forbidden: bot is not a member of the group chat';
    return true;
  },
};

function languageIn({ language_code: code = '' }: Params): string {
  if (typeof code !== 'string' || !/^([a-z]{2})?$/.test(code)) throw badRequest('LANG_CODE_INVALID');
  return code;
}

function described(text: unknown, limit: number): string {
  if (typeof text !== 'string') return '';
  if (text.length > limit) throw badRequest('BOT_DESCRIPTION_TOO_LONG');
  return text;
}

function checkCommands(value: unknown): void {
  if (!Array.isArray(value)) throw badRequest('field "commands" must be of type Array');
  for (const { command, description } of value as { command?: unknown; description?: unknown }[]) {
    if (typeof command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(command))
      throw badRequest('BOT_COMMAND_INVALID');
    if (typeof description !== 'string' || description.length < 1 || description.length > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}

function send(context: MethodContext, params: Params, content: object): Message {
  const room = context.world.target(params.chat_id);
  const whisper = params.ephemeral_message_parameters;
  const thread = params.message_thread_id;
  checkThread(room, thread);
  const replied = repliedMessage(room, params.reply_parameters);
  const keyboard = checkKeyboard(params.reply_markup);
  checkFlood(room, context);
  const message = {
    message_id: context.world.nextMessageId(),
    date: Math.floor(Date.now() / 1000),
    chat: room.chat,
    from: context.world.me,
    ...(thread === undefined ? {} : { message_thread_id: Number(thread), is_topic_message: true }),
    ...(replied === undefined ? {} : { reply_to_message: replied }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    ...content,
  } as unknown as Message;
  if (whisper !== undefined) return whispered(context.world, room, message, whisper);
  room.messages.set(message.message_id, message);
  return message;
}

function checkThread(room: Room, thread: unknown): void {
  if (thread !== undefined && !room.threads.has(Number(thread))) throw badRequest('message thread not found');
}

/** For one pair of eyes: it has no number in the chat. */
function whispered(world: World, room: Room, message: Message, parameters: unknown): Message {
  const { receiver_user_id: id, callback_query_id: query } = parameters as Record<string, unknown>;
  if (!Number.isInteger(id))
    throw badRequest("can't parse ephemeral message parameters: no receiver_user_id");
  if (query !== undefined && typeof query !== 'string') throw badRequest('can\'t parse "callback_query_id"');
  if (!world.ephemeral) throw mishap(400, 'Bad Request: EPHEMERAL_MESSAGES_UNSUPPORTED');
  if (room.chat.type !== 'supergroup') throw badRequest('ephemeral messages are for supergroups only');
  const whisper = {
    ...message,
    message_id: 0,
    ephemeral_message_id: room.whispers.length + 1,
    receiver_user: { id: Number(id), is_bot: false, first_name: 'x' },
  };
  room.whispers.push(whisper);
  return whisper;
}

function repliedMessage(room: Room, value: unknown): Message | undefined {
  if (value === undefined) return undefined;
  const { message_id: id, allow_sending_without_reply: lenient } = value as Record<string, unknown>;
  const message = room.messages.get(Number(id));
  if (message === undefined && lenient !== true) throw badRequest('message to be replied not found');
  return message;
}

function checkFlood(room: Room, { world, limits }: MethodContext): void {
  const now = Date.now();
  const since = (ms: number): readonly number[] => room.sent.filter((at) => at > now - ms);
  const inSecond = since(1000);
  const inMinute = since(60_000);
  const isGroup = room.chat.type !== 'private';
  const wait =
    limits.perSecond !== null && inSecond.length >= limits.perSecond
      ? 1
      : isGroup && limits.perMinuteInGroups !== null && inMinute.length >= limits.perMinuteInGroups
        ? Math.ceil(((inMinute[0] ?? now) + 60_000 - now) / 1000)
        : limits.overall !== null && !world.takesOneMore(limits.overall, now)
          ? 1
          : 0;
  if (wait > 0) throw mishap(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  room.sent.push(now);
}

function edit({ world }: MethodContext, params: Params, change: (message: Message) => Message): Message {
  const room = world.target(params.chat_id);
  const before = room.messages.get(Number(params.message_id));
  if (before === undefined) throw badRequest('message to edit not found');
  if (before.from?.id !== world.me.id) throw badRequest("message can't be edited");
  const keyboard = checkKeyboard(params.reply_markup);
  const after = withKeyboard(change(before), keyboard);
  if (sameContent(before, after))
    throw mishap(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  room.messages.set(after.message_id, after);
  return after;
}

function withKeyboard(message: Message, keyboard: InlineKeyboardMarkup | undefined): Message {
  const { reply_markup: _, ...rest } = message as Message & { reply_markup?: unknown };
  return (keyboard === undefined ? rest : { ...rest, reply_markup: keyboard }) as Message;
}

function sameContent(a: Message, b: Message): boolean {
  const key = (message: Message): string =>
    JSON.stringify([
      message.text,
      message.entities,
      message.photo?.map(({ file_id: id }) => id),
      message.caption,
      message.caption_entities,
      message.reply_markup ?? null,
    ]);
  return key(a) === key(b);
}
