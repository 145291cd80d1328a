import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chat, InlineQueryResultArticle } from 'grammy/types';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';
import { parseHtml } from '../support/telegram/html.ts';

const ELSEWHERE: Chat = { id: -555, type: 'supergroup', title: '别人的群' };
const GUESTS = { me: { supports_guest_queries: true } };

function textOf(card: InlineQueryResultArticle | undefined): string {
  const content = card?.input_message_content;
  const parsed = parseHtml(content !== undefined && 'message_text' in content ? content.message_text : '');
  assert.ok(parsed.ok);
  return parsed.text;
}

test('called by name where it is no member, it answers with number, evidence and source; a refusal is an answer', async (t) => {
  const { fake } = await runCounty(t, { fake: GUESTS });
  const reader = fake.person(1);
  const answered = async (text: string, extra?: object): Promise<InlineQueryResultArticle | undefined> => {
    const id = reader.summons(text, ELSEWHERE, extra);
    await fake.until('answered', () => fake.world.guestAnswers.has(id));
    return fake.world.guestAnswers.get(id);
  };
  const card = await answered('@wenxian_bot 古县2031年GDP');
  const text = textOf(card);
  assert.match(text, /88\.8亿元/);
  assert.match(text, /2031年，古县地区生产总值88\.8亿元，同比增长6\.1%/);
  assert.match(text, /来源：示例日报，2032年1月15日/);
  const keys = card?.reply_markup?.inline_keyboard.flat() ?? [];
  assert.ok(keys.length > 0 && keys.every((key) => 'url' in key), 'a button that anybody can press');
  assert.match(textOf(await answered('古县2031年渔船数 @wenxian_bot')), /没有/);
  assert.match(textOf(await answered('@wenxian_bot')), /在任何聊天里写/);
  const foreign = {
    message_id: 6,
    date: 1,
    chat: ELSEWHERE,
    text: '古县2030年GDP',
    from: { id: 9, is_bot: false },
  };
  assert.match(
    textOf(await answered('@wenxian_bot', { reply_to_message: foreign })),
    /在任何聊天里写/,
    'not read',
  );
  assert.equal(fake.callsOf('sendMessage').length, 0);
  assert.equal(fake.callsOf('sendChatAction').length, 0);
  assert.deepEqual(fake.violations, []);
});

test('the number of a foreign chat is not taken for one of ours: neither its settings nor its follow-ups count', async (t) => {
  const database = openDatabase(':memory:');
  await database.keeping(700_100).setPreferences(-555, { script: 'hant', language: 'en' });
  const { fake, asked } = await runBot(t, { database, fake: GUESTS });
  const own = fake.group(-555);
  const reader = fake.person(1);
  reader.says('/ask 青石县GDP', { chat: own.chat });
  await fake.nextReply(own);
  const id = reader.summons('@wenxian_bot 那增速呢', ELSEWHERE);
  await fake.until('answered', () => fake.world.guestAnswers.has(id));
  assert.deepEqual(asked.at(-1)?.context ?? [], []);
  assert.match(textOf(fake.world.guestAnswers.get(id)), /来源/);
  const failing = reader.summons('@wenxian_bot 故障', ELSEWHERE);
  await fake.until('apologized', () => fake.world.guestAnswers.has(failing));
  assert.match(textOf(fake.world.guestAnswers.get(failing)), /编号/);
  assert.equal(fake.unread(-555).length, 0, 'nothing is sent to the chat that has the same number');
  assert.deepEqual(fake.violations, []);
});

test('of the foreign chat nothing but the question is written down; bots are not answered; a restart loses none', async (t) => {
  const database = openDatabase(':memory:');
  const first = await runBot(t, { database, fake: GUESTS });
  await first.stop();
  const inbox = database.inbox(700_100);
  const message = {
    message_id: 7,
    date: 1,
    chat: { id: -555, type: 'supergroup' },
    from: { id: 1, is_bot: false },
    text: '青石县GDP',
    guest_query_id: 'left',
  };
  await inbox.take(
    [{ id: 9000, body: JSON.stringify({ update_id: 9000, guest_message: message }) }],
    Date.now(),
  );
  const { fake, asked } = await runBot(t, { database, fake: GUESTS });
  await fake.until('taken up', () => asked.length === 1);
  const before = fake.callsOf('answerGuestQuery').length;
  const bot = fake.person(2);
  bot.summons('@wenxian_bot 青石县GDP', ELSEWHERE, { from: { id: 2, is_bot: true, first_name: 'b' } });
  const id = bot.summons('@wenxian_bot 青石县增速', ELSEWHERE);
  await fake.until('answered', () => fake.world.guestAnswers.has(id));
  assert.equal(fake.callsOf('answerGuestQuery').length, Math.max(before, 1) + 1);
  assert.equal(asked.length, 2);
});

test('a server that knows no guests is not asked for them, and /help names inline mode; one that does, guests', async (t) => {
  for (const [options, words] of [
    [{}, /在任何聊天里写 @wenxian_bot/],
    [{ me: { supports_guest_queries: false } }, /在任何聊天里写 @wenxian_bot/],
    [GUESTS, /没有加我的群/],
  ] as const) {
    const { fake } = await runBot(t, { fake: options });
    const reader = fake.person(1);
    reader.says('/help');
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words);
    const allowed = fake.callsOf('getUpdates')[0]?.params.allowed_updates as readonly string[];
    assert.equal(allowed.includes('guest_message'), options === GUESTS);
    assert.ok(allowed.includes('my_chat_member') && !allowed.includes('channel_post'));
    assert.deepEqual(fake.violations, []);
  }
});
