import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import type { Update } from 'grammy/types';
import { Pulse, readiness } from '../../src/http/health.ts';
import { isOwnAddress } from '../../src/http/peer.ts';
import { type HttpServer, startServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';

const SECRET = 'a-secret-of-sixteen';

interface Setup {
  readonly accept?: ((update: Update) => Promise<boolean>) | null;
  readonly broken?: string;
}

async function open(t: TestContext, { accept, broken }: Setup = {}) {
  const taken: Update[] = [];
  const logged: string[] = [];
  const server: HttpServer = await startServer({
    port: 0,
    loopback: true,
    log: createLog({ write: (line) => void logged.push(line) }),
    checks: [
      { name: 'database', look: async () => null },
      { name: 'index', look: async () => broken ?? null },
    ],
    metrics: () => 'wenxian_queue_updates 0\n',
    webhook: { path: '/hook', secret: SECRET },
  });
  t.after(() => server.close());
  if (accept !== null)
    server.accept(
      accept ??
        (async (update) => {
          taken.push(update);
          return true;
        }),
    );
  return { server, taken, logged };
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

function call(
  { port }: HttpServer,
  path: string,
  { method = 'GET', headers = {}, body = '' }: Sent = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const RIGHT = { 'x-telegram-bot-api-secret-token': SECRET, 'content-type': 'application/json' };
const UPDATE = '{"update_id":7,"message":{}}';

const REFUSED: readonly (readonly [name: string, sent: Sent, status: number])[] = [
  ['another method', { method: 'GET', headers: RIGHT }, 405],
  ['PUT', { method: 'PUT', headers: RIGHT, body: UPDATE }, 405],
  ['no secret', { method: 'POST', headers: { 'content-type': 'application/json' }, body: UPDATE }, 401],
  [
    'a wrong secret',
    { method: 'POST', headers: { ...RIGHT, 'x-telegram-bot-api-secret-token': `${SECRET}x` }, body: UPDATE },
    401,
  ],
  [
    'a very long secret',
    {
      method: 'POST',
      headers: { ...RIGHT, 'x-telegram-bot-api-secret-token': 'x'.repeat(8000) },
      body: UPDATE,
    },
    401,
  ],
  [
    'another type',
    { method: 'POST', headers: { ...RIGHT, 'content-type': 'text/plain' }, body: UPDATE },
    415,
  ],
  ['no type', { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': SECRET }, body: UPDATE }, 415],
  ['no JSON', { method: 'POST', headers: RIGHT, body: '{"update_id":' }, 400],
  ['JSON that is no update', { method: 'POST', headers: RIGHT, body: '{"update_id":"7"}' }, 400],
  ['a list', { method: 'POST', headers: RIGHT, body: '[]' }, 400],
];

for (const [name, sent, status] of REFUSED)
  test(`the webhook refuses ${name} with ${status}`, async (t) => {
    const { server, taken } = await open(t);
    assert.equal((await call(server, '/hook', sent)).status, status);
    assert.deepEqual(taken, []);
  });

test('the webhook takes an update and answers when it is stored', async (t) => {
  const { server, taken } = await open(t);
  const headers = { ...RIGHT, 'content-type': 'application/json; charset=utf-8' };
  assert.equal((await call(server, '/hook', { method: 'POST', headers, body: UPDATE })).status, 200);
  assert.equal(taken[0]?.update_id, 7);
});

test('a body over 1 MiB is refused, whatever its header says, and one just below is not', async (t) => {
  const { server, taken } = await open(t);
  const filled = (length: number): string => `{"update_id":7,"x":"${'a'.repeat(length)}"}`;
  const big = filled(1024 * 1024);
  const post = (body: string, headers: Record<string, string> = {}) =>
    call(server, '/hook', { method: 'POST', headers: { ...RIGHT, ...headers }, body }).then(
      ({ status }) => status,
      // The connection may be closed while we still send.
      () => 413,
    );
  assert.equal(await post(big), 413);
  assert.equal(await post(big, { 'transfer-encoding': 'chunked' }), 413);
  assert.equal(taken.length, 0);
  assert.equal(await post(filled(1024 * 1024 - 100)), 200);
});

test('what could not be stored is not acknowledged, and the error is logged', async (t) => {
  const { server, logged } = await open(t, {
    accept: async () => {
      throw new Error('disk full');
    },
  });
  assert.equal((await call(server, '/hook', { method: 'POST', headers: RIGHT, body: UPDATE })).status, 503);
  assert.ok(logged.some((line) => line.includes('disk full')));
});

test('without room for it an update is not acknowledged, which is no failure', async (t) => {
  const { server, logged } = await open(t, { accept: async () => false });
  assert.deepEqual(await call(server, '/hook', { method: 'POST', headers: RIGHT, body: UPDATE }), {
    status: 503,
    text: 'Busy',
  });
  assert.deepEqual(logged, []);
});

test('before anybody accepts, Telegram is told to come again', async (t) => {
  const { server } = await open(t, { accept: null });
  assert.equal((await call(server, '/hook', { method: 'POST', headers: RIGHT, body: UPDATE })).status, 503);
});

test('health, readiness and metrics; nothing else, and only to be read', async (t) => {
  const { server } = await open(t);
  assert.deepEqual(await call(server, '/healthz'), { status: 200, text: 'ok\n' });
  assert.deepEqual(JSON.parse((await call(server, '/readyz')).text), {
    ready: true,
    checks: { database: 'ok', index: 'ok' },
  });
  assert.match((await call(server, '/metrics?x=1')).text, /^wenxian_queue_updates 0$/m);
  assert.deepEqual(await call(server, '/healthz', { method: 'HEAD' }), { status: 200, text: '' });
  assert.equal((await call(server, '/healthz', { method: 'POST' })).status, 405);
  for (const path of ['/', '/hook/', '/constructor', '/..%2fetc'])
    assert.equal((await call(server, path)).status, 404, path);
});

test('metrics are for this machine and private networks, not for what a proxy lets in from outside', async (t) => {
  const { server } = await open(t);
  for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via']) {
    const { status, text } = await call(server, '/metrics', { headers: { [name]: '127.0.0.1' } });
    assert.deepEqual([status, text], [404, 'Not Found'], name);
    assert.equal((await call(server, '/healthz', { headers: { [name]: '192.0.2.1' } })).status, 200);
  }
  const own = ['127.0.0.1', '::1', '10.1.2.3', '172.31.0.9', '192.168.1.1', '::ffff:10.0.0.1', 'fd12::1'];
  const others = [
    '',
    '8.8.8.8',
    '172.32.0.1',
    '192.169.0.1',
    '::ffff:8.8.8.8',
    '2001:db8::1',
    '::ffff:808:808',
  ];
  assert.deepEqual(own.filter(isOwnAddress), own);
  assert.deepEqual(others.filter(isOwnAddress), []);
});

test('not ready says which part is not', async (t) => {
  const { server } = await open(t, { broken: 'not yet loaded' });
  const { status, text } = await call(server, '/readyz');
  assert.equal(status, 503);
  assert.deepEqual(JSON.parse(text), { ready: false, checks: { database: 'ok', index: 'not yet loaded' } });
});

test('a check that fails is a finding, without its words', async () => {
  const look = (): Promise<string | null> => Promise.reject(new TypeError('/secret/path'));
  assert.deepEqual(await readiness([{ name: 'x', look }]), { ready: false, checks: { x: 'TypeError' } });
});

test('polling that was not heard of for long is not alive; a webhook that nobody writes to is', () => {
  const [polling, webhook] = [new Pulse(1000), new Pulse(null)];
  assert.equal(polling.state(0), 'not yet connected');
  polling.beat(0);
  webhook.beat(0);
  assert.deepEqual([polling.state(999), webhook.state(1e9)], [null, null]);
  assert.match(polling.state(5000) ?? '', /not heard of for 5 s/);
});
