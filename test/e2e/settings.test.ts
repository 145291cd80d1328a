import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { freePort } from '../support/process/free-port.ts';
import { envFor, startBot } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';

const SLOW_MACHINE_MS = 30_000;

async function fakeTelegram(t: TestContext): Promise<FakeTelegram> {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  return fake;
}

test('RATE_LIMIT sets the buckets of the real program: so many answers, one warning, silence; others are answered', async (t) => {
  const fake = await fakeTelegram(t);
  const bot = startBot(t, { ...envFor(fake, temporaryFolder(t)), RATE_LIMIT: '2/0.001' });
  await fake.until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS);
  const [eager, calm] = [fake.person(1), fake.person(2)];
  for (let i = 0; i < 6; i += 1) eager.says('浮山县GDP');
  calm.says('浮山县固定资产投资');
  assert.match((await fake.nextReply(calm.chat, SLOW_MACHINE_MS)).text ?? '', /12\.3亿元/);
  await fake.until('all are confirmed', () => fake.world.updates.length === 0, SLOW_MACHINE_MS);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.deepEqual(
    fake.unread(1).map(({ text = '' }) => /有点快/.test(text)),
    [false, false, true],
  );
  assert.deepEqual(fake.violations, []);
});

test('behind a proxy from the environment the real program answers; neither password nor token is written', async (t) => {
  const fake = await fakeTelegram(t);
  const through: (string | undefined)[] = [];
  const proxy = createServer((request, response) => {
    through.push(request.headers['proxy-authorization']);
    const { pathname } = new URL(request.url ?? '');
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      const { 'content-type': type = 'application/json' } = request.headers;
      const init = body.length === 0 ? {} : { method: 'POST', headers: { 'content-type': type } };
      const sent = { ...init, ...(body.length === 0 ? {} : { body: Buffer.concat(body) }) };
      fetch(`${fake.apiRoot}${pathname}`, sent)
        .then(async (answered) => {
          response.writeHead(answered.status, { 'content-type': 'application/json' });
          response.end(await answered.text());
        })
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const secret = 'nobody-may-read-this';
  const bot = startBot(t, {
    ...envFor(fake, temporaryFolder(t)),
    TELEGRAM_API_ROOT: 'http://telegram.example',
    HTTP_PROXY: `http://ann:${secret}@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  });
  await fake
    .until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS)
    .catch((error: unknown) => assert.fail(`${String(error)}\n${bot.output()}`));
  const reader = fake.person(1);
  reader.says('浮山县GDP');
  assert.match((await fake.nextReply(reader.chat, SLOW_MACHINE_MS)).text ?? '', /41\.7亿元/);
  assert.equal(through[0], `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`);
  // Now it is gone: errors with addresses in them.
  proxy.closeAllConnections();
  proxy.close();
  await fake.until('noticed', () => bot.output().includes('telegram is away'), SLOW_MACHINE_MS);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  const [, token = ''] = fake.token.split(':');
  for (const words of [
    secret,
    encodeURIComponent(secret),
    Buffer.from(`ann:${secret}`).toString('base64'),
    token,
  ])
    assert.ok(!bot.output().includes(words), 'a secret was written');
  assert.deepEqual(fake.violations, []);
});

test('a webhook acknowledges what it stored before it is answered, and all of it is answered', async (t) => {
  const fake = await fakeTelegram(t);
  const port = await freePort();
  const bot = startBot(t, {
    ...envFor(fake, temporaryFolder(t)),
    WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
    WEBHOOK_SECRET: 'e2e-secret-of-the-webhook',
    PORT: String(port),
  });
  await fake.until('articles read', () => bot.output().includes('articles read'), SLOW_MACHINE_MS);
  fake.plan('sendMessage', { kind: 'slow', ms: 3000 });
  const crowd = Array.from({ length: 5 }, (_, i) => fake.person(1 + i));
  for (const person of crowd) person.says('浮山县GDP');
  const done = (): number => fake.webhook.statuses.filter((status) => status === 200).length;
  await fake.until('all acknowledged', () => done() === 5, SLOW_MACHINE_MS);
  assert.ok(
    crowd.some(({ id }) => fake.unread(id).length === 0),
    'one is still being answered',
  );
  for (const { chat } of crowd)
    assert.match((await fake.nextReply(chat, SLOW_MACHINE_MS)).text ?? '', /41\.7亿元/);
  assert.deepEqual(fake.violations, []);
});
