import type { InlineKeyboardMarkup, MessageEntity, UserFromGetMe } from 'grammy/types';
import { parseHtml } from './html.ts';
import { badRequest } from './refusal.ts';

/** A method's parameters as they arrive: anything under any name; those we look at are listed. */
export type Params = Readonly<Record<string, unknown>> & {
  readonly [name in
    | 'allowed_updates'
    | 'callback_query_id'
    | 'chat_id'
    | 'button'
    | 'cache_time'
    | 'commands'
    | 'description'
    | 'document'
    | 'ephemeral_message_id'
    | 'file_id'
    | 'ephemeral_message_parameters'
    | 'guest_query_id'
    | 'inline_query_id'
    | 'language_code'
    | 'media'
    | 'next_offset'
    | 'photo'
    | 'receiver_user_id'
    | 'result'
    | 'results'
    | 'short_description'
    | 'limit'
    | 'message_id'
    | 'message_thread_id'
    | 'offset'
    | 'parse_mode'
    | 'reply_markup'
    | 'reply_parameters'
    | 'text'
    | 'timeout'
    | 'user_id']?: unknown;
};

/** The parameters we know of each method; another one is a slip of the pen that Telegram would silently ignore. */
const COMMON_SEND = [
  'business_connection_id',
  'chat_id',
  'message_thread_id',
  'parse_mode',
  'disable_notification',
  'protect_content',
  'message_effect_id',
  'reply_parameters',
  'reply_markup',
];
export const METHODS: Readonly<Record<string, readonly string[]>> = {
  getMe: [],
  getUpdates: ['offset', 'limit', 'timeout', 'allowed_updates'],
  deleteWebhook: ['drop_pending_updates'],
  setWebhook: [
    'url',
    'certificate',
    'ip_address',
    'max_connections',
    'allowed_updates',
    'drop_pending_updates',
    'secret_token',
  ],
  getWebhookInfo: [],
  setMyCommands: ['commands', 'scope', 'language_code'],
  getMyDescription: ['language_code'],
  setMyDescription: ['description', 'language_code'],
  getMyShortDescription: ['language_code'],
  setMyShortDescription: ['short_description', 'language_code'],
  answerInlineQuery: ['inline_query_id', 'results', 'cache_time', 'is_personal', 'next_offset', 'button'],
  sendMessage: [...COMMON_SEND, 'text', 'entities', 'link_preview_options'],
  sendPhoto: [
    ...COMMON_SEND,
    'photo',
    'caption',
    'caption_entities',
    'show_caption_above_media',
    'has_spoiler',
  ],
  sendDocument: [
    ...COMMON_SEND,
    'document',
    'thumbnail',
    'caption',
    'caption_entities',
    'disable_content_type_detection',
  ],
  editMessageText: [
    'business_connection_id',
    'chat_id',
    'message_id',
    'inline_message_id',
    'text',
    'parse_mode',
    'entities',
    'link_preview_options',
    'reply_markup',
  ],
  editMessageMedia: [
    'business_connection_id',
    'chat_id',
    'message_id',
    'inline_message_id',
    'media',
    'reply_markup',
  ],
  editMessageReplyMarkup: [
    'business_connection_id',
    'chat_id',
    'message_id',
    'inline_message_id',
    'reply_markup',
  ],
  deleteMessage: ['chat_id', 'message_id'],
  answerCallbackQuery: ['callback_query_id', 'text', 'show_alert', 'url', 'cache_time'],
  sendChatAction: ['business_connection_id', 'chat_id', 'message_thread_id', 'action'],
  answerGuestQuery: ['guest_query_id', 'result'],
  editEphemeralMessageText: [
    'chat_id',
    'receiver_user_id',
    'ephemeral_message_id',
    'text',
    'parse_mode',
    'entities',
    'link_preview_options',
    'reply_markup',
  ],
  getChat: ['chat_id'],
  getChatMember: ['chat_id', 'user_id'],
  getFile: ['file_id'],
  leaveChat: ['chat_id'],
};

