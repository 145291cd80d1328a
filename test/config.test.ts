import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'dotenv';
import { ConfigError, PROJECT_ROOT, readConfig } from '../src/config.ts';

const ROOT = '/srv/wenxian';
const TOKEN = `123456789:${'A'.repeat(35)}`;
const OWN_SERVER = { TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' };
const WEBHOOK = { WEBHOOK_URL: 'https://bot.example.org/hook', WEBHOOK_SECRET: 's'.repeat(16), PORT: '8080' };

function mistakes(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, ROOT);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.mistakes;
  }
  return [];
}

describe('readConfig', () => {
  it('has defaults for everything', () => {
    const config = readConfig({}, ROOT);
    assert.deepEqual(config, {
      botToken: null,
      apiRoot: 'https://api.telegram.org',
      apiRootIsPublic: true,
      database: { path: '/srv/wenxian/data/wenxian.db', named: false },
      articles: [],
      region: '临汾市',
      adminIds: [],
      webhook: null,
      port: null,
      rateLimit: { burst: 20, perSecond: 1 },
      digestEvery: null,
      logLevel: 'info',
      proxy: { http: null, https: null, except: [] },
    });
    assert.ok(Object.isFrozen(config) && Object.isFrozen(config.database));
  });

  it('reads every variable', () => {
    const config = readConfig(
      {
        BOT_TOKEN: ` ${TOKEN} `,
        TELEGRAM_API_ROOT: 'https://tg.example.org/api/',
        DATABASE_URL: 'file:state/a b%20c.db',
        ARTICLES: 'news, /srv/other ,',
        REGION: '大同市',
        ADMIN_IDS: '12, 34',
        ...WEBHOOK,
        RATE_LIMIT: '5/0.5',
        DIGEST_EVERY: '60',
        LOG_LEVEL: 'DEBUG',
        https_proxy: '10.0.0.1:3128',
        NO_PROXY: 'localhost,.example.org',
      },
      ROOT,
    );
    assert.equal(config.botToken, TOKEN);
    assert.deepEqual([config.apiRoot, config.apiRootIsPublic], ['https://tg.example.org/api', false]);
    assert.deepEqual(config.database, { path: '/srv/wenxian/state/a b%20c.db', named: true });
    assert.deepEqual(config.articles, ['/srv/wenxian/news', '/srv/other']);
    assert.deepEqual(config.adminIds, [12, 34]);
    assert.deepEqual(config.webhook, {
      url: WEBHOOK.WEBHOOK_URL,
      path: '/hook',
      secret: WEBHOOK.WEBHOOK_SECRET,
      port: 8080,
      loopback: false,
    });
    assert.deepEqual(config.rateLimit, { burst: 5, perSecond: 0.5 });
    assert.deepEqual([config.digestEvery, config.logLevel, config.region], [60, 'debug', '大同市']);
    assert.deepEqual(config.proxy, {
      http: null,
      https: 'http://10.0.0.1:3128/',
      except: ['localhost', '.example.org'],
    });
  });

  it('turns the rate limit off', () => assert.equal(readConfig({ RATE_LIMIT: 'off' }).rateLimit, null));

  it('takes a path after file: literally', () => {
    const path = (url: string) => readConfig({ DATABASE_URL: url }, ROOT).database.path;
    assert.equal(path('file:/abs/x.db'), '/abs/x.db');
    assert.equal(path('file::memory:'), '/srv/wenxian/:memory:');
    assert.equal(path('file:a?mode=ro'), '/srv/wenxian/a?mode=ro');
  });

  it('takes SOCKS5 by any of its names', () => {
    for (const [given, read] of [
      ['socks5://127.0.0.1:1080', 'socks5://127.0.0.1:1080'],
      ['socks5h://ann:p%40ss@proxy.example.org:9050', 'socks5://ann:p%40ss@proxy.example.org:9050'],
      ['socks://proxy.example.org', 'socks5://proxy.example.org:1080'],
    ] as const)
      assert.equal(readConfig({ ALL_PROXY: given }, ROOT).proxy.https, read);
  });

  it('accepts a test server with a short token and a loopback webhook', () => {
    const env = { ...OWN_SERVER, BOT_TOKEN: '1:x', ...WEBHOOK, WEBHOOK_URL: 'http://127.0.0.1:9000/h' };
    assert.deepEqual(mistakes(env), []);
  });

  const wrong: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['a token of the wrong shape', { BOT_TOKEN: 'secret' }, /^BOT_TOKEN:.*BotFather/],
    ['a short token at the public server', { BOT_TOKEN: '1:x' }, /^BOT_TOKEN/],
    ['PostgreSQL', { DATABASE_URL: 'postgres://u:p@h/d' }, /^DATABASE_URL:.*later version/],
    ['a database without file:', { DATABASE_URL: 'data/x.db' }, /^DATABASE_URL:.*file:PATH/],
    ['an empty database path', { DATABASE_URL: 'file:' }, /^DATABASE_URL/],
    ['an API root that is no address', { TELEGRAM_API_ROOT: 'localhost:80' }, /^TELEGRAM_API_ROOT/],
    ['an admin that is no number', { ADMIN_IDS: '12,@anna' }, /^ADMIN_IDS:.*@anna/],
    ['a port out of range', { PORT: '70000' }, /^PORT/],
    ['a rate limit of another form', { RATE_LIMIT: '20' }, /^RATE_LIMIT.*burst\/perSecond/],
    ['a rate limit of nothing', { RATE_LIMIT: '0/1' }, /^RATE_LIMIT/],
    ['digests every zero seconds', { DIGEST_EVERY: '0' }, /^DIGEST_EVERY/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL.*debug/],
    ['a proxy of another kind', { HTTPS_PROXY: 'socks4://x:1' }, /^HTTPS_PROXY:.*socks5/],
    [
      'a webhook at the path of our own state',
      { ...WEBHOOK, WEBHOOK_URL: 'https://bot.example.org/metrics' },
      /^WEBHOOK_URL.*another path/,
    ],
    [
      'a webhook over plain http',
      { ...WEBHOOK, WEBHOOK_URL: 'http://bot.example.org/h' },
      /^WEBHOOK_URL.*https/,
    ],
    [
      'a webhook on another port',
      { ...WEBHOOK, WEBHOOK_URL: 'https://bot.example.org:9000/h' },
      /^WEBHOOK_URL.*8443/,
    ],
    [
      'plain http beyond loopback',
      { ...OWN_SERVER, ...WEBHOOK, WEBHOOK_URL: 'http://10.0.0.9/h' },
      /^WEBHOOK_URL.*loopback/,
    ],
    ['a short webhook secret', { ...WEBHOOK, WEBHOOK_SECRET: 'short' }, /^WEBHOOK_SECRET.*16/],
    ['a webhook without port', { ...WEBHOOK, PORT: '' }, /^PORT/],
  ];
  for (const [name, env, message] of wrong)
    it(`names ${name}`, () => {
      const found = mistakes(env);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.match(found[0] ?? '', message);
    });

  it('reports every mistake at once, and no secret', () => {
    const env = {
      BOT_TOKEN: 'no-token-at-all',
      PORT: 'x',
      LOG_LEVEL: 'loud',
      ...{ WEBHOOK_URL: 'ftp://x', WEBHOOK_SECRET: 'tiny-secret' },
    };
    const found = mistakes(env);
    assert.equal(found.length, 5);
    assert.doesNotMatch(found.join('\n'), /no-token-at-all|tiny-secret/);
  });
});

describe('.env.example', () => {
  const text = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');

  it('is a working configuration as it stands', () => {
    assert.deepEqual(readConfig(parse(text), ROOT), readConfig({}, ROOT));
  });

  it('documents every variable that is read', () => {
    const source = readFileSync(join(PROJECT_ROOT, 'src', 'config.ts'), 'utf8');
    const read = new Set(
      [...source.matchAll(/(?:get|readWhole)\((?:reader, )?'([A-Z_]{3,})'/g)].map(([, name]) => name),
    );
    assert.ok(read.size >= 12);
    for (const name of read) assert.match(text, new RegExp(`^${name}=`, 'm'), name);
  });
});
