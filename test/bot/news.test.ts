import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Message } from 'grammy/types';
import type { Target } from '../../src/updates/model.ts';
import { type Running, runBot } from '../support/bot.ts';
import { type FilledDatabase, newArticle, outboxDatabase, subscribed, TEST_BOT } from '../support/outbox.ts';
import { startWorker } from '../support/worker.ts';

interface Told extends FilledDatabase, Pick<Running, 'fake'> {
  /** Tells the target of a new article; the message. */
  tell(name: string, target: Target, wantedBy: readonly number[]): Promise<Message>;
}

/** A bot that answers, and a worker that tells. */
async function told(t: TestContext): Promise<Told> {
  const filled = outboxDatabase(t);
  const { database, add } = filled;
  const { fake } = await runBot(t, { database, deps: { store: database.store } });
  const stop = startWorker(database, fake);
  t.after(async () => {
    await stop();
    assert.deepEqual(fake.violations, []);
  });
  return {
    ...filled,
    fake,
    async tell(name, target, wantedBy) {
      const event = await newArticle(database, name);
      add([{ target, event, wantedBy }]);
      const room = fake.world.rooms.get(target.chat);
      assert.ok(room);
      return await fake.nextReply(room);
    },
  };
}

const HERE = { chat: 50, thread: 0 };

async function toastOf({ fake }: Told, press: () => void): Promise<string> {
  const before = fake.toasts.length;
  press();
  await fake.until('the press is answered', () => fake.toasts.length > before);
  return fake.toasts.at(-1) ?? '';
}

const labels = (message: Message | undefined): readonly string[] =>
  message?.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];

test('silence for a day or a week, and back', async (t) => {
  const here = await told(t);
  const { fake, database, tell } = here;
  const person = fake.person(50);
  const id = await subscribed(database, HERE);
  const message = await tell('第一座桥', HERE, [id]);
  const now = (): Message | undefined => fake.world.rooms.get(50)?.messages.get(message.message_id);
  await toastOf(here, () => person.press(message, '静音'));
  await fake.until('the choice is shown', () => labels(now()).includes('静音一周'));
  assert.deepEqual(labels(now()), ['原文', '静音一天', '静音一周', '‹ 返回']);
  await toastOf(here, () => person.press(now() ?? message, '返回'));
  await fake.until('as before', () => labels(now()).includes('退订'));
  await toastOf(here, () => person.press(now() ?? message, '静音'));
  await fake.until('the choice is shown', () => labels(now()).includes('静音一周'));
  assert.match(
    await toastOf(here, () => person.press(now() ?? message, '静音一天')),
    /^已静音，到\d+月\d+日\d\d:\d\d为止/,
  );
  const [subscription] = await database.subscriptions(TEST_BOT).of(HERE);
  const hours = ((subscription?.snoozedUntil ?? 0) - Date.now()) / 3_600_000;
  assert.ok(hours > 23 && hours <= 24, String(hours));
  await fake.until('as before', () => labels(now()).includes('退订'));
});

test('less, less again, and not at all: only what asked for this', async (t) => {
  const here = await told(t);
  const { fake, database, tell } = here;
  const person = fake.person(50);
  const id = await subscribed(database, HERE);
  const other = await subscribed(database, HERE, '白沙县');
  const message = await tell('第一座桥', HERE, [id]);
  const subscriptions = database.subscriptions(TEST_BOT);
  const editions = async (): Promise<readonly string[]> =>
    (await subscriptions.of(HERE)).map(({ edition }) => edition);
  assert.match(await toastOf(here, () => person.press(message, '少来点')), /每天汇总/);
  assert.deepEqual(await editions(), ['daily', 'instant']);
  assert.match(await toastOf(here, () => person.press(message, '少来点')), /每周汇总/);
  assert.match(await toastOf(here, () => person.press(message, '少来点')), /已经是每周/);
  assert.match(await toastOf(here, () => person.press(message, '退订')), /已取消1项/);
  assert.deepEqual(
    (await subscriptions.of(HERE)).map((each) => each.id),
    [other],
  );
  const now = (): Message | undefined => fake.world.rooms.get(50)?.messages.get(message.message_id);
  await fake.until('only the evidence stays', () => labels(now()).length === 1);
  assert.match(await toastOf(here, () => person.press(message, '退订')), /不在了/, 'a stale button');
});

test('in a group only admins change anything, asked anew with each press', async (t) => {
  const here = await told(t);
  const { fake, database, tell } = here;
  const group = fake.group(-70, { forum: true, threads: [4] });
  const target = { chat: -70, thread: 4 };
  const [admin, member] = [fake.person(60), fake.person(61)];
  group.admins.add(60);
  const id = await subscribed(database, target);
  const message = await tell('第一座桥', target, [id]);
  for (const button of ['静音', '少来点', '退订'])
    assert.match(await toastOf(here, () => member.press(message, button)), /管理员/);
  const subscriptions = database.subscriptions(TEST_BOT);
  assert.deepEqual(
    (await subscriptions.of(target)).map(({ edition }) => edition),
    ['instant'],
  );
  group.admins.delete(60);
  assert.match(await toastOf(here, () => admin.press(message, '退订')), /管理员/, 'no admin any more');
  group.admins.add(60);
  assert.match(await toastOf(here, () => admin.press(message, '退订')), /已取消/);
  assert.equal((await subscriptions.of(target)).length, 0);
});

test('the evidence of an article opens beside the update, which stays', async (t) => {
  const here = await told(t);
  const { fake, database, tell } = here;
  const person = fake.person(50);
  const message = await tell('第一座桥', HERE, [await subscribed(database, HERE)]);
  await toastOf(here, () => person.press(message, '原文'));
  const opened = await fake.nextReply(person.chat);
  assert.match(opened.text ?? '', /第一座桥/);
  assert.match(fake.world.rooms.get(50)?.messages.get(message.message_id)?.text ?? '', /新稿件/);
});
