import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { clientOptions } from '../../../src/bot/api/client.ts';
import { createDownload, type Download } from '../../../src/bot/api/download.ts';

/** A server of files; what it was asked for. */
async function serve(t: TestContext): Promise<{ readonly download: Download; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('/gone.json') === true) response.writeHead(404).end();
    else if (request.url?.endsWith('/cut.json') === true) {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => request.socket.destroy());
    } else response.end('x'.repeat(50));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => void server.close().closeAllConnections());
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = clientOptions(root, { http: null, https: null, except: [] });
  return { download: createDownload('7:secret', options), asked };
}

test('fetches what somebody sent, up to a size', async (t) => {
  const { download, asked } = await serve(t);
  assert.equal((await download('documents/file_1.json', 50))?.length, 50);
  assert.equal(await download('documents/file_1.json', 49), null);
  assert.equal(asked[0], '/file/bot7:secret/documents/file_1.json');
});

test('what cannot be had is nothing, and no error that would show the token', async (t) => {
  const { download, asked } = await serve(t);
  for (const path of ['documents/gone.json', 'documents/cut.json'])
    assert.equal(await download(path, 500), null, path);
  const before = asked.length;
  for (const path of ['/etc/passwd', '../x', 'a/../../b', 'a//b', 'a?b', 'http://evil.example/'])
    assert.equal(await download(path, 500), null, path);
  assert.equal(asked.length, before, 'nobody was asked for those');
  const closed = createDownload('7:secret', { apiRoot: 'http://127.0.0.1:1' });
  assert.equal(await closed('a.json', 5), null);
});
