import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertLinear } from './linear.ts';

let sink = 0;

function work(steps: number): void {
  for (let i = 0; i < steps; i++) sink = (sink * 31 + i) % 1_000_003;
}

test('linear work passes, however slow', async () => {
  await assertLinear((text) => work(text.length * 300), 'a', { length: 20_000 });
});

test('quadratic work fails', async () => {
  await assert.rejects(
    assertLinear((text) => work((text.length * text.length) / 16), '甲乙', { length: 20_000 }),
    /not linear in "甲乙": [\d.]+ ms for 2500 characters, [\d.]+ ms for 20000/,
  );
});

test('a quadratic pattern fails on the text it is afraid of, and passes on others', async () => {
  const read = (text: string): unknown => text.match(/\d+[a-z]/g);
  await assertLinear(read, 'ab ', { length: 24_000 });
  await assert.rejects(assertLinear(read, '1', { length: 24_000 }), /not linear/);
});

test('what stands around the units is there at both lengths', async () => {
  const read: string[] = [];
  await assertLinear((text) => read.push(text), '，', { length: 16, around: ['<', '>'] });
  assert.deepEqual(read, ['<，，>', `<${'，'.repeat(16)}>`]);
});
