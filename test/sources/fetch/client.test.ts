import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type ClientOptions, createClient, type Wanted } from '../../../src/sources/fetch/client.ts';
import type { Fetched } from '../../../src/sources/fetch/fetched.ts';
import { createGuard, PUBLIC_INTERNET } from '../../../src/sources/fetch/guard.ts';
import { LOOPBACK_WORLD, redirectTo, type Site, startSite } from '../../support/site.ts';

const NEVER = new AbortController().signal;
const QUICK: ClientOptions = { world: LOOPBACK_WORLD, gapMs: 0 };

function fetch(url: string, options: ClientOptions = QUICK, wanted: Partial<Wanted> = {}): Promise<Fetched> {
  return createClient(options).fetch({ url, origin: null, ...wanted }, NEVER);
}

/** Of a site whose port the operator wrote down. */
function fetchOf(site: Site, path: string, options: ClientOptions = QUICK, wanted: Partial<Wanted> = {}) {
  return fetch(site.url(path), options, { origin: site.origin, ...wanted });
}

async function refusedAs(answer: Promise<Fetched>, kind: string, message?: RegExp): Promise<void> {
  const got = await answer;
  assert.equal(got.ok ? 'fetched' : got.kind, kind, JSON.stringify(got));
  if (message !== undefined && !got.ok) assert.match(got.message, message);
}

