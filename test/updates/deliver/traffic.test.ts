import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from 'grammy';
import { clientOptions } from '../../../src/bot/api/client.ts';
import { Pace } from '../../../src/updates/deliver/scheduler.ts';
import { countTraffic } from '../../../src/updates/deliver/traffic.ts';
import { FakeTelegram } from '../../support/telegram/fake.ts';

test('replies leave at once and are counted; one that is refused makes bulk careful', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  fake.person(50);
  const now = { ms: 1000 };
  const pace = new Pace();
  const api = new Api(fake.token, clientOptions(fake.apiRoot, { http: null, https: null, except: [] }));
  api.config.use(countTraffic(pace, () => now.ms));
  for (let i = 0; i < 29; i += 1) await api.sendMessage(50, 'x');
  await api.sendChatAction(50, 'typing');
  await api.getMe();
  assert.equal(pace.readyAt(1000), 1000, 'what is no message is not counted');
  assert.equal(pace.chatReadyAt(50, 1000), 2000);
  await api.sendMessage(50, 'x');
  assert.equal(pace.readyAt(1000), 2000, 'bulk waits for the thirty');
  now.ms = 5000;
  fake.plan('sendMessage', {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  await assert.rejects(api.sendMessage(50, 'x'));
  for (let i = 0; i < 28; i += 1) pace.note(60 + i, 5000);
  assert.equal(pace.readyAt(5000), 6000, 'one place less');
});
