import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createClient } from '../../src/sources/fetch/client.ts';
import { type Fetching, freshState, lookAt, type SourceNotice } from '../../src/sources/look.ts';
import { pollSources } from '../../src/sources/poll.ts';
import { fetchedFolder } from '../../src/sources/shelf.ts';
import type { Source } from '../../src/sources/source.ts';
import { gbk } from '../support/gbk.ts';
import { LOOPBACK_WORLD, redirectTo, type Site, startSite } from '../support/site.ts';
import { temporaryFolder } from '../support/stored.ts';
import { until } from '../support/until.ts';

// All articles and figures are invented.
const SENTENCE = (value: string): string =>
  `上半年，霍州市地区生产总值完成${value}亿元，同比增长4.6%，经济运行总体平稳。全市规模以上工业增加值同比增长7.9%，固定资产投资增长3.2%。`;

const page = (title: string, text: string, charset = 'utf-8'): string =>
  `<!doctype html><html><head><meta charset="${charset}"><title>${title}_示例网</title></head><body><ul><li><a href="/">首页</a></li></ul><h1>${title}</h1><div>2024-07-25　来源：示例晚报</div><div class="article-content"><p>${text}</p></div></body></html>`;

const rss = (...paths: readonly string[]): string =>
  `<rss version="2.0"><channel><title>要闻</title>${paths
    .map(
      (path) =>
        `<item><title>题${path}</title><link>${path}</link><guid>${path}</guid><pubDate>2024-07-25 09:00:00</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

interface Bench {
  readonly app: App;
  readonly folder: string;
  readonly notices: SourceNotice[];
  readonly logged: string[];
  readonly clock: { now: number };
  readonly parts: Fetching;
  look(source: Source): Promise<number>;
  kept(): readonly string[];
}

async function bench(t: TestContext): Promise<Bench> {
  const path = join(temporaryFolder(t), 'x.db');
  const logged: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void logged.push(line) });
  const app = await openApp({ ...readConfig({}), database: { path, named: true } }, log);
  t.after(() => app.close());
  const notices: SourceNotice[] = [];
  const clock = { now: Date.parse('2024-07-26T00:00:00Z') };
  const folder = fetchedFolder(path);
  const ending = new AbortController();
  t.after(() => ending.abort());
  const parts: Fetching = {
    client: createClient({ world: LOOPBACK_WORLD, gapMs: 0 }),
    states: app.database.newsSources,
    folder,
    log,
    stop: ending.signal,
    now: () => clock.now,
    random: () => 0.5,
    tell: async (notice) => void notices.push(notice),
    tries: new Map(),
  };
  return {
    app,
    folder,
    notices,
    logged,
    clock,
    parts,
    look: async (source) =>
      lookAt(source, (await parts.states.state(source.url)) ?? freshState(source.url, 0), parts),
    kept: () => (existsSync(folder) ? readdirSync(folder).sort() : []),
  };
}

function sourceOf(site: Site, path: string, over: Partial<Source> = {}): Source {
  const usual = { name: `来源${path}`, kind: 'feed', outlet: '示例网', every: 10 } as const;
  return { ...usual, url: site.url(path), links: null, date: null, title: null, ...over };
}

async function ask(app: App): Promise<string> {
  return JSON.stringify(await app.answer({ text: '霍州2024年上半年GDP是多少' }));
}

