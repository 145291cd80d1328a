import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createPostings } from '../../src/search/slots.ts';
import { STEPS } from '../../src/search/steps.ts';

const passage = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });

function termsOf(keys: readonly number[]) {
  return {
    keys: Uint32Array.from(keys, (key) => key * 0x4e00_0001),
    steps: Uint8Array.from(keys, (key) => key % STEPS),
    count: keys.length,
  };
}

describe('postings', () => {
  it('give every passage of a term once, in its step, frozen or not', () => {
    fc.assert(
      fc.property(
        fc.array(passage, { maxLength: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (passages, border) => {
          const postings = createPostings();
          for (const [number, keys] of passages.entries()) {
            if (number === border) for (const _ of postings.freeze()) assert.ok(postings.frozen.length === 0);
            postings.add(termsOf(keys));
          }
          for (let key = 1; key <= 60; key++) {
            const expected = passages.flatMap((keys, number) => (keys.includes(key) ? [number] : []));
            const slots = postings.find(Math.imul(key, 0x4e00_0001) >>> 0);
            assert.deepEqual([...(slots[key % STEPS] ?? [])], expected);
            assert.equal(
              slots.reduce((sum, { length }) => sum + length, 0),
              expected.length,
            );
          }
        },
      ),
    );
  });
});
