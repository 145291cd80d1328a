import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from 'grammy';
import { clientOptions } from '../../../src/bot/api/client.ts';

test('a crowd of replies that waits for connections hears every answer, whatever its length is announced as', async (t) => {
  let obeyed = 0;
  const server = createServer(async (request, response) => {
    request.resume();
    obeyed += 1;
    await sleep(10);
    // In chunks, as a gateway that compresses sends it.
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"ok":true,');
    response.end('"result":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = new Api('1:A', clientOptions(root, { http: null, https: null, except: [] }));
  const calls = Array.from({ length: 400 }, () => api.sendChatAction(1, 'typing'));
  const failed = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected');
  assert.deepEqual(failed, []);
  assert.equal(obeyed, 400);
});
