import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createBot } from '../../src/bot/create-bot.ts';
import { runTerminal, TERMINAL_BOT } from '../../src/bot/terminal/terminal.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { createLog, pseudonyms } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { openDatabase } from '../../src/store/open.ts';
import { STUB_STORE, stubAnswerer } from '../support/answers/stub.ts';

async function converse(lines: string): Promise<string> {
  const log = createLog({ write: () => {} });
  const bot = createBot(
    '0:terminal',
    {
      answer: stubAnswerer(),
      store: STUB_STORE,
      keeping: openDatabase(':memory:').keeping(1),
      gazetteer: loadGazetteer('临汾市'),
      linkable: false,
      lexicon: indicatorLexicon(),
      passagesOf: () => [],
      log,
      metrics: createMetrics(),
      region: '青石市',
      rateLimit: null,
      now: () => 0,
      clock: () => 0,
      pseudonym: pseudonyms('salt'),
    },
    { botInfo: TERMINAL_BOT },
  );
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(lines);
  await runTerminal(bot, { input, output, interactive: false, log });
  output.end();
  return text(output);
}

test('answers every line in order, the last one without a line break, and buttons by their number', async () => {
  const said = await converse('很慢的问题\r\n\n青石县GDP\n1\n/help\n再问 <b>');
  const order = ['问：很慢的问题', '问：青石县GDP', '原文节选', '命令', '问：再问 <b>'].map((words) =>
    said.indexOf(words),
  );
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(
    order.every((at) => at >= 0),
    said,
  );
  assert.match(said, /\[1\] 原文/);
  assert.match(said, /《青石县<b>经济<\/b>运行情况》/, 'escaped text comes out as it was');
});

test('no colour codes and no prompt when nobody is watching', async () => {
  const said = await converse('青石县GDP\n');
  assert.ok(!said.includes('\u001b') && !said.includes('问> '));
});

test('the examples of /start can be pressed, a number that is no button is a question', async () => {
  const said = await converse('/start\n1\n2\n77\n');
  assert.match(said, /\[3\]/);
  assert.match(said, /问：霍州市长是谁/);
  assert.match(said, /问：77/);
});

test('a failing answer does not end the conversation', async () => {
  assert.match(await converse('故障\n青石县GDP\n'), /编号[\s\S]*问：青石县GDP/);
});

test('commands, screens and settings work in the terminal; copies have letters, files a path', async () => {
  const said = await converse('青石县GDP\nc\n/settings\n3\n青石县GDP\n/export_my_data\n/privacy\n');
  assert.match(said, /\[c\] 复制引文/);
  assert.match(said, /\n青石县2031年地区生产总值为88\.8亿元（青石日报，2032年1月15日/);
  assert.match(said, /设置[\s\S]*回答用的字：繁|回答用的字：繁/);
  assert.match(said, /來源：青石日報/);
  const path = /→ (\S+wenxian-my-data\.json)/.exec(said)?.[1] ?? '';
  assert.match(readFileSync(path, 'utf8'), /"script": "hant"/);
});
