import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type BotProcess, E2E_ARTICLES, envFor, startBot } from '../support/process/running-bot.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

const SLOW_MACHINE_MS = 20_000;
const OPERATOR = 7;
const QUESTION = '浮山县2031年上半年GDP是多少';

/** The program on a fake Telegram, when it polls and answers. */
async function running(
  t: TestContext,
  fake: FakeTelegram,
  env: Readonly<Record<string, string>>,
): Promise<BotProcess> {
  const bot = startBot(t, { ...env, ADMIN_IDS: String(OPERATOR) });
  await fake
    .until('polling', () => fake.isPolled, SLOW_MACHINE_MS)
    .catch((error: unknown) => assert.fail(`${String(error)}\n${bot.output()}`));
  return bot;
}

async function ask(fake: FakeTelegram, text: string, id = 1): Promise<string> {
  const person = fake.person(id);
  person.says(text);
  const { text: said = '' } = await fake.nextReply(person.chat, SLOW_MACHINE_MS);
  return said;
}

test('what an operator withdraws stays withdrawn after a SIGKILL, a new start and a run of index', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  const articles = join(folder, 'news');
  cpSync(E2E_ARTICLES, articles, { recursive: true });
  const env = { ...envFor(fake, folder), ARTICLES: articles };
  const bot = await running(t, fake, env);
  await fake.until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS);
  assert.match(await ask(fake, QUESTION), /41\.7亿元/);
  const facts = (await runScript('export.ts', ['facts'], { env })).stdout;
  assert.match(facts, /41\.7/);
  // The reader finds the mistake, the operator withdraws it.
  const operator = fake.person(OPERATOR);
  await ask(fake, '/start', OPERATOR);
  const reader = fake.person(1);
  reader.says(QUESTION);
  const answer = await fake.nextReply(reader.chat);
  reader.press(answer, '有误');
  reader.press(await fake.nextReply(reader.chat), '数值不对');
  const told = await fake.nextReply(operator.chat);
  operator.press(told, '撤回');
  await fake.until('withdrawn', () =>
    /^已撤回/.test(fake.world.room(operator.chat).messages.get(told.message_id)?.text ?? ''),
  );
  bot.child.kill('SIGKILL');
  await bot.ended;
  cpSync(join(articles, 'fushan.md'), join(articles, 'again.md'));
  assert.equal((await runScript('index.ts', [articles], { env })).code, 0);
  assert.doesNotMatch((await runScript('export.ts', ['facts'], { env })).stdout, /41\.7/);
  assert.doesNotMatch((await runScript('ask.ts', [QUESTION], { env })).stdout, /41\.7/);
  const next = await running(t, fake, env);
  assert.doesNotMatch(await ask(fake, QUESTION), /41\.7/);
  assert.match(await ask(fake, '/audit', OPERATOR), /撤回：浮山县.*数值不对/);
  next.child.kill('SIGTERM');
  assert.equal(await next.ended, 0, next.output());
  // Killed between the edit and the note that it is done, the press is handled again, and its toast comes too late.
  assert.deepEqual(
    fake.violations.filter((said) => !/^answerCallbackQuery: .*query is too old/.test(said)),
    [],
  );
});

test('a running bot is backed up; its database is only put back when it has stopped', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  const env = envFor(fake, folder);
  const bot = await running(t, fake, env);
  await fake.until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS);
  const file = join(folder, 'saved.db');
  const saved = await runScript('backup.ts', [file], { env });
  assert.equal(saved.code, 0, saved.stderr);
  const refused = await runScript('backup.ts', ['--restore', file], { env });
  assert.equal(refused.code, 75);
  assert.match(refused.stderr, new RegExp(`pid ${bot.child.pid}`));
  assert.match(await ask(fake, QUESTION), /41\.7亿元/);
  bot.child.kill('SIGKILL');
  await bot.ended;
  const restored = await runScript('backup.ts', ['--restore', file], { env });
  assert.equal(restored.code, 0, restored.stderr);
  await running(t, fake, env);
  assert.match(await ask(fake, QUESTION), /41\.7亿元/);
  assert.deepEqual(fake.violations, []);
});
