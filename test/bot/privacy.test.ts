import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { textsIn } from '../../src/bot/texts/texts.ts';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';

test('/privacy says what is kept, and how to be rid of it', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  reader.says('/privacy');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /48小时[\s\S]*十分钟[\s\S]*\/delete_my_data/);
});

test('the README says of privacy what the bot says', () => {
  for (const [file, language] of [
    ['README.md', 'en'],
    ['README.zh-CN.md', 'zh'],
  ] as const) {
    const readme = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replace(/\s+/g, '');
    for (const line of textsIn(language).say('privacy').split('\n').slice(1))
      assert.ok(readme.includes(line.replace(/^· /, '').replace(/\s+/g, '')), `${file}: ${line}`);
  }
});

test('/delete_my_data asks, erases, says what was erased, and can be repeated', async (t) => {
  const database = openDatabase(':memory:');
  const { fake, asked } = await runBot(t, { database });
  const keeping = database.keeping(700_100);
  const [reader, other] = [fake.person(1), fake.person(2)];
  for (const person of [reader, other]) {
    person.says('/settings script hant');
    await fake.nextReply(person.chat);
    person.says('青石县GDP');
    await fake.nextReply(person.chat);
  }
  reader.says('/delete_my_data');
  const warning = await fake.nextReply(reader.chat);
  assert.notEqual((await keeping.kept({ person: 1 })).replies.length, 0, 'nothing before it is confirmed');
  const room = fake.world.room(reader.chat);
  const shown = (): string => room.messages.get(warning.message_id)?.text ?? '';
  reader.press(warning, '刪除');
  await fake.until('erased', () => shown().startsWith('已刪除'));
  assert.match(shown(), /設定1項|設置1項/);
  const { preferences, replies } = await keeping.kept({ person: 1 });
  assert.deepEqual([preferences, replies], [{ script: null, language: null }, []]);
  assert.equal((await keeping.kept({ person: 2 })).preferences.script, 'hant', "others' data stays");
  reader.press(warning, { data: '1s:delete_my_data yes' });
  await fake.until('nothing left', () => /没有与您有关的数据|沒有與您有關的/.test(shown()));
  reader.says('那2030年呢');
  await fake.nextReply(reader.chat);
  assert.deepEqual(asked.at(-1)?.context, [], 'the conversation is forgotten');
  assert.deepEqual(fake.violations, []);
});

test('cancelling erases nothing; a group is erased by its admins only', async (t) => {
  const database = openDatabase(':memory:');
  const { fake } = await runBot(t, { database });
  const keeping = database.keeping(700_100);
  const room = fake.group(-1001);
  room.admins.add(2);
  const [member, admin] = [fake.person(1), fake.person(2)];
  await keeping.setPreferences(-1001, { script: 'hant', language: null });
  await keeping.setPreferences(1, { script: 'hans', language: null });
  member.says('/delete_my_data', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /只有管理員/);
  admin.says('/delete_my_data', { chat: room.chat });
  const warning = await fake.nextReply(room);
  const shown = (): string => room.messages.get(warning.message_id)?.text ?? '';
  admin.press(warning, '取消');
  await fake.until('cancelled', () => /沒有刪除/.test(shown()));
  member.press(warning, { data: '1s:delete_my_data yes' });
  await fake.until('refused', () => /只有管理員/.test(fake.toasts.at(-1) ?? ''));
  assert.match(shown(), /沒有刪除/);
  assert.equal((await keeping.preferences(-1001)).script, 'hant');
  admin.press(warning, { data: '1s:delete_my_data yes' });
  await fake.until('erased', () => /已刪除/.test(shown()));
  assert.equal((await keeping.preferences(-1001)).script, null);
  assert.equal((await keeping.preferences(1)).script, 'hans');
  assert.deepEqual(fake.violations, []);
});

test('/export_my_data is a JSON file of what is kept; never in a group', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  reader.says('/settings script hant');
  await fake.nextReply(reader.chat);
  reader.says('青石县GDP');
  const answer = await fake.nextReply(reader.chat);
  reader.says('/export_my_data');
  const sent = await fake.nextReply(reader.chat);
  const { file_name: name, content } = (
    sent as unknown as { document: { file_name: string; content: Buffer } }
  ).document;
  const data = JSON.parse(content.toString('utf8')) as Record<string, unknown>;
  assert.equal(name, 'wenxian-my-data.json');
  assert.equal(data['user_id'], 1);
  assert.deepEqual(data['settings'], { script: 'hant', language: null });
  const replies = data['replies'] as readonly { answer_message_ids: number[] }[];
  assert.ok(replies.some(({ answer_message_ids: ids }) => ids.includes(answer.message_id)));
  assert.ok(JSON.stringify(data['recent_questions']).includes('青石县GDP'));
  const room = fake.group(-1001);
  reader.says('/export_my_data', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /私聊/);
  assert.equal(fake.callsOf('sendDocument').length, 1);
  assert.deepEqual(fake.violations, []);
});
