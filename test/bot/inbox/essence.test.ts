import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Update, UserFromGetMe } from 'grammy/types';
import { essenceOf } from '../../../src/bot/inbox/essence.ts';
import { verdictOn } from '../../../src/bot/inbox/intake.ts';
import { BOT } from '../../support/telegram/world.ts';

const ANN = {
  id: 1,
  is_bot: false,
  first_name: '安娜',
  last_name: '李',
  username: 'anna_li',
  language_code: 'zh',
};
const GROUP = { id: -100, type: 'supergroup' as const, title: '一个群' };
const COMMAND = { type: 'bot_command' as const, offset: 0, length: 4 };

function update(message: object): Update {
  return { update_id: 1, message: { message_id: 5, date: 1, from: ANN, ...message } } as Update;
}

function essence(message: object, me: UserFromGetMe = BOT): string {
  return JSON.stringify(essenceOf(me, update(message)));
}

describe('what is kept of an update', () => {
  it('is no name of anybody, but language and question', () => {
    const kept = essence({ chat: { id: 1, type: 'private', first_name: '安娜' }, text: '青石县GDP' });
    assert.doesNotMatch(kept, /安娜|anna_li|李/);
    assert.match(kept, /"language_code":"zh".*青石县GDP/);
  });

  it('is no phone number and no place', () => {
    const contact = { phone_number: '+861380000', first_name: '某人', vcard: 'BEGIN:VCARD' };
    const kept = essence({
      chat: { id: 1, type: 'private' },
      contact,
      location: { latitude: 36.1, longitude: 111.5 },
    });
    assert.doesNotMatch(kept, /1380000|VCARD|36\.1|111\.5/);
  });

  const words = { message_id: 4, from: { ...ANN, id: 2 }, chat: GROUP, date: 1, text: '别人的闲谈' };
  it('is not what another person said in a group, unless that is what is asked', () => {
    const asked = { chat: GROUP, text: '/ask 青石县GDP', entities: [COMMAND], reply_to_message: words };
    assert.doesNotMatch(essence(asked), /闲谈/);
    assert.match(essence({ ...asked, text: '/ask' }), /闲谈/);
  });

  it('is, where we are a guest, the question and who asks it, nothing of what stands around', () => {
    const called = {
      message_id: 7,
      date: 1,
      chat: { ...GROUP, id: -555 },
      from: ANN,
      text: '@wenxian_bot 青石县GDP',
      guest_query_id: 'q',
      reply_to_message: words,
      quote: { text: '闲谈', position: 0 },
      external_reply: { origin: { type: 'user', date: 1, sender_user: { ...ANN, id: 2 } } },
    };
    const kept = JSON.stringify(essenceOf(BOT, { update_id: 1, guest_message: called } as unknown as Update));
    assert.match(kept, /青石县GDP.*"guest_query_id":"q"/);
    assert.doesNotMatch(kept, /闲谈|安娜|一个群|external/);
  });

  it('is, of those who join, ourselves', () => {
    const kept = essence({ chat: GROUP, new_chat_members: [{ ...ANN, id: 777 }, { ...BOT }] });
    assert.ok(kept.includes(String(BOT.id)) && !kept.includes('777') && !kept.includes('安娜'));
  });

  it('is what we said ourselves', () => {
    const ours = { ...words, from: { ...BOT }, text: '我们的答复' };
    assert.match(essence({ chat: GROUP, text: '那去年呢', reply_to_message: ours }), /我们的答复/);
  });
});

describe('what is kept at all', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['a private message', { message: { chat: { id: 1, type: 'private' }, text: '在吗' } }, 'keep'],
    ['talk in a group', { message: { chat: GROUP, from: ANN, text: '天气不错' } }, 'drop'],
    ['a command', { message: { chat: GROUP, from: ANN, text: '/ask 县', entities: [COMMAND] } }, 'keep'],
    ['a pressed button', { callback_query: { id: '1', from: ANN, chat_instance: '1', data: 'x' } }, 'keep'],
    ['a turn of our own', { my_chat_member: { chat: GROUP, from: ANN, date: 1 } }, 'keep'],
    ['somebody else who joins', { message: { chat: GROUP, from: ANN, new_chat_members: [ANN] } }, 'drop'],
    ['ourselves joining', { message: { chat: GROUP, from: ANN, new_chat_members: [BOT] } }, 'keep'],
    ['a new title', { message: { chat: GROUP, from: ANN, new_chat_title: '新名字' } }, 'drop'],
    ['a new number', { message: { chat: GROUP, from: ANN, migrate_to_chat_id: -9 } }, 'keep'],
    ['a call from elsewhere', { guest_message: { chat: GROUP, from: ANN, text: '@wenxian_bot 县' } }, 'keep'],
    [
      'a call by a bot',
      { guest_message: { chat: GROUP, from: { ...ANN, is_bot: true }, text: '县' } },
      'drop',
    ],
    ['a post of a channel', { channel_post: { chat: GROUP, text: '/ask 县', entities: [COMMAND] } }, 'drop'],
    ['a reaction', { message_reaction: { chat: GROUP, user: ANN } }, 'drop'],
    ['a kind that nobody asked for', { poll: {} }, 'drop'],
  ];
  for (const [name, fields, verdict] of cases)
    it(`${name}: ${verdict}`, () =>
      assert.equal(verdictOn(BOT, { update_id: 1, ...fields } as Update), verdict));
});
