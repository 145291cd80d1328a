import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { identityOf } from '../../src/news/identity.ts';

describe('identityOf', () => {
  const text = '霍州市新建学校3所，投资1.5亿元。';
  it('is the same for the same words in other dirt', () => {
    for (const other of ['霍州市新建學校３所,投資1.5億元', ' 霍州市 新建学校3所；\n投资1.5亿元！'])
      assert.equal(identityOf(other), identityOf(text), other);
    const furnished = `${text}\n上一篇：某某`;
    assert.equal(identityOf(furnished, [{ start: text.length, end: furnished.length }]), identityOf(text));
  });

  it('differs for another number or word', () => {
    for (const other of [
      '霍州市新建学校4所，投资1.5亿元。',
      '霍州市新建学校3所，投资15亿元。',
      '侯马市新建学校3所，投资1.5亿元。',
    ])
      assert.notEqual(identityOf(other), identityOf(text), other);
    assert.notEqual(identityOf('only English'), identityOf('other English'));
  });

  it('is 16 hex digits for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => /^[0-9a-f]{16}$/.test(identityOf(any))));
  });
});
