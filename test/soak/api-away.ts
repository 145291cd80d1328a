import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { envFor, startBot } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { storm } from '../support/storm.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

const AWAY_MS = 20_000;
const SLOW_MACHINE_MS = 60_000;
const USERS = 50;
/** Before, while and after Telegram is away; what the answer must hold. */
const ASKED = [
  ['浮山县GDP', /41\.7亿元/],
  ['浮山县固定资产投资', /12\.3亿元/],
  ['浮山县一般公共预算收入', /3\.21亿元/],
] as const;

test('Telegram away for 20 seconds: what was asked before, meanwhile and after is answered, once and in order', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const bot = startBot(t, { ...envFor(fake, temporaryFolder(t)), RATE_LIMIT: 'off' });
  await fake.until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS);
  const crowd = Array.from({ length: USERS }, (_, i) => fake.person(100 + i));
  const [before, meanwhile, after] = ASKED.map(([question]) => question);
  for (const person of crowd) person.says(before ?? '');
  // Some are answered, some are being answered, some wait.
  await fake.until('some answers', () => fake.callsOf('sendMessage').length > USERS / 5, SLOW_MACHINE_MS);
  await fake.stop();
  for (const person of crowd) person.says(meanwhile ?? '');
  await sleep(AWAY_MS);
  await fake.start();
  for (const person of crowd) person.says(after ?? '');
  const told = (id: number): readonly string[] =>
    fake.unread(id).map(({ text = '' }) => text.split('\n', 1)[0] ?? '');
  const distinct = (id: number): readonly string[] => [...new Set(told(id))];
  for (const { id } of crowd) {
    await fake.until('three answers', () => distinct(id).length === ASKED.length, SLOW_MACHINE_MS);
    for (const [i, line] of distinct(id).entries()) assert.match(line, ASKED[i]?.[1] ?? /^$/);
  }
  await sleep(1000);
  const twice = crowd.reduce((sum, { id }) => sum + told(id).length - ASKED.length, 0);
  const uncertain = bot.output().split('"uncertain":true').length - 1;
  assert.ok(twice <= uncertain, `${twice} came twice, ${uncertain} were uncertain`);
  assert.deepEqual(fake.violations, []);
  t.diagnostic(`${uncertain} uncertain, ${twice} answered twice`);
});

for (const intake of ['polling', 'webhook'] as const)
  test(`errors, resets, repeated and reordered updates at once for a minute (${intake}): every question is answered, once`, async (t) => {
    t.diagnostic(await storm(t, { seconds: 60, users: USERS, intake }));
  });
