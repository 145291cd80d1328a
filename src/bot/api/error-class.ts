import { GrammyError } from 'grammy';
import type { ApiError } from 'grammy/types';

/** What a refusal of Telegram means for us. */
export type ErrorClass =
  | 'flood'
  | 'server'
  | 'moved'
  | 'blocked'
  | 'deactivated'
  | 'kicked'
  | 'never-started'
  | 'no-such-chat'
  | 'restricted'
  | 'topic'
  | 'reply-gone'
  | 'message-gone'
  | 'no-text'
  | 'markup'
  | 'too-long'
  | 'unchanged'
  | 'stale-query'
  | 'token'
  | 'conflict'
  | 'ours';

/** What to do about it. */
type Remedy =
  /** The same call again, later. */
  | 'wait'
  /** The same call under the chat's new id. */
  | 'move'
  /** Nobody is there, or may not hear us: not our failure, and no apology would arrive. */
  | 'silence'
  /** The same words outside the topic. */
  | 'outside-topic'
  /** The same words without markup. */
  | 'plain'
  /** Nothing: it is as it should be, or too late to matter. */
  | 'fine'
  /** An operator has to act. */
  | 'operator'
  /** A mistake of ours: apologize and log. */
  | 'report';

export const REMEDY: Readonly<Record<ErrorClass, Remedy>> = {
  flood: 'wait',
  server: 'wait',
  moved: 'move',
  blocked: 'silence',
  deactivated: 'silence',
  kicked: 'silence',
  'never-started': 'silence',
  'no-such-chat': 'silence',
  restricted: 'silence',
  topic: 'outside-topic',
  'reply-gone': 'fine',
  'message-gone': 'fine',
  'no-text': 'report',
  markup: 'plain',
  'too-long': 'report',
  unchanged: 'fine',
  'stale-query': 'fine',
  token: 'operator',
  conflict: 'operator',
  ours: 'report',
};

/**
 * Telegram's words, lower case, and what they mean; the first that the description contains decides. Collected from
 * the Bot API server's source (td/telegram, telegram-bot-api/Client.cpp) and from reports of other bots.
 */
const WORDS: readonly (readonly [words: string, meaning: ErrorClass])[] = [
  ['blocked by the user', 'blocked'],
  ['user is deactivated', 'deactivated'],
  ['input_user_deactivated', 'deactivated'],
  ["can't initiate conversation", 'never-started'],
  ["can't send messages to bots", 'never-started'],
  ['bot was kicked', 'kicked'],
  ['not a member of', 'kicked'],
  ['group chat was deleted', 'kicked'],
  ['group chat was deactivated', 'kicked'],
  ['group is deactivated', 'kicked'],
  ['channel_private', 'kicked'],
  ['chat not found', 'no-such-chat'],
  ['peer_id_invalid', 'no-such-chat'],
  ['user not found', 'no-such-chat'],
  ['topic_closed', 'topic'],
  ['topic_deleted', 'topic'],
  ['topic_id_invalid', 'topic'],
  ['message thread not found', 'topic'],
  ['upgraded to a supergroup', 'moved'],
  ['not enough rights', 'restricted'],
  ['have no rights to send', 'restricted'],
  ['need administrator rights', 'restricted'],
  ['chat_write_forbidden', 'restricted'],
  ['chat_restricted', 'restricted'],
  ['chat_admin_required', 'restricted'],
  ['chat_send_', 'restricted'],
  ['user_banned_in_channel', 'restricted'],
  ['chat_guest_send_forbidden', 'restricted'],
  ['replied not found', 'reply-gone'],
  ['reply message not found', 'reply-gone'],
  ['message is not modified', 'unchanged'],
  ['query is too old', 'stale-query'],
  ['query_id_invalid', 'stale-query'],
  ['message to edit not found', 'message-gone'],
  ["message can't be edited", 'message-gone'],
  ['message to delete not found', 'message-gone'],
  ['message_id_invalid', 'message-gone'],
  ['there is no text in the message to edit', 'no-text'],
  ["can't parse entities", 'markup'],
  ['entity_bounds_invalid', 'markup'],
  ['is too long', 'too-long'],
  ['message_too_long', 'too-long'],
  ['media_caption_too_long', 'too-long'],
];

/** Codes that mean the same whatever the words. */
const CODES: Readonly<Record<number, ErrorClass>> = {
  401: 'token',
  404: 'token',
  409: 'conflict',
  429: 'flood',
};

/** What an answer with `ok: false` means. An unknown 403 is somebody who does not want us, an unknown 400 our mistake. */
export function classify({
  error_code: code,
  description,
  parameters,
}: Pick<ApiError, 'error_code' | 'description' | 'parameters'>): ErrorClass {
  if (parameters?.migrate_to_chat_id !== undefined) return 'moved';
  const known = CODES[code];
  if (known !== undefined) return known;
  if (code >= 500) return 'server';
  const said = description.toLowerCase();
  const [, meaning] = WORDS.find(([words]) => said.includes(words)) ?? [];
  return meaning ?? (code === 403 ? 'kicked' : 'ours');
}

/** The same of anything thrown; null for what is no answer of Telegram's. */
export function classOf(error: unknown): ErrorClass | null {
  return error instanceof GrammyError ? classify(error) : null;
}
