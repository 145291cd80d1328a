import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversations } from '../../src/bot/conversation.ts';

test('keeps the last three questions, for ten minutes', () => {
  let now = 0;
  const conversations = new Conversations(() => now);
  conversations.remember('a', ['一', '二', '三', '四']);
  assert.deepEqual(conversations.recall('a'), ['二', '三', '四']);
  assert.deepEqual(conversations.recall('b'), []);
  now = 10 * 60 * 1000;
  assert.deepEqual(conversations.recall('a'), []);
  conversations.remember('b', ['五']);
  assert.equal(conversations.size, 1, 'the old one is forgotten, not only hidden');
});

test('cannot be filled: neither by many people nor by long questions', () => {
  const conversations = new Conversations(() => 0);
  for (let i = 0; i < 12_000; i += 1) conversations.remember(String(i), ['问']);
  assert.equal(conversations.size, 10_000);
  assert.deepEqual(conversations.recall('11999'), ['问']);
  assert.deepEqual(conversations.recall('0'), []);
  conversations.remember('long', ['短', '长'.repeat(5000)]);
  assert.deepEqual(conversations.recall('long'), ['短']);
});

test('what was understood is kept as long as the questions are, and for the newest conversations only', () => {
  let now = 0;
  const conversations = new Conversations(() => now);
  const memory = conversations.memory('a');
  assert.notEqual(conversations.memory('a'), memory, 'nothing was remembered yet');
  conversations.remember('a', ['一'], 7, memory);
  assert.equal(conversations.memory('a'), memory);
  conversations.forget(7);
  assert.notEqual(conversations.memory('a'), memory, 'it is gone with the data');
  conversations.remember('a', ['一'], 7, memory);
  now = 10 * 60 * 1000;
  assert.notEqual(conversations.memory('a'), memory, 'it is gone with the time');
  conversations.remember('a', ['一'], 7, memory);
  for (let i = 0; i < 500; i += 1) conversations.remember(String(i), ['问'], 8, {});
  assert.notEqual(conversations.memory('a'), memory, 'others came after it');
  assert.deepEqual(conversations.recall('a'), ['一']);
});
