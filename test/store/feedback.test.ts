import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Feedback } from '../../src/store/feedback.ts';
import { openDatabase } from '../../src/store/open.ts';

const HOUR = 3_600_000;

/** Complains, and tells the operators if they are to be told: how often it was said by then. */
async function complain(
  feedback: Feedback,
  now: number,
  fact = 'f1',
  complaint: 'value' | 'time' = 'value',
): Promise<number | null> {
  const n = await feedback.note({ fact, complaint, now });
  const count = await feedback.news({ fact, complaint, now });
  if (count !== null) await feedback.told(n);
  return count;
}

it('tells of a complaint once an hour, counts the others, and tells another one at once', async () => {
  const { feedback, store } = openDatabase(':memory:');
  assert.equal(await complain(feedback, HOUR), 1);
  assert.equal(await complain(feedback, HOUR + 1), null);
  assert.equal(
    await complain(feedback, 2 * HOUR - 1),
    null,
    'an hour from the telling, not from the last complaint',
  );
  assert.equal(await complain(feedback, HOUR + 2, 'f1', 'time'), 1);
  assert.equal(await complain(feedback, HOUR + 2, 'f2'), 1);
  assert.equal(await complain(feedback, 2 * HOUR), 4);
  assert.equal(await feedback.count(HOUR), 5);
  await store.close();
});

it('was not told when telling failed: the next one is', async () => {
  const { feedback, store } = openDatabase(':memory:');
  await feedback.note({ fact: 'f1', complaint: 'value', now: 1 });
  assert.equal(await complain(feedback, 2), 2);
  await store.close();
});

it('does not flood the operators when somebody complains of everything', async () => {
  const { feedback, store } = openDatabase(':memory:');
  const told: (number | null)[] = [];
  for (let i = 0; i < 40; i++) told.push(await complain(feedback, HOUR + i, `f${i}`));
  assert.equal(told.filter((count) => count !== null).length, 30);
  assert.equal(await feedback.count(0), 40, 'all of them are kept');
  assert.equal(await complain(feedback, 3 * HOUR, 'f39'), 2);
  await store.close();
});
