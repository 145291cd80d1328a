import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDead, nextLook } from '../../src/sources/schedule.ts';

const MINUTE = 60_000;
const usual = { now: 0, every: 10, failures: 0, random: 0.5 };

describe('nextLook', () => {
  it('comes after the usual time, a tenth earlier or later', () => {
    assert.equal(nextLook(usual), 10 * MINUTE);
    assert.equal(nextLook({ ...usual, random: 0 }), 9 * MINUTE);
    assert.equal(nextLook({ ...usual, random: 1 }), 11 * MINUTE);
  });

  it('comes later and later while it fails, but at least four times a day', () => {
    const waits = [1, 2, 3, 10, 1000].map((failures) => nextLook({ ...usual, failures }) / MINUTE);
    assert.deepEqual(waits, [20, 40, 80, 360, 360]);
    assert.equal(nextLook({ ...usual, every: 1440, failures: 3 }) / MINUTE, 1440);
  });

  it('comes soon when articles were left, and not before the other side allows', () => {
    assert.equal(nextLook({ ...usual, more: true }), MINUTE);
    assert.equal(nextLook({ ...usual, failures: 1, retryAfter: 90 * MINUTE }), 90 * MINUTE);
  });
});

describe('isDead', () => {
  it('after five failures over an hour, neither being enough alone', () => {
    const HOUR = 60 * MINUTE;
    assert.equal(isDead({ failures: 5, failing: 0 }, HOUR), true);
    assert.equal(isDead({ failures: 50, failing: 0 }, HOUR - 1), false);
    assert.equal(isDead({ failures: 4, failing: 0 }, 10 * HOUR), false);
    assert.equal(isDead({ failures: 0, failing: null }, HOUR), false);
  });
});
