import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from '../../src/answer/answer.ts';
import { remembered } from '../../src/answer/remembered.ts';
import { stubAnswerer } from '../support/answers/stub.ts';

function scene() {
  const asked: Question[] = [];
  const data = { revision: '1' };
  const answer = remembered(stubAnswerer(asked), async () => data.revision);
  return { asked, data, answer };
}

test('the same question over the same data is worked out once, also when asked at the same time', async () => {
  const { asked, answer } = scene();
  const answers = await Promise.all([
    answer({ text: '青石县GDP' }),
    answer({ text: '青石县GDP', context: [] }),
  ]);
  assert.equal(answers[0], answers[1]);
  await answer({ text: '青石县GDP' });
  assert.equal(asked.length, 1);
});

test('another question, another thread and other data are not the same', async () => {
  const { asked, data, answer } = scene();
  await answer({ text: '那去年呢' });
  await answer({ text: '那去年呢', context: ['青石县GDP'] });
  await answer({ text: '那去年呢', context: ['青石县', 'GDP'] });
  data.revision = '2';
  await answer({ text: '那去年呢' });
  assert.equal(asked.length, 4);
});

test('what failed is tried again, and no more than so many are kept', async () => {
  const { asked, answer } = scene();
  await assert.rejects(answer({ text: '故障' }));
  await assert.rejects(answer({ text: '故障' }));
  assert.equal(asked.length, 2);
  for (let i = 0; i <= 2000; i += 1) await answer({ text: `第${i}问` });
  await answer({ text: '第0问' });
  await answer({ text: '第2000问' });
  assert.equal(asked.length, 2 + 2001 + 1);
});
