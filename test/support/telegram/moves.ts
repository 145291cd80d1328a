import type { Chat, ChatMember, Update } from 'grammy/types';
import type { FakeTelegram } from './fake.ts';
import type { Room } from './world.ts';

type Status = ChatMember['status'];

/** Fields beside the status: `is_member` and `can_send_messages` of a restricted one, an admin's rights. */
type Rights = Readonly<Record<string, unknown>>;

const NOW = (): number => Math.floor(Date.now() / 1000);

/** The bot's standing in a chat changes: Telegram's own signal. */
export function changes(
  fake: FakeTelegram,
  { chat }: { readonly chat: Chat },
  [before, now]: readonly [Status, Status],
  { rights = {}, at = NOW(), by = 1 }: { rights?: Rights; at?: number; by?: number } = {},
): number {
  const user = fake.world.me;
  return fake.inject({
    my_chat_member: {
      chat,
      from: { id: by, is_bot: false, first_name: 'x', language_code: 'zh-hans' },
      date: at,
      old_chat_member: { user, status: before },
      new_chat_member: { user, status: now, ...rights },
    } as unknown as NonNullable<Update['my_chat_member']>,
  });
}

/** A service message in a group. */
export function service(
  fake: FakeTelegram,
  { chat }: { readonly chat: Chat },
  fields: object,
  at = NOW(),
): number {
  const message = { message_id: fake.world.nextMessageId(), date: at, chat, ...fields };
  const from = { id: 1, is_bot: false, first_name: 'x', language_code: 'zh-hans' };
  return fake.inject({ message: { ...message, from } as unknown as NonNullable<Update['message']> });
}

/** A group becomes a supergroup; the two service messages are left to the test. */
export function upgrade(fake: FakeTelegram, room: Room, to: number): Room {
  room.migratedTo = to;
  const next = fake.group(to);
  for (const id of room.admins) next.admins.add(id);
  return next;
}

/** A room of another kind than `fake.group` makes. */
export function roomOf(fake: FakeTelegram, id: number, type: 'group' | 'channel'): Room {
  return fake.world.room({ id, type, title: '群' });
}
