import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { envFor, startBot, startProgram } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

const SLOW_MACHINE_MS = 20_000;
const article = (value: string): string =>
  `---\ntitle: 浮山县工业经济一季度开局\noutlet: 浮山新闻\ndate: 2033-04-18\n---\n2033年一季度，浮山县规模以上工业总产值完成${value}亿元。\n`;

test('what is dropped into a watched folder, or indexed by another process, is answered by the running bot', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const folder = temporaryFolder(t);
  const [watched, elsewhere] = [join(folder, 'news'), join(folder, 'elsewhere')];
  for (const each of [watched, elsewhere]) mkdirSync(each);
  const env = { ...envFor(fake, folder), ARTICLES: watched };
  const bot = startBot(t, env);
  await fake.until('polling', () => fake.isPolled, SLOW_MACHINE_MS);
  const reader = fake.person(1);
  const answered = async (question: string, value: RegExp): Promise<void> => {
    for (const end = performance.now() + SLOW_MACHINE_MS; performance.now() < end; await sleep(200)) {
      reader.says(question);
      if (value.test((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '')) return;
    }
    assert.fail(`not answered: ${question}\n${bot.output()}`);
  };
  const question = '浮山县2033年一季度规模以上工业总产值是多少';
  writeFileSync(join(watched, 'a.md'), article('13.7'));
  await answered(question, /13\.7亿元/);
  writeFileSync(join(watched, 'a.md'), article('14.2'));
  await answered(question, /14\.2亿元/);
  writeFileSync(
    join(elsewhere, 'b.md'),
    '---\ntitle: 浮山县粮食丰收\noutlet: 浮山新闻\ndate: 2033-10-18\n---\n2033年，浮山县粮食总产量达到9.6万吨。\n',
  );
  const indexing = startProgram(t, ['scripts/index.ts', elsewhere], env);
  assert.equal(await indexing.ended, 0, indexing.output());
  await answered('浮山县2033年粮食总产量是多少', /9\.6万吨/);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.deepEqual(fake.violations, []);
});
