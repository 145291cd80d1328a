import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowedUpdates } from '../../src/bot/inbox/intake.ts';
import { freePort } from '../support/process/free-port.ts';
import { type BotProcess, envFor, startBot } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram, type Mischief } from '../support/telegram/fake.ts';
import { post } from '../support/telegram/webhook.ts';

const SLOW_MACHINE_MS = 30_000;
const SECRET = 'e2e-secret-of-the-webhook';

async function scene(t: TestContext) {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  const start = (env: Readonly<Record<string, string>> = {}): BotProcess =>
    startBot(t, { ...envFor(fake, folder), ...env });
  const until = (bot: BotProcess, words: string): Promise<void> =>
    fake
      .until(words, () => bot.output().includes(words), SLOW_MACHINE_MS)
      .catch((error: unknown) => assert.fail(`${String(error)}\n${bot.output()}`));
  return { fake, folder, start, until };
}

test('webhook: answers, refuses strangers, redelivered updates are answered once, health and metrics beside it', async (t) => {
  const { fake, start, until } = await scene(t);
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const bot = start({ WEBHOOK_URL: `${root}/hook`, WEBHOOK_SECRET: SECRET, PORT: String(port) });
  await until(bot, '"event":"webhook"');
  await until(bot, 'articles read');
  assert.deepEqual(fake.callsOf('setWebhook')[0]?.params['allowed_updates'], allowedUpdates(fake.world.me));
  const reader = fake.person(1);
  reader.says('浮山县GDP');
  assert.match((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '', /41\.7亿元/);
  assert.deepEqual(
    fake.webhook.statuses.filter((status) => status !== 503),
    [200],
  );

  const again = JSON.stringify({
    update_id: 990_001,
    message: {
      message_id: 9,
      date: 1,
      chat: reader.chat,
      from: { id: 1, is_bot: false, first_name: 'x' },
      text: '浮山县固定资产投资',
    },
  });
  const right = { 'x-telegram-bot-api-secret-token': SECRET };
  assert.equal(await post(`${root}/hook`, again, { 'x-telegram-bot-api-secret-token': 'x' }), 401);
  assert.deepEqual(
    await Promise.all([1, 2, 3].map(() => post(`${root}/hook`, again, right))),
    [200, 200, 200],
  );
  assert.match((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '', /12\.3亿元/);
  await sleep(300);
  assert.equal(fake.unread(1).length, 0);

  assert.equal((await fetch(`${root}/healthz`)).status, 200);
  assert.deepEqual(await (await fetch(`${root}/readyz`)).json(), {
    ready: true,
    checks: { database: 'ok', index: 'ok', webhook: 'ok' },
  });
  const metrics = await (await fetch(`${root}/metrics`)).text();
  assert.match(metrics, /wenxian_answers_total\{kind="\w+"\} 2/);
  assert.match(metrics, /wenxian_updates_skipped_total\{why="duplicate"\} 2/);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.ok(!bot.output().includes(SECRET), 'the secret was written');
  assert.ok(fake.webhook.active, 'what comes meanwhile is kept by Telegram');
});

test('a second instance on the same database refuses and says why; after the first has gone it may', async (t) => {
  const { fake, start } = await scene(t);
  const first = start();
  await fake.until('polling', () => fake.isPolled, SLOW_MACHINE_MS);
  const polls = fake.callsOf('getUpdates').length;
  const second = start();
  assert.equal(await second.ended, 75, second.output());
  assert.match(
    second.output(),
    new RegExp(`Another process is running this bot .*pid ${first.child.pid}[\\s\\S]*Remedy`),
  );
  assert.equal(fake.callsOf('getUpdates').length, polls, 'it did not poll');
  first.child.kill('SIGKILL');
  await first.ended;
  start();
  await fake.until('the third polls', () => fake.callsOf('getUpdates').length > polls, SLOW_MACHINE_MS);
});

test('killed again and again while answering: every question is answered, and only what was in flight may repeat', async (t) => {
  const { fake, start, until } = await scene(t);
  const crowd = Array.from({ length: 20 }, (_, i) => fake.person(100 + i));
  let bot = start();
  const bots = [bot];
  await until(bot, 'articles read');
  const slow: Mischief[] = Array.from({ length: 60 }, () => ({ kind: 'slow', ms: 60 }));
  fake.plan('sendMessage', ...slow);
  for (const person of crowd) person.says('浮山县GDP');
  for (const person of crowd) person.says('浮山县固定资产投资');
  for (const answered of [3, 12]) {
    const sent = (): number => crowd.reduce((sum, { id }) => sum + fake.unread(id).length, 0);
    await fake.until(`${answered} answers`, () => sent() >= answered, SLOW_MACHINE_MS);
    bot.child.kill('SIGKILL');
    await bot.ended;
    bot = start();
    bots.push(bot);
  }
  for (const { id } of crowd)
    await fake
      .until('both answers', () => distinct(fake, id).size === 2, SLOW_MACHINE_MS)
      .catch(() =>
        assert.fail(`${id} got ${[...distinct(fake, id)].join(' | ')}\n${bot.output().slice(-3000)}`),
      );
  await sleep(500);
  const twice = crowd.reduce((sum, { id }) => sum + fake.unread(id).length - 2, 0);
  const uncertain = bots.reduce(
    (sum, each) => sum + each.output().split('a reply may come twice').length - 1,
    0,
  );
  assert.ok(twice <= uncertain, `${twice} came twice, ${uncertain} were uncertain`);
  assert.deepEqual(fake.violations, []);
});

test('errors, resets and flood limits by chance: every question is answered, and only uncertain ones twice', async (t) => {
  const { fake, start, until } = await scene(t);
  const port = await freePort();
  const bot = start({ RATE_LIMIT: 'off', PORT: String(port) });
  await until(bot, 'articles read');
  const mishaps: readonly Mischief[] = [
    { kind: 'status', code: 500, description: 'Internal Server Error' },
    { kind: 'page', code: 502 },
    { kind: 'status', code: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
    { kind: 'reset-after' },
  ];
  // Every tenth call; a mishap is never followed by another one.
  for (let i = 0; i < 12; i += 1) {
    const fine: Mischief[] = Array.from({ length: 9 }, () => ({ kind: 'slow', ms: 1 }));
    fake.plan('sendMessage', ...fine, mishaps[i % mishaps.length] ?? { kind: 'slow', ms: 1 });
  }
  const crowd = Array.from({ length: 40 }, (_, i) => fake.person(100 + i));
  for (const person of crowd) {
    person.says('浮山县GDP');
    person.says('浮山县固定资产投资');
  }
  for (const { id } of crowd)
    await fake
      .until('both answers', () => distinct(fake, id).size === 2, SLOW_MACHINE_MS)
      .catch(() =>
        assert.fail(`${id} got ${[...distinct(fake, id)].join(' | ')}\n${bot.output().slice(-3000)}`),
      );
  await fake.until(
    'nothing in hand',
    () => bot.output().split('"event":"answered"').length > 80,
    SLOW_MACHINE_MS,
  );
  const twice = crowd.reduce((sum, { id }) => sum + fake.unread(id).length - 2, 0);
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const uncertain = Number(/^wenxian_uncertain_sends_total (\d+)$/m.exec(metrics)?.[1]);
  assert.ok(uncertain > 0 && twice <= uncertain, `${twice} came twice, ${uncertain} were uncertain`);
  assert.deepEqual(fake.violations, []);
});

test('a port that is in use is named with the remedy', async (t) => {
  const { start } = await scene(t);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, resolve));
  t.after(() => taken.close());
  const bot = start({ PORT: String((taken.address() as AddressInfo).port) });
  assert.equal(await bot.ended, 78, bot.output());
  assert.match(bot.output(), /PORT \d+ cannot be opened[\s\S]*Remedy/);
});

/** The different first lines of what was said to somebody. */
function distinct(fake: FakeTelegram, id: number): Set<string> {
  return new Set(fake.unread(id).map(({ text = '' }) => text.split('\n', 1)[0] ?? ''));
}
