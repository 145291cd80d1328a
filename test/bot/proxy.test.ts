import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { Api } from 'grammy';
import { clientOptions } from '../../src/bot/api/client.ts';

test('goes through the configured proxy, but never for loopback', async (t) => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(
      JSON.stringify({ ok: true, result: { id: 1, is_bot: true, first_name: 'x', username: 'x' } }),
    );
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const config = { http: address, https: address, except: [] };
  await new Api('1:x', clientOptions('http://telegram.invalid', config)).getMe();
  assert.deepEqual(asked, ['http://telegram.invalid/bot1:x/getMe']);
  await new Api('1:x', clientOptions(address, config)).getMe();
  assert.deepEqual(asked.slice(1), ['/bot1:x/getMe']);
});
