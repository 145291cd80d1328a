import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOrder } from '../../../src/updates/wish/order.ts';
import { assertLinear } from '../../support/linear.ts';

test('plain words order a subscription', () => {
  for (const [typed, what, rest] of [
    ['订阅', 'subscribe', ''],
    ['订阅古县', 'subscribe', '古县'],
    ['订阅 古县 GDP', 'subscribe', '古县 GDP'],
    ['訂閱古縣GDP', 'subscribe', '古縣GDP'],
    ['我想订阅侯马的项目', 'subscribe', '侯马的项目'],
    ['请帮我订阅一下霍州', 'subscribe', '霍州'],
    ['订阅 “旅游 AND 春节”', 'subscribe', '“旅游 AND 春节”'],
    ['Subscribe to Guxian GDP', 'subscribe', 'Guxian GDP'],
    ['退订', 'unsubscribe', ''],
    ['退訂古縣', 'unsubscribe', '古縣'],
    ['取消订阅 霍州', 'unsubscribe', '霍州'],
    ['不想订阅古县', 'unsubscribe', '古县'],
    ['unsubscribe', 'unsubscribe', ''],
    ['我的订阅', 'subscriptions', ''],
    ['查看我的订阅', 'subscriptions', ''],
    ['我订阅了什么？', 'subscriptions', ''],
    ['my subscriptions', 'subscriptions', ''],
  ] as const)
    assert.deepEqual(readOrder(typed), { do: what, rest }, typed);
});

test('关注 is perhaps an order: the rest decides', () => {
  for (const [typed, rest] of [
    ['关注乡宁', '乡宁'],
    ['我想关注一下侯马 项目', '侯马 项目'],
    ['關注古縣GDP', '古縣GDP'],
    ['关注民生', '民生'],
  ] as const)
    assert.deepEqual(readOrder(typed), { do: 'subscribe', rest, perhaps: true }, typed);
  for (const typed of ['关注', '关注度', '关注哪些地方', '古县关注民生', '谁关注古县'])
    assert.equal(readOrder(typed)?.perhaps === true && readOrder(typed)?.rest !== '度', false, typed);
  for (const typed of ['取消关注古县', '不再关注古县', '我不想再关注了古县'])
    assert.deepEqual(readOrder(typed), { do: 'unsubscribe', rest: '古县' }, typed);
});

test('questions and things that only speak of it order nothing', () => {
  for (const typed of [
    '古县订阅量是多少',
    '订阅量',
    '订阅号有几个',
    '订阅费是多少',
    '怎么订阅',
    '订阅了多少份报纸',
    '报刊的订阅情况',
    '订阅古县日报要钱吗',
    '谁订阅了古县',
    '退订率',
    '古县GDP是多少',
    '订阅本报的读者朋友们，大家好。今年的征订工作开始了',
    `订阅${'古县'.repeat(150)}`,
    'what is a subscription',
    '',
  ])
    assert.equal(readOrder(typed), null, typed);
});

test('reading an order costs no more than its length', async () => {
  for (const unit of ['我想要', '请帮我', '订阅', ' ', 'subscribe '])
    await assertLinear((text) => readOrder(text), unit);
});
