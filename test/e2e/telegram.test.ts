import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BotProcess, envFor, startBot } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

const SLOW_MACHINE_MS = 20_000;

interface Scene {
  readonly fake: FakeTelegram;
  readonly folder: string;
  start(): Promise<BotProcess>;
}

/** A fake Telegram and a database folder; `start` runs the program and waits until the articles are read. */
async function scene(t: Pick<TestContext, 'after'>): Promise<Scene> {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  let first = true;
  return {
    fake,
    folder,
    async start() {
      const bot = startBot(t, envFor(fake, folder));
      const read = first;
      first = false;
      await fake
        .until(
          'polling, articles read',
          () => fake.isPolled && (!read || bot.output().includes('articles read')),
          SLOW_MACHINE_MS,
        )
        .catch((error: unknown) => assert.fail(`${String(error)}\n${bot.output()}`));
      return bot;
    },
  };
}

/** Nothing the program wrote holds the token, nothing it sent was refused. */
function assertClean(fake: FakeTelegram, ...bots: readonly BotProcess[]): void {
  const secret = fake.token.split(':')[1] ?? '';
  for (const bot of bots) assert.ok(!bot.output().includes(secret), 'the token was written');
  assert.deepEqual(fake.violations, []);
}

describe('one bot that goes on running', () => {
  // What a test's end would end goes on to the end of the suite.
  const ends: (() => unknown)[] = [];
  let fake: FakeTelegram;
  let bot: BotProcess;
  before(async () => {
    const made = await scene({ after: (end) => void ends.unshift(end as () => unknown) });
    fake = made.fake;
    bot = await made.start();
  });
  after(async () => {
    for (const end of ends) await end();
  });

  it('hostile markup in a question and in an article comes out as text', async () => {
    const reader = fake.person(2);
    for (const hostile of [
      '<b>浮山县</b>一般公共预算收入</blockquote><a href="tg://x">',
      "'; DROP TABLE articles; --",
      '\u202e&lt;\ud800',
    ]) {
      reader.says(hostile);
      const { text = '' } = await fake.nextReply(reader.chat, SLOW_MACHINE_MS);
      assert.ok(text.length > 0);
    }
    reader.says('浮山县一般公共预算收入');
    const { text = '' } = await fake.nextReply(reader.chat);
    assert.match(text, /3\.21亿元/);
    assert.match(text, /经济<b>运行<\/b>情况/);
    assertClean(fake, bot);
  });

  it('in a group only what is addressed to the bot is answered', async () => {
    const room = fake.group(-1001, { botIsAdmin: true, forum: true, threads: [3] });
    const ann = fake.person(3);
    ann.says('浮山县GDP是多少来着', { chat: room.chat });
    ann.says('/ask@wenxian_bot 浮山县GDP', { chat: room.chat, thread: 3 });
    const reply = await fake.nextReply(room, SLOW_MACHINE_MS);
    assert.match(reply.text ?? '', /41\.7亿元/);
    assert.equal(reply.message_thread_id, 3);
    await sleep(200);
    assert.equal(fake.unread(-1001).length, 0);
    assertClean(fake, bot);
  });

  it('polling without PORT opens no socket', {
    skip: process.platform !== 'linux' && 'reads /proc',
  }, async () => {
    const inodes = new Set(await listening());
    const own = await socketsOf(bot.child.pid ?? 0);
    assert.ok(own.length > 0, 'its connections to Telegram are visible');
    assert.deepEqual(
      own.filter((inode) => inodes.has(inode)),
      [],
    );
  });

  it('a question is answered with number, sentence and source; evidence and follow-up work; SIGTERM ends with 0', async () => {
    const reader = fake.person(1);
    reader.says('浮山县2031年上半年GDP是多少');
    const answer = await fake.nextReply(reader.chat, SLOW_MACHINE_MS);
    assert.match(answer.text ?? '', /41\.7亿元/);
    assert.match(answer.text ?? '', /浮山新闻/);
    assert.ok(answer.entities?.some(({ type }) => type === 'blockquote'));
    reader.press(answer, '原文');
    assert.match((await fake.nextReply(reader.chat)).text ?? '', /^原文节选\n[\s\S]*41\.7[\s\S]*浮山新闻/);
    reader.says('固定资产投资呢');
    assert.match((await fake.nextReply(reader.chat)).text ?? '', /12\.3亿元/);
    bot.child.kill('SIGTERM');
    assert.equal(await bot.ended, 0, bot.output());
    assert.ok(!bot.output().includes('浮山县2031'), 'no message text in the log');
    assertClean(fake, bot);
  });
});

