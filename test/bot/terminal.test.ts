import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commandList } from '../../src/bot/commands.ts';
import { textsIn } from '../../src/bot/texts/texts.ts';
import { EXAMPLE_STORE } from '../support/answers/stub.ts';
import { COUNTY } from '../support/county.ts';
import { converse } from '../support/terminal.ts';
import { answererOver } from '../support/town.ts';

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
  const said = await converse('/start\n1\n/start\n2\n77\n', { store: EXAMPLE_STORE });
  assert.match(said, /\[3\]/);
  assert.match(said, /问：古县县长是谁/);
  assert.match(said, /问：77/);
});

test('a complaint takes one tap in the terminal too, and whoever sits there is the operator', async () => {
  const said = await converse('青石县GDP\n2\n1\n');
  assert.match(
    said,
    /哪里不对[\s\S]*\[1\] 数值不对[\s\S]*谢谢，记下了[\s\S]*读者反馈：数值不对[\s\S]*\[1\] 撤回/,
  );
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

test('every command of the menu is answered in the terminal; lists turn their pages, tables and proofs open', async () => {
  const { answer, store } = await answererOver(COUNTY);
  const commands = commandList(textsIn('zh', 'hans', { here: '古县', there: '霍州市' }), 'operators');
  assert.ok(commands.length > 20);
  for (const { command } of commands) {
    const said = await converse(`/${command}\n`, { answer, store, region: '临汾市' });
    assert.ok(said.trim() !== '' && !/没有 \/|编号 [0-9A-F]{4}/.test(said), `${command}: ${said}`);
  }
  const said = await converse(
    '古县2031年GDP\n1\n/places\n1\n/who 霍州\n1\n/trend 古县 GDP\n/compare GDP\n/csv 古县 GDP\n/projects 古县\n/delete_my_data\n2\n',
    { answer, store, region: '临汾市' },
  );
  for (const words of [
    /原文节选\n.*88\.8亿元/,
    /其中2个有稿件[\s\S]*古县最新稿件/,
    /市委书记：李乙[\s\S]*代市长王甲、霍州市委书记李乙出席/,
    /2031年 +88\.8亿元 \[1\]/,
    /霍州市 +120\.5亿元/,
    /古县 地区生产总值：4行[\s\S]*→ \S+\.csv/,
    /没有古县的项目/,
    /没有删除任何数据/,
  ])
    assert.match(said, words);
});

test('subscribing works in the terminal too, which says that news does not come here', async () => {
  const said = await converse(
    '/subscribe 古县\n1\n我的订阅\n/subscriptions export\n退订古县\n/subscribe\n2\n',
  );
  assert.match(
    said,
    /已订阅：古县 · 全部新闻（即时）[\s\S]*终端里只能[\s\S]*每天8点[\s\S]*订阅（1项）[\s\S]*→ \S+wenxian-subscriptions\.json[\s\S]*已取消：古县[\s\S]*订阅哪里[\s\S]*的什么/,
  );
  assert.ok(!said.includes('管理群'), 'there are no groups here');
});
