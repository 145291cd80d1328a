import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDateline } from '../../src/news/dateline.ts';
import { acceptBylines, acceptDate, acceptUrl } from '../../src/news/fields.ts';

describe('readDateline', () => {
  const lines: readonly (readonly [string, string | null, string | null])[] = [
    ['2024-03-18 08:58:54 来源:示例新闻网   浏览次数:', '2024-03-18', '示例新闻网'],
    ['2024-03-18 08:58:54 來源:示例新聞網(wǎng)  ', '2024-03-18', '示例新聞網(wǎng)'],
    ['来源：示例日报 2024/3/8', '2024-03-08', '示例日报'],
    [
      '发布时间：2024年3月18日 09:30 来源：示例县人民政府 作者：吴一 字号：大 中 小',
      '2024-03-18',
      '示例县人民政府',
    ],
    ['2024.03.18', '2024-03-18', null],
    ['来源：示例晚报', null, '示例晚报'],
    ['2024年3月18日 来源：示例县融媒体中心', '2024-03-18', '示例县融媒体中心'],
    ['2024年3月18日来源：示例县融媒体中心 字号：[大] [中] [小]', '2024-03-18', '示例县融媒体中心'],
    ['来源：示例晚报浏览次数：1024', null, '示例晚报'],
  ];
  for (const [line, date, outlet] of lines)
    it(`reads ${line}`, () => {
      const found = readDateline(line);
      assert.deepEqual([found?.date, found?.outlet], [date, outlet]);
    });

  it('keeps the author it names', () => {
    assert.deepEqual(readDateline('来源：示例日报 作者：吴一 郑二')?.bylines, [
      { role: '作者', name: '吴一' },
      { role: '作者', name: '郑二' },
    ]);
  });

  it('leaves sentences alone', () => {
    const sentences = [
      '2024年3月18日，隰县召开大会。',
      '资金来源：县财政拨款与社会捐赠，共计三百万元',
      '隰县梨园扩种',
      '',
      '2024-13-45',
      '7'.repeat(100_000),
      '来源：'.repeat(50),
    ];
    for (const line of sentences) assert.equal(readDateline(line), null, line.slice(0, 30));
  });
});

describe('fields', () => {
  it('accepts whole and partial dates and nothing else', () => {
    const dates: readonly (readonly [string, string | null])[] = [
      ['2024', '2024'],
      ['2024年', '2024'],
      ['2024-03', '2024-03'],
      ['2024年3月', '2024-03'],
      ['2024-03-08', '2024-03-08'],
      ['2024/3/8', '2024-03-08'],
      ['2024年3月8日', '2024-03-08'],
      ['2024-03-08T09:00:00+08:00', '2024-03-08'],
      ['2024-03-08 09:00', '2024-03-08'],
      ['2024-02-30', null],
      ['2024-13', null],
      ['0024-01-01', null],
      ['昨天', null],
      ['2024-', null],
      ['20240308', null],
    ];
    for (const [text, expected] of dates) assert.equal(acceptDate(text), expected, text);
  });

  it('accepts web addresses without credentials', () => {
    assert.equal(acceptUrl('https://example.org/a'), 'https://example.org/a');
    for (const bad of [
      'ftp://example.org',
      'javascript:1',
      'https://u:p@example.org',
      'x',
      `https://a.cn/${'a'.repeat(2048)}`,
    ])
      assert.equal(acceptUrl(bad), null, bad.slice(0, 40));
  });

  it('reads bylines with and without roles', () => {
    assert.deepEqual(acceptBylines('吴一，摄影：郑二'), [
      { role: '作者', name: '吴一' },
      { role: '摄影', name: '郑二' },
    ]);
    assert.deepEqual(acceptBylines(''), []);
  });
});