test('SIGTERM in the middle of an answer: the answer goes out first', async (t) => {
  const { fake, start } = await scene(t);
  const bot = await start();
  const reader = fake.person(1);
  fake.plan('sendMessage', { kind: 'slow', ms: 1500 });
  reader.says('浮山县GDP');
  await fake.until('being sent', () => fake.callsOf('sendMessage').length === 1, SLOW_MACHINE_MS);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.equal(fake.unread(1).length, 1);
  assert.equal(fake.world.updates.length, 0, 'confirmed: not answered again');
  assertClean(fake, bot);
});

test('SIGKILL in the middle of an answer: the question is answered after the restart', async (t) => {
  const { fake, start } = await scene(t);
  const killed = await start();
  const reader = fake.person(1);
  fake.plan('sendMessage', { kind: 'slow', ms: 60_000 });
  reader.says('浮山县GDP');
  await fake.until('being sent', () => fake.callsOf('sendMessage').length === 1, SLOW_MACHINE_MS);
  killed.child.kill('SIGKILL');
  assert.equal(await killed.ended, 'SIGKILL');
  const bot = await start();
  assert.match((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '', /41\.7亿元/);
  assertClean(fake, killed, bot);
});

test('Telegram away for some seconds, at the start and later: what was asked meanwhile is answered', async (t) => {
  const { fake, folder } = await scene(t);
  await fake.stop();
  const bot = startBot(t, envFor(fake, folder));
  await fake.until('noticed', () => bot.output().includes('telegram is away'), SLOW_MACHINE_MS);
  await fake.start();
  const reader = fake.person(1);
  reader.says('浮山县GDP');
  await fake.nextReply(reader.chat, SLOW_MACHINE_MS);
  await fake.stop();
  reader.says('浮山县固定资产投资');
  await sleep(3000);
  await fake.start();
  assert.match((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '', /12\.3亿元/);
  bot.child.kill('SIGINT');
  assert.equal(await bot.ended, 0);
  assertClean(fake, bot);
});

test('a second signal ends at once', async (t) => {
  const { fake, start } = await scene(t);
  const bot = await start();
  fake.plan('sendMessage', { kind: 'slow', ms: 60_000 });
  fake.person(1).says('浮山县GDP');
  await fake.until('being sent', () => fake.callsOf('sendMessage').length === 1, SLOW_MACHINE_MS);
  bot.child.kill('SIGTERM');
  await fake.until('stopping', () => bot.output().includes('stopping'));
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 143);
  // Had it waited for Telegram, the answer would have arrived.
  assert.equal(fake.unread(1).length, 0);
});

test('without a token, or with one Telegram does not know: exit 78 and the remedy, the token unsaid', async (t) => {
  const { fake, folder } = await scene(t);
  const env = envFor(fake, folder);
  const without = startBot(t, { ...env, BOT_TOKEN: '' });
  assert.equal(await without.ended, 78);
  assert.match(without.output(), /BotFather/);
  const wrong = startBot(t, { ...env, BOT_TOKEN: '700100:AAwrongwrongwrongwrongwrongwrongwrong1' });
  assert.equal(await wrong.ended, 78, wrong.output());
  assert.match(wrong.output(), /401 Unauthorized[\s\S]*Remedy/);
  assert.ok(!wrong.output().includes('AAwrong'));
});

/** Inodes of all listening TCP sockets: state 0A in /proc/net/tcp. */
async function listening(): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return tables.flatMap((table) =>
    table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A')
      .map((fields) => fields[9] ?? ''),
  );
}

async function socketsOf(pid: number): Promise<readonly string[]> {
  const { readlink } = await import('node:fs/promises');
  const links = await Promise.all(
    readdirSync(`/proc/${pid}/fd`).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  );
  return links.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}