describe('what is not fetched at all', () => {
  const REFUSED: readonly string[] = [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://0/',
    'http://１２７.０.０.１/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00:ec2::254]/',
    'http://user@1.1.1.1/',
    'http://user:secret@1.1.1.1/',
    'http://1.1.1.1:8080/',
    'http://1.1.1.1:22/',
    'https://1.1.1.1:6379/',
    'ftp://1.1.1.1/',
    'file:///etc/passwd',
    'gopher://1.1.1.1/',
    'data:text/html,x',
    'javascript:1',
    '//1.1.1.1/',
    'no address',
    `http://1.1.1.1/${'a'.repeat(3000)}`,
  ];
  for (const url of REFUSED)
    it(url.slice(0, 60), () =>
      refusedAs(fetch(url, { world: { ...PUBLIC_INTERNET, resolve: NOBODY }, gapMs: 0 }), 'refused'),
    );

  for (const [name, addresses] of [
    ['a name that means this machine', ['127.0.0.1']],
    ['a name that means a neighbour', ['192.168.1.1']],
    ['a name with one open and one closed address', ['1.1.1.1', '10.0.0.1']],
    ['a name that means this machine in IPv6', ['::1']],
    ['a name that means this machine, mapped', ['::ffff:127.0.0.1']],
  ] as const)
    it(name, () =>
      refusedAs(
        fetch('http://trick.example/', {
          world: { ...PUBLIC_INTERNET, resolve: async () => addresses },
          gapMs: 0,
        }),
        'refused',
        /public internet/,
      ),
    );

  it('localhost, by the real resolver', () => refusedAs(fetch('http://localhost/', { gapMs: 0 }), 'refused'));

  it('a name whose answer changes: what was checked is what is connected to, each time anew', async (t) => {
    const site = await startSite(t, { '/': '首页' });
    const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.1', '::1'];
    let calls = 0;
    const world = { ...LOOPBACK_WORLD, resolve: async () => [answers[calls++] ?? ''] };
    const client = createClient({ world, gapMs: 0 });
    const fetched: boolean[] = [];
    for (const _ of answers)
      fetched.push((await client.fetch({ url: site.url('/'), origin: site.origin }, NEVER)).ok);
    assert.deepEqual(fetched, [true, false, true, false]);
    assert.equal(calls, 4);
    assert.equal(site.asked.length, 2);
  });

  it('an address that passed the look-up but is not the one that answers', async (t) => {
    const site = await startSite(t, { '/': '首页' });
    let asked = 0;
    // Permitted when it is looked up, no longer when it is connected to.
    const world = { resolve: async () => ['127.0.0.1'], permits: () => ++asked === 1 };
    await refusedAs(fetchOf(site, '/', { world, gapMs: 0 }), 'refused', /public internet/);
    assert.equal(asked, 2);
    assert.deepEqual(site.asked, []);
  });

  it('a port that was not written down, or was for another host', async (t) => {
    const site = await startSite(t, { '/': '首页' });
    await refusedAs(fetch(site.url('/')), 'refused', /port/);
    await refusedAs(
      fetch(site.url('/'), QUICK, { origin: `other.example:${site.origin.split(':')[1]}` }),
      'refused',
    );
  });

  it('no environment variable opens it, or sends it through a proxy', async (t) => {
    const site = await startSite(t, { '/': '首页' });
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
      process.env[name] =
        name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${site.origin.split(':')[1]}`;
      t.after(() => void delete process.env[name]);
    }
    await refusedAs(fetch('http://127.0.0.1/', { gapMs: 0 }), 'refused');
    await fetch('http://proxied.example/', { ...QUICK, connectMs: 500 });
    assert.deepEqual(site.asked, []);
  });
});

describe('redirects', () => {
  it('are followed, each checked, and the last address is told', async (t) => {
    const site = await startSite(t, { '/c': '到了' });
    site.pages.set('/a', redirectTo('/b', 301)).set('/b', redirectTo(site.url('/c'), 307));
    const got = await fetchOf(site, '/a');
    assert.equal(got.ok && got.url, site.url('/c'));
    assert.deepEqual(site.asked, ['/a', '/b', '/c']);
  });

  it('to this machine, to files and with credentials are refused', async (t) => {
    const site = await startSite(t);
    const inner = await startSite(t, { '/secret': '秘密' }, 'inner.example');
    const world = {
      resolve: async (host: string) => (host === 'inner.example' ? ['127.0.0.2'] : ['127.0.0.1']),
      permits: (address: string) => address === '127.0.0.1',
    };
    for (const [i, target] of [
      'http://127.0.0.2/secret',
      'http://inner.example/secret',
      `http://inner.example:${inner.origin.split(':')[1]}/secret`,
      'http://[::1]/',
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'http://user:pass@news.example/',
      '//2130706434/',
    ].entries()) {
      site.pages.set(`/${i}`, redirectTo(target));
      await refusedAs(fetchOf(site, `/${i}`, { world, gapMs: 0 }), 'refused');
    }
    assert.deepEqual(inner.asked, []);
  });

  it('from https down to http are refused, up and across are not', () => {
    const { follow } = createGuard({ ...PUBLIC_INTERNET, resolve: NOBODY });
    const secure = new URL('https://news.example/a');
    assert.throws(() => follow(secure, 'http://news.example/a', null), { kind: 'refused' });
    assert.equal(follow(secure, '//other.example/b', null).href, 'https://other.example/b');
    assert.equal(follow(new URL('http://news.example/a'), secure.href, null).href, secure.href);
    assert.throws(() => follow(secure, 'https://[', null), { kind: 'redirects' });
  });

  it('in a circle, or too many, end', async (t) => {
    const site = await startSite(t);
    for (let i = 0; i < 9; i++) site.pages.set(`/${i}`, redirectTo(`/${i + 1}`));
    site.pages.set('/circle', redirectTo('/circle'));
    await refusedAs(fetchOf(site, '/0'), 'redirects');
    assert.equal(site.asked.length, 6);
    await refusedAs(fetchOf(site, '/circle'), 'redirects');
  });
});