/** Text as shown, with its entities, after everything Telegram checks about it. */
export function checkText(
  params: Params,
  field: 'text' | 'caption',
  limit: number,
): { readonly text: string; readonly entities: readonly MessageEntity[] } {
  const raw = params[field];
  if (raw !== undefined && typeof raw !== 'string')
    throw badRequest(`field "${field}" must be of type String`);
  if (raw !== undefined && !raw.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const mode = params.parse_mode;
  if (mode !== undefined && String(mode).toLowerCase() !== 'html')
    throw badRequest(`unsupported parse_mode (this fake speaks HTML only, got ${String(mode)})`);
  const parsed =
    mode === undefined ? { ok: true as const, text: raw ?? '', entities: [] } : parseHtml(raw ?? '');
  if (!parsed.ok) throw badRequest(parsed.description.replace('Bad Request: ', ''));
  const text = parsed.text.trimEnd();
  if (field === 'text' && text.trim() === '') throw badRequest('message text is empty');
  if (text.length > limit)
    throw badRequest(field === 'text' ? 'message is too long' : 'message caption is too long');
  return { text, entities: parsed.entities };
}

/** An inline keyboard as Telegram demands it; undefined when there is none. */
export function checkKeyboard(value: unknown): InlineKeyboardMarkup | undefined {
  if (value === undefined) return undefined;
  const markup = typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  if (typeof markup !== 'object' || markup === null) throw badRequest('object expected as reply markup');
  if (!('inline_keyboard' in markup)) return undefined;
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" must be of type Array');
  let buttons = 0;
  for (const row of rows) {
    if (!Array.isArray(row)) throw badRequest('field "inline_keyboard" must be an Array of Arrays');
    if (row.length > 8) throw badRequest('BUTTON_ROW_TOO_LONG');
    for (const button of row) checkButton(button);
    buttons += row.length;
  }
  if (buttons > 100) throw badRequest('reply markup is too long');
  return buttons === 0 ? undefined : (markup as InlineKeyboardMarkup);
}

/** Bot API, sendChatAction. */
const CHAT_ACTIONS =
  /^(?:typing|upload_(?:photo|video|voice|document|video_note)|record_(?:video|voice|video_note)|choose_sticker|find_location)$/;

export function checkChatAction(action: unknown): void {
  if (typeof action !== 'string' || !CHAT_ACTIONS.test(action))
    throw badRequest('wrong parameter action in request');
}

/** Bot API, BotCommandScope: those whose menu is set for a chat name it. */
export function checkScope(scope: unknown): void {
  if (scope === undefined) return;
  const { type, chat_id: chat } = (scope ?? {}) as { readonly type?: unknown; readonly chat_id?: unknown };
  const general = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];
  const named = ['chat', 'chat_administrators', 'chat_member'];
  if (typeof type !== 'string' || !(general.includes(type) || named.includes(type)))
    throw badRequest("can't parse BotCommandScope");
  if (named.includes(type) && chat === undefined) throw badRequest('parameter "chat_id" is required');
}

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'pay',
];

function checkButton(button: unknown): void {
  if (typeof button !== 'object' || button === null)
    throw badRequest('InlineKeyboardButton must be an Object');
  const fields = button as Record<string, unknown>;
  const { text, callback_data: data } = fields as { text?: unknown; callback_data?: unknown };
  if (typeof text !== 'string' || text.trim() === '')
    throw badRequest('can\'t parse inline keyboard button: field "text" must be a non-empty String');
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const actions = ACTIONS.filter((action) => action in fields);
  if (actions.length === 0)
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (actions.length > 1) throw badRequest('BUTTON_TYPE_INVALID');
  if ('copy_text' in fields) checkCopyText(fields['copy_text']);
  if ('url' in fields && !/^(https?|tg):\/\//.test(String(fields['url'])))
    throw badRequest('BUTTON_URL_INVALID');
  if (data === undefined) return;
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
}

/** Bot API, CopyTextButton: 1–256 characters. */
function checkCopyText(value: unknown): void {
  const { text } = (value ?? {}) as { readonly text?: unknown };
  if (typeof text !== 'string' || text.length < 1 || text.length > 256)
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
}

/** Methods and parameters of Bot API 10: a server that says nothing of guests in getMe does not know them. */
const MODERN = ['answerGuestQuery', 'editEphemeralMessageText', 'ephemeral_message_parameters'];

export function isKnown(name: string, me: UserFromGetMe): boolean {
  return !MODERN.includes(name) || me.supports_guest_queries !== undefined;
}

/** Fields of parameters that are objects, for those that we send. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  reply_parameters: [
    'message_id',
    'chat_id',
    'allow_sending_without_reply',
    'quote',
    'quote_parse_mode',
    'quote_entities',
    'quote_position',
    'checklist_task_id',
  ],
  link_preview_options: ['is_disabled', 'url', 'prefer_small_media', 'prefer_large_media', 'show_above_text'],
  scope: ['type', 'chat_id', 'user_id'],
  ephemeral_message_parameters: ['receiver_user_id', 'callback_query_id'],
};

/** Names of parameters that the method does not have, and of fields that a parameter does not have. */
export function unknownParams(method: string, params: Params, me: UserFromGetMe): readonly string[] {
  const modern = method.startsWith('send') ? ['ephemeral_message_parameters'] : [];
  const known = [...(METHODS[method] ?? []), ...modern].filter((name) => isKnown(name, me));
  const within = Object.entries(params).flatMap(([name, value]) => {
    const fields = FIELDS[name];
    if (fields === undefined || typeof value !== 'object' || value === null) return [];
    return Object.keys(value).flatMap((field) => (fields.includes(field) ? [] : [`${name}.${field}`]));
  });
  return [...Object.keys(params).filter((name) => !known.includes(name)), ...within];
}