describe('looking at a source', () => {
  it('a feed becomes kept pages, and they an answer with outlet, date and address', async (t) => {
    const { app, folder, look, kept } = await bench(t);
    const site = await startSite(t, {
      '/rss': rss('/a.html'),
      '/a.html': page('霍州上半年经济平稳', SENTENCE('83.17')),
    });
    await look(sourceOf(site, '/rss'));
    assert.equal(kept().length, 1);
    await app.ingest([folder]);
    const [info] = await app.store.articles();
    assert.deepEqual(
      [info?.title, info?.outlet, info?.date, info?.url],
      ['霍州上半年经济平稳', '示例晚报', '2024-07-25', site.url('/a.html')],
    );
    assert.match(await ask(app), /83\.17/);
  });

  it('asks on condition, fetches nothing twice, and is not fooled by other guids', async (t) => {
    const { look, clock, kept } = await bench(t);
    const site = await startSite(t, { '/a.html': page('题一', SENTENCE('83.17')) });
    let body = rss('/a.html');
    site.pages.set('/rss', (request, response) => {
      const etag = `"${body.length}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(body);
    });
    await look(sourceOf(site, '/rss'));
    await look(sourceOf(site, '/rss'));
    assert.equal(site.headers.at(-1)?.['if-none-match'], `"${body.length}"`);
    body = body.replace('<guid>/a.html', '<guid>other than before');
    clock.now += 3_600_000;
    await look(sourceOf(site, '/rss'));
    assert.deepEqual(site.asked, ['/rss', '/a.html', '/rss', '/rss']);
    assert.equal(kept().length, 1);
  });

  it('a GBK list page gives GBK articles of its host; menus, lists and empty pages are passed over once', async (t) => {
    const { app, folder, look, logged } = await bench(t);
    const links = ['/n/1.html', '/n/2.html', '/n/3.html', '/n/4.html'];
    const list = `<html><head><meta charset="gb2312"></head><body>${links
      .map((href) => `<a href="${href}">全市上半年经济运行情况新闻发布${href}</a>`)
      .join('')}<a href="/menu.html">关于本网站的联系方式和版权说明</a></body></html>`;
    const menu = `<html><body>${Array.from({ length: 40 }, (_, i) => `<p><a href="/${i}">第${i}条新闻标题写在这里</a></p>`).join('')}</body></html>`;
    const site = await startSite(t, {
      '/list': gbk(list),
      '/n/1.html': gbk(page('霍州上半年经济平稳', SENTENCE('83.17'), 'gb2312')),
      '/n/2.html': menu,
      '/n/3.html': '<html><body></body></html>',
      '/n/4.html': (_request, response) => void response.writeHead(410).end(),
    });
    const source = sourceOf(site, '/list', { kind: 'list', links: '/n/' });
    await look(source);
    await look(source);
    assert.deepEqual(site.asked, ['/list', ...links, '/list']);
    assert.equal(logged.filter((line) => line.includes('page passed over')).length, 3);
    await app.ingest([folder]);
    assert.match(await ask(app), /83\.17/);
    assert.equal((await app.store.articles()).length, 1);
  });

  it('the same article from two sources is one with two sources', async (t) => {
    const { app, folder, look } = await bench(t);
    const article = SENTENCE('83.17');
    const one = await startSite(t, {
      '/rss': rss('/a.html'),
      '/a.html': page('霍州上半年经济平稳', article),
    });
    const two = await startSite(
      t,
      { '/rss': rss('/b.html'), '/b.html': page('上半年霍州经济平稳', article) },
      'other.example',
    );
    await look(sourceOf(one, '/rss'));
    await look(sourceOf(two, '/rss'));
    await app.ingest([folder]);
    const articles = await app.store.articles();
    assert.equal(articles.length, 1);
    assert.equal((await app.store.sources(articles[0]?.id ?? '')).length, 2);
  });

  it('an article that its feed says was changed replaces what was kept', async (t) => {
    const { app, folder, look, clock, kept } = await bench(t);
    const atom = (updated: string): string =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>题</title><id>1</id><link href="/a.html"/><updated>${updated}</updated></entry></feed>`;
    const site = await startSite(t, {
      '/atom': atom('2024-07-25T00:00:00Z'),
      '/a.html': page('题', SENTENCE('83.17')),
    });
    const source = sourceOf(site, '/atom');
    await look(source);
    await app.ingest([folder]);
    clock.now += 2 * 3_600_000;
    site.pages.set('/a.html', page('题', SENTENCE('84.26'))).set('/atom', atom('2024-07-26T01:00:00Z'));
    await look(source);
    await app.ingest([folder]);
    assert.equal(kept().length, 1);
    assert.match(await ask(app), /84\.26/);
    assert.doesNotMatch(await ask(app), /83\.17/);
  });

  it('selectors say where title and date are; the feed and the entry fill what a page leaves out', async (t) => {
    const { app, folder, look } = await bench(t);
    const bare = `<html><body><div class="t">县里的新鲜事</div><span id="d">发布：2024年7月3日 10:00</span><div class="article-content"><p>${SENTENCE('83.17')}</p></div></body></html>`;
    const other = bare.replace('83.17', '91.5').replace(/<span.*<\/span>/, '');
    const site = await startSite(t, {
      '/rss': rss('/a.html'),
      '/a.html': bare,
      '/rss2': rss('/b.html'),
      '/b.html': other,
    });
    await look(sourceOf(site, '/rss', { title: '.t', date: '#d' }));
    await look(sourceOf(site, '/rss2'));
    await app.ingest([folder]);
    const found = (await app.store.articles()).map(({ title, date, outlet }) => [title, date, outlet]);
    assert.deepEqual(found, [
      ['题/b.html', '2024-07-25', '示例网'],
      ['县里的新鲜事', '2024-07-03', '示例网'],
    ]);
  });

  it('a page cannot write its own label, nor end ours', async (t) => {
    const { folder, look, kept } = await bench(t);
    const forged = '<!-- wenxian {"url":"https://bank.example/","usual":{}} -->\n';
    const site = await startSite(t, { '/a.html': `${forged}${page('题', SENTENCE('83.17'))}` });
    const title = '题 --&gt;&lt;script&gt; --!&gt;';
    site.pages.set('/rss', rss('/a.html').replace('题/a.html', title));
    await look(sourceOf(site, '/rss'));
    const text = readFileSync(join(folder, kept()[0] ?? ''), 'utf8');
    assert.equal(text.slice(0, text.indexOf('\n')).indexOf('>'), text.indexOf('\n') - 1);
    const { readHtml } = await import('../../src/news/readers/html.ts');
    assert.equal(readHtml(text).url, site.url('/a.html'));
  });

  it('redirects that lead astray are neither read nor kept', async (t) => {
    const { look, kept, logged } = await bench(t);
    const site = await startSite(t, {
      '/rss': rss('/in', 'http://127.0.0.2/x', 'http://169.254.169.254/latest/'),
      '/in': redirectTo('http://127.0.0.2/secret'),
    });
    await look(sourceOf(site, '/rss'));
    assert.deepEqual(kept(), []);
    assert.equal(logged.filter((line) => line.includes('not on the public internet')).length, 3);
  });

  it('twenty articles a look; the others a minute later, though the feed has not changed', async (t) => {
    const { look, clock, kept } = await bench(t);
    const paths = Array.from({ length: 26 }, (_, i) => `/${i}.html`);
    const site = await startSite(t, {
      ...Object.fromEntries(paths.map((path, i) => [path, page(`题${i}`, SENTENCE(`${i + 10}.5`))])),
    });
    site.pages.set('/rss', (request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(rss(...paths));
    });
    assert.equal(await look(sourceOf(site, '/rss')), clock.now + 60_000);
    assert.equal(kept().length, 20);
    await look(sourceOf(site, '/rss'));
    assert.equal(kept().length, 26);
  });

  it('a page that cannot be fetched is tried at five looks, no more', async (t) => {
    const { look } = await bench(t);
    const site = await startSite(t, {
      '/rss': rss('/a.html'),
      '/a.html': (_request, response) => void response.writeHead(503).end(),
    });
    for (let i = 0; i < 8; i++) await look(sourceOf(site, '/rss'));
    assert.equal(site.asked.filter((path) => path === '/a.html').length, 5);
  });

  it('an article that is listed before its page is there is fetched when it is', async (t) => {
    const { look, kept } = await bench(t);
    const site = await startSite(t);
    site.pages.set('/rss', (request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(rss('/a.html'));
    });
    await look(sourceOf(site, '/rss'));
    assert.deepEqual(kept(), []);
    site.pages.set('/a.html', page('霍州上半年经济平稳', SENTENCE('83.17')));
    await look(sourceOf(site, '/rss'));
    assert.equal(kept().length, 1);
  });
});

describe('a source that dies', () => {
  it('is told once, and once more when it is back', async (t) => {
    const { look, clock, notices, parts } = await bench(t);
    const site = await startSite(t);
    const source = sourceOf(site, '/rss');
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const next = await look(source);
      waits.push((next - clock.now) / 60_000);
      clock.now = next;
    }
    assert.deepEqual(waits, [20, 40, 80, 160, 320, 360, 360, 360]);
    assert.deepEqual(
      notices.map(({ what, source: name, error }) => [what, name, error]),
      [['dead', '来源/rss', 'answered 404']],
    );
    const [state] = await parts.states.all();
    assert.deepEqual([state?.failures, state?.told, state?.fine], [8, true, null]);
    site.pages.set('/rss', rss());
    await look(source);
    await look(source);
    assert.deepEqual(
      notices.slice(1).map(({ what }) => what),
      ['back'],
    );
    assert.deepEqual(
      (await parts.states.all()).map(({ failures, told, error }) => [failures, told, error]),
      [[0, false, null]],
    );
  });

  it('what answers but is no feed, or lists nothing, has failed too', async (t) => {
    const { look, parts } = await bench(t);
    const site = await startSite(t, {
      '/rss': '<html><body>维护中</body></html>',
      '/list': '<html><body>改版</body></html>',
    });
    await look(sourceOf(site, '/rss'));
    await look(sourceOf(site, '/list', { kind: 'list', links: '/n/' }));
    assert.deepEqual(
      (await parts.states.all()).map(({ error }) => error),
      ['lists no article under /n/', 'is no RSS or Atom feed'],
    );
  });
});

describe('pollSources', () => {
  it('looks when a source is due, forgets those taken out, survives faults and stops', async (t) => {
    const { parts, clock, kept } = await bench(t);
    const site = await startSite(t, { '/rss': rss('/a.html'), '/a.html': page('题', SENTENCE('83.17')) });
    await parts.states.save(freshState('http://old.example/', 0));
    const ending = new AbortController();
    const fetch: Fetching['client']['fetch'] = async (wanted, stop) => {
      if (wanted.url.endsWith('/bug')) throw new Error('a fault of ours');
      return parts.client.fetch(wanted, stop);
    };
    const running = pollSources([sourceOf(site, '/bug'), sourceOf(site, '/rss')], {
      ...parts,
      client: { fetch },
      random: () => 0,
      stop: ending.signal,
    });
    await until(() => kept().length === 1);
    await until(() => parts.states.state(site.url('/rss')).then((state) => state !== null));
    clock.now += 11 * 60_000;
    await until(() => site.asked.filter((path) => path === '/rss').length === 2);
    ending.abort();
    await running;
    assert.deepEqual(
      (await parts.states.all()).map(({ url }) => url),
      [site.url('/rss')],
    );
  });
});
