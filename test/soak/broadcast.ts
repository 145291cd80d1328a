import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broadcast, killedBroadcast } from '../support/broadcast.ts';

test('SIGKILL at ten moments of a broadcast to 500 chats: every chat has it, what was on its way may repeat', async (t) => {
  const b = await broadcast(t, 500);
  const { repeated, kills } = await killedBroadcast(b, 10, Math.random, 120_000);
  t.diagnostic(`${repeated} of 500 repeated after ${kills} kills`);
  assert.ok(repeated <= 5 * kills, `${repeated} repeated`);
});