describe('limits', () => {
  const SMALL: ClientOptions = { ...QUICK, mostBytes: 10_000, totalMs: 700 };

  it('an answer that says it is too large, is so without saying, or unpacks to it', async (t) => {
    const site = await startSite(t, {
      '/said': (_request, response) => {
        response.writeHead(200, { 'content-length': '99999999' });
        response.write('x');
      },
      '/unsaid': (_request, response) => {
        const more = (): void => void response.write('x'.repeat(1000), () => setImmediate(more));
        more();
      },
      '/bomb': (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
    });
    for (const path of ['/said', '/unsaid', '/bomb'])
      await refusedAs(fetchOf(site, path, SMALL), 'too-large');
  });

  it('an answer that drips, a server that says nothing, one that never takes the connection', async (t) => {
    const site = await startSite(t, {
      '/drip': (_request, response) => {
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(timer));
      },
      '/silent': () => undefined,
    });
    for (const path of ['/drip', '/silent']) await refusedAs(fetchOf(site, path, SMALL), 'too-slow');
    const tarpit = createServer(() => undefined).listen(0, '127.0.0.1');
    t.after(() => tarpit.close());
    await new Promise((resolve) => tarpit.once('listening', resolve));
    const origin = `tar.example:${(tarpit.address() as AddressInfo).port}`;
    await refusedAs(fetch(`http://${origin}/`, SMALL, { origin }), 'too-slow');
    const never = { ...LOOPBACK_WORLD, resolve: () => new Promise<readonly string[]>(() => undefined) };
    await refusedAs(fetchOf(site, '/', { ...SMALL, world: never, connectMs: 200 }), 'too-slow');
  });

  it('what is packed otherwise, torn, or no HTTP', async (t) => {
    const site = await startSite(t, {
      '/zstd': (_request, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
      '/twice': (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('x'))),
      '/torn': (_request, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not gzip'),
      '/cut': (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x', () => response.destroy());
      },
    });
    for (const path of ['/zstd', '/twice', '/torn']) await refusedAs(fetchOf(site, path), 'encoding');
    await refusedAs(fetchOf(site, '/cut'), 'unreachable');
    const other = createServer((socket) => void socket.end('220 mail ready\r\n')).listen(0, '127.0.0.1');
    t.after(() => other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const origin = `mail.example:${(other.address() as AddressInfo).port}`;
    await refusedAs(fetch(`http://${origin}/`, QUICK, { origin }), 'unreachable', /HTTP/);
  });

  it('unpacks what is small enough, and says what it asks for and nothing more', async (t) => {
    const site = await startSite(t, {
      '/': (_request, response) =>
        void response
          .writeHead(200, {
            'content-encoding': 'gzip',
            'content-type': 'text/html; charset=GBK',
            etag: '"1"',
          })
          .end(gzipSync('一页')),
    });
    const got = await fetchOf(site, '/', QUICK, { etag: '"0"', modified: 'Tue, 06 Feb 2024 02:00:00 GMT' });
    assert.ok(got.ok);
    assert.equal(Buffer.from(got.body ?? []).toString(), '一页');
    assert.deepEqual([got.etag, got.charset], ['"1"', 'GBK']);
    const { host, connection, ...sent } = site.headers[0] ?? {};
    assert.deepEqual(Object.keys(sent).sort(), [
      'accept',
      'accept-encoding',
      'accept-language',
      'if-modified-since',
      'if-none-match',
      'user-agent',
    ]);
    assert.equal(host, site.origin);
    assert.equal(connection, 'close');
  });

  it('304 has no body; other answers are told with their number and the wait they ask for', async (t) => {
    const site = await startSite(t, {
      '/same': (_request, response) => void response.writeHead(304).end(),
      '/busy': (_request, response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    });
    const same = await fetchOf(site, '/same');
    assert.equal(same.ok && same.body, null);
    const busy = await fetchOf(site, '/busy');
    assert.deepEqual(!busy.ok && [busy.status, busy.retryAfter], [429, 120_000]);
    const gone = await fetchOf(site, '/gone');
    assert.deepEqual(!gone.ok && gone.status, 404);
  });
});

describe('politeness', () => {
  it('one at a time to a host with a pause between, other hosts not held up', async (t) => {
    let [now, most] = [0, 0];
    const slow = (_request: unknown, response: { end(text: string): void }): void => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.end('好');
      }, 50);
    };
    const site = await startSite(t, { '/': slow });
    const client = createClient({ world: LOOPBACK_WORLD, gapMs: 100 });
    const started = performance.now();
    const wanted = { url: site.url('/'), origin: site.origin };
    await Promise.all([1, 2, 3].map(() => client.fetch(wanted, NEVER)));
    assert.equal(most, 1);
    // Not how fast, but how slow: a lower bound that the pauses make.
    assert.ok(performance.now() - started >= 300);
  });

  it('stops at once when told', async (t: TestContext) => {
    const site = await startSite(t, { '/': () => undefined });
    const stop = new AbortController();
    const waiting = createClient(QUICK).fetch({ url: site.url('/'), origin: site.origin }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(waiting, { name: 'AbortError' });
  });
});

async function NOBODY(): Promise<readonly string[]> {
  throw new Error('nothing was to be looked up');
}
