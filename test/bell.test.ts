import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bell } from '../src/bell.ts';

describe('Bell', () => {
  it('is heard by everyone who listens, rings in between counting as one', async () => {
    const bell = new Bell();
    const [a, b] = [bell.listen(), bell.listen()];
    bell.ring();
    bell.ring();
    assert.deepEqual([await a.heard(0), await b.heard(0), await a.heard(0)], [true, true, false]);
    const waiting = a.heard(60_000);
    bell.ring();
    assert.equal(await waiting, true);
    assert.equal(await b.heard(0), true);
  });

  it('ends waiting when there is nothing to hear, on stop, and hears nothing after leaving', async () => {
    const bell = new Bell();
    const ear = bell.listen();
    assert.equal(await ear.heard(1), false);
    const stop = new AbortController();
    const waiting = ear.heard(60_000, stop.signal);
    stop.abort();
    assert.equal(await waiting, false);
    ear.leave();
    bell.ring();
    assert.equal(await ear.heard(0), false);
  });
});
