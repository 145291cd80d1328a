import assert from 'node:assert/strict';
import { test } from 'node:test';
import { USUAL_MANNER } from '../../../src/updates/model.ts';
import { isManner, quietText, readQuiet, readZone } from '../../../src/updates/wish/manner.ts';
import { readUntil } from '../../../src/updates/wish/until.ts';

test('quiet hours as typed', () => {
  for (const [typed, from, to] of [
    ['22-7', 1320, 420],
    ['免打扰 22:30-7:15', 1350, 435],
    ['免打擾 22：30～7：15', 1350, 435],
    ['23点到8点', 1380, 480],
    ['22点半至7点', 1350, 420],
    ['quiet hours 0-24:00', null, null],
    ['13-14', 780, 840],
  ] as const)
    assert.deepEqual(readQuiet(typed), from === null ? undefined : { from, to }, typed);
  assert.equal(readQuiet('免打扰 关'), null);
  assert.equal(readQuiet('off'), null);
  for (const typed of ['', '25-7', '22:60-7', '8-8', '22', '古县', '-7'])
    assert.equal(readQuiet(typed), undefined, typed);
  const read = readQuiet(quietText({ from: 1350, to: 5 }));
  assert.deepEqual(read, { from: 1350, to: 5 }, 'what is shown can be typed');
});

test('a time zone is one that the calendar knows', () => {
  assert.equal(readZone(' asia/shanghai '), 'Asia/Shanghai');
  assert.equal(readZone('Europe/Berlin'), 'Europe/Berlin');
  for (const typed of ['', '+08:00', 'Mars/Base', '../../etc/passwd', 'Asia/', 'x'.repeat(99)])
    assert.equal(readZone(typed), null, typed);
});

test('a snooze ends where the target lives, on a day to come', () => {
  const now = Date.UTC(2032, 10, 23, 20);
  const read = (typed: string, zone = 'Asia/Shanghai'): string | null => {
    const until = readUntil(typed, now, zone);
    return until === null ? null : new Date(until).toISOString().slice(0, 16);
  };
  // It is the 24th there already.
  assert.equal(read('1天'), '2032-11-24T16:00');
  assert.equal(read('1天', 'UTC'), '2032-11-24T00:00');
  assert.equal(read('暂停到12月1日'), '2032-11-30T16:00');
  assert.equal(read('暫停到12月1日'), '2032-11-30T16:00');
  assert.equal(read('1月5日'), '2033-01-04T16:00', 'next year');
  assert.equal(read('2033-01-05'), '2033-01-04T16:00');
  assert.equal(read('一周'), '2032-11-30T16:00');
  assert.equal(read('1 month'), '2032-12-23T16:00');
  for (const typed of ['昨天', '2月30日', '13月1日', '2020-01-01', '2040-01-01', '0天', '999天', ''])
    assert.equal(read(typed), null, typed);
});

test('a snooze and quiet hours know summer time', () => {
  // Berlin leaves summer time on 31 October 2032.
  const now = Date.UTC(2032, 9, 30, 10);
  const until = readUntil('2天', now, 'Europe/Berlin');
  assert.equal(until, Date.UTC(2032, 9, 31, 23));
});

test('a manner out of a file is taken whole or not at all', () => {
  assert.ok(isManner(USUAL_MANNER));
  assert.ok(isManner({ ...USUAL_MANNER, quiet: { from: 1320, to: 420 } }));
  for (const change of [
    { zone: 'Mars/Base' },
    { zone: 'asia/shanghai' },
    { quiet: { from: 1, to: 1 } },
    { quiet: { from: -1, to: 1440 } },
    { quiet: 7 },
    { digestHour: 24 },
    { digestHour: 1.5 },
    { digestDay: 0 },
    { silent: 1 },
  ])
    assert.equal(isManner({ ...USUAL_MANNER, ...change }), false, JSON.stringify(change));
  assert.equal(isManner(null), false);
});
