import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CallbackData, decodeCallback, encodeCallback } from '../../src/bot/callback-data.ts';

test('what is encoded fits 64 bytes and is decoded to the same', () => {
  const data = fc.oneof(
    fc.record({
      do: fc.constant('evidence' as const),
      ref: fc.stringMatching(/^[0-9a-f]{1,70}(#\d{1,4})?$/),
    }),
    fc.record({
      do: fc.constant('ask' as const),
      question: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    }),
    fc.record({
      do: fc.constant('publish' as const),
      question: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    }),
    fc.record({ do: fc.constant('ask-label' as const), slot: fc.integer({ min: 0, max: 9 }) }),
    fc.record({
      do: fc.constant('screen' as const),
      screen: fc.stringMatching(/^[a-z_]{1,20}$/),
      args: fc.string({ unit: 'grapheme', maxLength: 30 }),
    }),
  ) as fc.Arbitrary<CallbackData>;
  fc.assert(
    fc.property(data, (one) => {
      const text = encodeCallback(one);
      if (text === null) return;
      assert.ok(Buffer.byteLength(text) <= 64);
      assert.deepEqual({ ...decodeCallback(text) }, { ...one });
    }),
  );
});

test('any other text is no data, and none throws', () => {
  for (const text of [
    '',
    '1',
    '1e',
    '1e:',
    '2e:abc',
    'e:abc',
    '1x:abc',
    '1e:a b',
    '1l:x',
    `1a:${'x'.repeat(63)}`,
  ])
    assert.equal(decodeCallback(text), null, text);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodeCallback(text)));
});
