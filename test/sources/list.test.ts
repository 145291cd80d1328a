import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readList } from '../../src/sources/list.ts';

const BASE = 'http://www.county.example/xwzx/index.html';

const PAGE = `<html><body><ul id="menu"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>
<ul><li><a href="./202402/t1.html" title="全县重点工程建设推进会议今天召开">全县重点工程建设…</a> 02-06</li>
<li><a href="/xwzx/202402/t2.html">春耕备耕物资供应充足价格平稳</a></li>
<li><a href="/xwzx/202402/t2.html?from=list#p2">春耕备耕物资供应充足价格平稳</a></li>
<li><a href="http://elsewhere.example/x.html">别处网站的一条很长很长的新闻标题</a></li>
<li><a href="/tzgg/3.html">关于开展夏季防汛演练的通知公告</a></li>
<li><a href="javascript:void(0)">脚本链接写得再长也不是一篇文章</a></li>
<li><a href="#top">回到本页顶部的链接写得再长也不是</a></li>
<li><a href="index.html">这一页自己的链接写得再长也不是文章</a></li></ul></body></html>`;

const found = (links: string | null): readonly (readonly [string | null, string | null])[] =>
  readList(PAGE, BASE, links).map(({ url, title }) => [url, title]);

describe('readList', () => {
  it('takes the headlines of the same host, each once', () => {
    assert.deepEqual(found(null), [
      ['http://www.county.example/xwzx/202402/t1.html', '全县重点工程建设推进会议今天召开'],
      ['http://www.county.example/xwzx/202402/t2.html', '春耕备耕物资供应充足价格平稳'],
      ['http://www.county.example/tzgg/3.html', '关于开展夏季防汛演练的通知公告'],
    ]);
  });

  it('takes what begins as the operator says, whatever it is called', () => {
    assert.deepEqual(
      found('/tzgg/').map(([url]) => url),
      ['http://www.county.example/tzgg/3.html'],
    );
    assert.equal(found('http://www.county.example/xwzx/2024').length, 2);
    assert.deepEqual(found('/nothing/'), []);
    assert.deepEqual(found('.*'), []);
  });

  it('gives nothing for a monster', () => {
    assert.deepEqual(readList('<div>'.repeat(30_000), BASE, null), []);
    assert.deepEqual(readList('<a href="/x">'.repeat(50_000), BASE, null), []);
  });
});
