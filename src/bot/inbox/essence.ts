import type { Message, Update, UserFromGetMe } from 'grammy/types';
import { addressedTo } from '../addressing.ts';

/** Who people are and what they attached: nothing that an answer is made of. Field names of the Bot API. */
const PERSONAL: ReadonlySet<string> = new Set([
  'first_name',
  'last_name',
  'username',
  'title',
  'author_signature',
  'sender_user_name',
  'is_premium',
  'phone_number',
  'vcard',
  'latitude',
  'longitude',
  'address',
  'thumbnail',
  'file_unique_id',
  'invite_link',
  'custom_title',
]);

/**
 * An update reduced to what its handling needs: this, and nothing else, is written down and handled. No names, no
 * phone numbers, no places; and of a message replied to in a group its words only when they are what is asked.
 */
export function essenceOf(me: UserFromGetMe, update: Update): Update {
  const { message = update.edited_message } = update;
  const foreign = message?.reply_to_message !== undefined && isForeignTalk(me, message);
  const essence = strip(update) as Update & Partial<Record<'message' | 'edited_message', Replying>>;
  const replied = (essence.message ?? essence.edited_message)?.reply_to_message;
  if (foreign && replied !== undefined) {
    delete replied.text;
    delete replied.caption;
  }
  const others = essence.message?.new_chat_members;
  if (others !== undefined && essence.message !== undefined)
    essence.message.new_chat_members = others.filter(({ id }) => id === me.id);
  if (essence.guest_message !== undefined) essence.guest_message = asGuest(essence.guest_message);
  return essence;
}

/** Of a chat where the bot is no member: the words that call it, and who says them; nothing of what stands around them. */
function asGuest(message: NonNullable<Update['guest_message']>): NonNullable<Update['guest_message']> {
  const { reply_to_message: _replied, quote: _quote, external_reply: _foreign, ...own } = message;
  return own;
}

interface Replying {
  reply_to_message?: Words;
}

interface Words {
  text?: string;
  caption?: string;
}

/** The message replied to is another person's, in a group, and the asker has a question in own words. */
function isForeignTalk(me: UserFromGetMe, message: Message): boolean {
  if (message.chat.type === 'private' || message.reply_to_message?.from?.id === me.id) return false;
  const asked = addressedTo(me, message)?.text ?? '';
  return asked.replace(/^\s*\/\w{1,32}(@\w{1,64})?/, '').trim() !== '';
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) if (!PERSONAL.has(name)) kept[name] = strip(inner);
  return kept;
}
