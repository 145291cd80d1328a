import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';

test('preferences and replies are kept per bot and chat', async () => {
  const database = openDatabase(':memory:');
  const [one, two] = [database.keeping(1), database.keeping(2)];
  await one.setPreferences(5, { script: 'hant', language: 'en' });
  await one.noteAnswers({ chat: 5, message: 8, answers: [9, 10], at: 100 }, 5);
  assert.deepEqual(await one.preferences(5), { script: 'hant', language: 'en' });
  assert.deepEqual(await two.preferences(5), { script: null, language: null });
  assert.deepEqual(await one.answersTo(5, 8), [9, 10]);
  assert.equal(await two.answersTo(5, 8), null);
  await one.setPreferences(5, { script: null, language: null });
  assert.deepEqual(await one.preferences(5), { script: null, language: null });
  assert.equal(await one.sweep(100), 0);
  assert.equal(await one.sweep(101), 1);
  assert.equal(await one.answersTo(5, 8), null);
});

test('erasing takes what a person asked anywhere, keeps the ids of updates and the one in hand', async () => {
  const database = openDatabase(':memory:');
  const keeping = database.keeping(1);
  const inbox = database.inbox(1);
  const from = (id: number, chat: number): string =>
    JSON.stringify({ message: { chat: { id: chat }, from: { id }, text: '问题' } });
  const bodies = [
    from(5, 5),
    from(5, -7),
    from(6, -7),
    JSON.stringify({ callback_query: { from: { id: 5 } } }),
  ];
  await inbox.take(
    bodies.map((body, i) => ({ id: i + 1, body })),
    1,
  );
  await keeping.noteAnswers({ chat: -7, message: 8, answers: [9], at: 100 }, 5);
  await keeping.noteAnswers({ chat: -7, message: 9, answers: [10], at: 100 }, 6);
  assert.equal((await keeping.kept({ person: 5 })).updates.length, 3);
  assert.deepEqual(await keeping.erase({ person: 5 }, 4), { preferences: 0, replies: 1, updates: 2 });
  assert.deepEqual(
    (await inbox.unfinished()).map(({ id }) => id),
    [3, 4],
  );
  assert.equal((await inbox.take([{ id: 1, body: 'again' }], 2)).size, 0, 'still known as handled');
  assert.deepEqual(await keeping.erase({ group: -7 }, 0), { preferences: 0, replies: 1, updates: 1 });
  assert.deepEqual(await keeping.erase({ person: 5 }, 4), { preferences: 0, replies: 0, updates: 0 });
});

test('a chat is joined once: signals that come late, twice or in disorder tell of no other joining', async () => {
  const database = openDatabase(':memory:');
  const keeping = database.keeping(1);
  assert.equal(await keeping.isJoining(-7, 1000), true);
  await keeping.noteHere(-7, 1000);
  assert.equal(await keeping.isJoining(-7, 1000), false);
  assert.equal(await keeping.isJoining(-7, 1003), false, 'the other signal of it');
  assert.equal(await keeping.isJoining(-7, 90_000), true, 'the leaving was missed');
  await keeping.noteGone(-7, 999);
  assert.equal(await keeping.isJoining(-7, 1003), false, 'left before it came');
  await keeping.noteGone(-7, 2000);
  assert.equal(await keeping.isJoining(-7, 1003), false, 'a late signal of the first joining');
  assert.equal(await keeping.isJoining(-7, 2000), true, 'back within the second');
  assert.equal(await database.keeping(2).isJoining(-7, 1000), true, 'another bot');
  await keeping.sweep(1_999_000);
  assert.equal(await keeping.isJoining(-7, 1003), false);
  await keeping.sweep(2_001_000);
  assert.equal(await keeping.isJoining(-7, 1003), true, 'forgotten');
  await keeping.noteHere(-8, 1000);
  await keeping.erase({ group: -8 }, 0);
  assert.equal(await keeping.isJoining(-8, 1000), true, 'erased with the rest');
});
