import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { E2E_ARTICLES, startProgram } from '../support/process/running-bot.ts';
import { temporaryFolder } from '../support/stored.ts';

test('chat over a pipe: every line answered in order, evidence by its number, exit 0 at the end of input', async (t) => {
  const env = { DATABASE_URL: `file:${join(temporaryFolder(t), 'chat.db')}` };
  const index = startProgram(t, ['scripts/index.ts', E2E_ARTICLES], env);
  assert.equal(await index.ended, 0, index.output());
  const chat = startProgram(
    t,
    ['scripts/chat.ts'],
    env,
    `浮山县GDP\n1\n/help\n${'问'.repeat(5000)}\n浮山县一般公共预算收入`,
  );
  assert.equal(await chat.ended, 0, chat.output());
  const said = chat.stdout();
  const order = ['41.7亿元', '原文节选', '/ask', '太长', '3.21亿元'].map((words) => said.indexOf(words));
  assert.ok(
    order.every((at) => at >= 0),
    said,
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
    said,
  );
  assert.ok(!said.includes('\u001b'), 'no colour codes off a terminal');
  assert.match(said, /经济<b>运行<\/b>情况/);
});

test('chat over a database that was named and does not exist says what to do', async (t) => {
  const chat = startProgram(
    t,
    ['scripts/chat.ts'],
    { DATABASE_URL: `file:${join(temporaryFolder(t), 'no.db')}` },
    '古县GDP\n',
  );
  assert.equal(await chat.ended, 66);
  assert.match(chat.output(), /no\.db yet\. Run `npm run index/);
  assert.equal(chat.stdout(), '');
});
