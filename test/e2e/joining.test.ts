import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envFor, startBot } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';
import { FakeTelegram } from '../support/telegram/fake.ts';
import { changes, service } from '../support/telegram/moves.ts';

const SLOW_MACHINE_MS = 20_000;

test('a group is greeted once by the real program, also when it is killed right after and is told again', async (t) => {
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const env = envFor(fake, temporaryFolder(t));
  const first = startBot(t, env);
  await fake.until('polling', () => fake.isPolled, SLOW_MACHINE_MS);
  const room = fake.group(-1001);
  changes(fake, room, ['left', 'member']);
  const joined = { new_chat_members: [fake.world.me] };
  service(fake, room, joined);
  assert.match((await fake.nextReply(room, SLOW_MACHINE_MS)).text ?? '', /临汾市/);
  // What was noted in the round of the event loop in which the reply was read is on disk.
  await fake.until('handled', () => fake.world.updates.length === 0, SLOW_MACHINE_MS);
  first.child.kill('SIGKILL');
  await first.ended;

  const second = startBot(t, env);
  await fake.until('polling again', () => fake.isPolled, SLOW_MACHINE_MS);
  service(fake, room, joined);
  changes(fake, room, ['member', 'administrator']);
  fake.person(1).says('/start@wenxian_bot', { chat: room.chat });
  assert.match((await fake.nextReply(room, SLOW_MACHINE_MS)).text ?? '', /大家好/);
  assert.equal(fake.callsOf('sendMessage').length, 2, 'the greeting, and the reply to /start');
  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0, second.output());
  assert.deepEqual(fake.violations, []);
});
