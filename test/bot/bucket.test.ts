import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Buckets } from '../../src/bot/bucket.ts';

test('a burst, one warning, silence, and room again when it is refilled', () => {
  let now = 0;
  const buckets = new Buckets({ burst: 2, perSecond: 0.5 }, () => now);
  const take = (): string => buckets.take([1]);
  assert.deepEqual([take(), take(), take(), take()], ['admitted', 'admitted', 'warn', 'silence']);
  now += 1000;
  assert.equal(take(), 'silence');
  now += 1000;
  assert.deepEqual([take(), take()], ['admitted', 'warn']);
  now += 3_600_000;
  assert.deepEqual([take(), take(), take()], ['admitted', 'admitted', 'warn'], 'never more than the burst');
});

test('a chat has a bucket of its own; whoever finds it empty pays nothing', () => {
  let now = 0;
  const buckets = new Buckets({ burst: 1, perSecond: 1 }, () => now);
  assert.deepEqual(
    [1, 2, 3, 4, 4].map((user) => buckets.take([user, -9])),
    ['admitted', 'admitted', 'admitted', 'warn', 'silence'],
  );
  assert.equal(buckets.take([4]), 'admitted', 'elsewhere');
  now += 1000;
  assert.equal(buckets.take([5, -9]), 'admitted');
});

test('one member cannot use up what a group may ask', () => {
  const buckets = new Buckets({ burst: 2, perSecond: 1 }, () => 0);
  const flood = Array.from({ length: 50 }, () => buckets.take([1, -9]));
  assert.deepEqual(flood.slice(0, 4), ['admitted', 'admitted', 'warn', 'silence']);
  assert.deepEqual([buckets.take([2, -9]), buckets.take([3, -9])], ['admitted', 'admitted']);
});

test('a private chat and its user are one bucket', () => {
  const buckets = new Buckets({ burst: 2, perSecond: 1 }, () => 0);
  assert.deepEqual(
    [buckets.take([1, 1]), buckets.take([1, 1]), buckets.take([1, 1])],
    ['admitted', 'admitted', 'warn'],
  );
});
