import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFeedDate } from '../../src/sources/date.ts';

const at = (iso: string): number => Date.parse(iso);

describe('readFeedDate', () => {
  for (const [text, date, moment] of [
    ['2024-02-06 10:00:00', '2024-02-06', at('2024-02-06T10:00:00+08:00')],
    ['2024-02-06T23:30:00', '2024-02-06', at('2024-02-06T23:30:00+08:00')],
    ['2024-02-06T23:30:00Z', '2024-02-07', at('2024-02-06T23:30:00Z')],
    ['2024-02-06T23:30:00.123+08:00', '2024-02-06', at('2024-02-06T23:30:00+08:00')],
    ['2024-02-06T20:00:00-0500', '2024-02-07', at('2024-02-06T20:00:00-05:00')],
    ['Tue, 06 Feb 2024 10:00:00 GMT', '2024-02-06', at('2024-02-06T10:00:00Z')],
    ['Tue, 06 Feb 2024 18:00:00 GMT', '2024-02-07', at('2024-02-06T18:00:00Z')],
    ['Tue, 06 Feb 2024 10:00:00 +0800', '2024-02-06', at('2024-02-06T10:00:00+08:00')],
    ['Tue, 6 Feb 24 10:00 CST', '2024-02-06', at('2024-02-06T10:00:00+08:00')],
    ['6 February 2024 01:00:00', '2024-02-06', at('2024-02-06T01:00:00+08:00')],
    ['06 Feb 2024', '2024-02-06', null],
    ['2024-02-06', '2024-02-06', null],
    ['2024年2月6日', '2024-02-06', null],
    ['2024/02/06 10:00', '2024-02-06', null],
  ] as const)
    it(text, () => assert.deepEqual(readFeedDate(text), { date, at: moment }));

  for (const text of [
    '',
    '昨天',
    'Tue, 31 Feb 2024 10:00:00 GMT',
    '2024-13-01T00:00:00Z',
    '06 Foo 2024',
    '0000-01-01 00:00:00',
  ])
    it(`no date: ${text}`, () => assert.equal(readFeedDate(text), null));
});
