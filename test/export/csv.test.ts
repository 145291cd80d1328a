import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvLines } from '../../src/export/csv.ts';

const csv = (rows: readonly Record<string, unknown>[]): string => [...csvLines(rows)].join('');

describe('csvLines', () => {
  it('quotes commas, quotes and line breaks and ends lines with CRLF', () => {
    assert.equal(
      csv([{ a: 'x,y', b: 'say "hi"', c: 'two\nlines', d: 1 }]),
      'a,b,c,d\r\n"x,y","say ""hi""","two\nlines",1\r\n',
    );
  });

  it('lets no text be run as a formula, and leaves numbers alone', () => {
    const cells = ['=1+1', '+cmd', '@x', '-2+3', '\tx', '-3.5', '+4%', '霍州=好'];
    const out = csv(cells.map((a) => ({ a })));
    assert.equal(out, "a\r\n'=1+1\r\n'+cmd\r\n'@x\r\n'-2+3\r\n'\tx\r\n-3.5\r\n+4%\r\n霍州=好\r\n");
    assert.equal(csv([{ a: -3.5 }]), 'a\r\n-3.5\r\n');
  });

  it('spreads nested values and joins lists', () => {
    const rows = [
      { article: 'a', period: null, posts: ['县长', '副书记'] },
      {
        article: 'b',
        period: { start: '2024-01-01', end: '2024-12-31', label: '2024年' },
        posts: [],
        extra: '约',
      },
    ];
    assert.equal(
      csv(rows),
      'article,posts,period_start,period_end,period_label,extra\r\na,县长、副书记,,,,\r\nb,,2024-01-01,2024-12-31,2024年,约\r\n',
    );
  });

  it('is empty for no rows', () => assert.equal(csv([]), ''));
});
