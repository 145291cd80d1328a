import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Pace } from '../../../src/updates/deliver/scheduler.ts';

/** Sends bulk messages to chats of their own as fast as is allowed; when each left. */
function bulk(
  pace: Pace,
  from: number,
  count: number,
  also: (now: number) => void = () => {},
): readonly number[] {
  const left: number[] = [];
  let now = from;
  while (left.length < count) {
    also(now);
    const ready = pace.readyAt(now);
    if (ready > now) {
      // As a timer does: late by a bit, never early.
      now = Math.ceil(ready) + (left.length % 3);
      continue;
    }
    pace.noteBulk(1_000_000 + left.length, now);
    left.push(now);
  }
  return left;
}

/** The most that fall into any second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
}

describe('all chats together', () => {
  it('get nearly thirty a second: within 5 % of what is possible', () => {
    const left = bulk(new Pace(), 0, 1000);
    const took = (left.at(-1) ?? 0) - (left[0] ?? 0);
    assert.ok(took <= (999 / 30) * 1000 * 1.05, `${took} ms`);
    assert.ok(mostInASecond(left) <= 30, String(mostInASecond(left)));
  });

  it('wait for what replies used', () => {
    const pace = new Pace();
    const replies: number[] = [];
    const left = bulk(pace, 0, 600, (now) => {
      // A crowd: five questions a second.
      while (replies.length * 200 <= now) {
        pace.note(5000 + replies.length, replies.length * 200);
        replies.push(replies.length * 200);
      }
    });
    const all = [...left, ...replies].sort((a, b) => a - b);
    assert.ok(mostInASecond(all) <= 31, String(mostInASecond(all)));
    assert.ok((left.at(-1) ?? 0) > 22_000, 'replies take their share');
  });

  it('catch up a little after a pause, not all of it', () => {
    const pace = new Pace();
    bulk(pace, 0, 30);
    const after = bulk(pace, 60_000, 30);
    assert.ok(after.filter((at) => at < 60_100).length <= 20, String(after.slice(0, 10)));
    assert.ok(mostInASecond(after) <= 30);
  });

  it('leave one place free for a minute when a reply was refused', () => {
    const pace = new Pace();
    pace.replyFlooded(0);
    assert.ok(mostInASecond(bulk(pace, 0, 300)) <= 29);
  });
});

describe('one chat', () => {
  it('gets one a second, a reply counted', () => {
    const pace = new Pace();
    assert.equal(pace.chatReadyAt(5, 100), 100);
    pace.note(5, 100);
    assert.equal(pace.chatReadyAt(5, 150), 1100);
    assert.equal(pace.chatReadyAt(6, 150), 150);
  });

  it('gets fewer than twenty a minute when it is a group', () => {
    const pace = new Pace();
    for (let i = 0; i < 18; i += 1) pace.note(-5, i * 1000);
    assert.equal(pace.chatReadyAt(-5, 18_000), 60_000);
    assert.equal(pace.chatReadyAt(-5, 60_000), 60_000);
    for (let i = 0; i < 18; i += 1) pace.note(5, i * 1000);
    assert.equal(pace.chatReadyAt(5, 18_000), 18_000, 'a person has no such limit');
  });
});

describe('refusals for too many messages', () => {
  it('of one chat concern that chat', () => {
    const pace = new Pace();
    assert.equal(pace.flooded(1, 9000), false);
    assert.equal(pace.flooded(1, 9000), false);
    assert.equal(pace.flooded(1, 9000), false);
    assert.equal(pace.readyAt(100), 100);
  });

  it('of several in a row concern all', () => {
    const pace = new Pace();
    pace.flooded(1, 9000);
    pace.flooded(2, 9000);
    pace.succeeded();
    assert.equal(pace.flooded(3, 9000), false);
    assert.equal(pace.flooded(4, 9000), false);
    assert.equal(pace.flooded(5, 9000), true);
    assert.equal(pace.readyAt(100), 9000);
    assert.equal(pace.readyAt(9000), 9000);
  });
});
