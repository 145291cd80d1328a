import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { GuardWorld } from '../../src/sources/fetch/guard.ts';

/** A page of a {@link Site}: its body, or whatever it does. */
type Page = string | Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void);

/** A site on this machine under a made-up name. */
export interface Site {
  /** host:port */
  readonly origin: string;
  url(path: string): string;
  /** Pages by path; may be changed while it runs. */
  readonly pages: Map<string, Page>;
  /** Paths asked for, in order. */
  readonly asked: string[];
  /** Header fields of each request. */
  readonly headers: IncomingMessage['headers'][];
}

/** What it would take to reach sites on this machine: nothing but a test can say so. */
export const LOOPBACK_WORLD: GuardWorld = {
  resolve: async () => ['127.0.0.1'],
  permits: (address) => address === '127.0.0.1',
};

export async function startSite(
  t: TestContext,
  pages: Readonly<Record<string, Page>> = {},
  host = 'news.example',
): Promise<Site> {
  const site = {
    pages: new Map(Object.entries(pages)),
    asked: [] as string[],
    headers: [] as Site['headers'][number][],
  };
  const listener: RequestListener = (request, response) => {
    site.asked.push(request.url ?? '');
    site.headers.push(request.headers);
    const page = site.pages.get(request.url ?? '');
    if (page === undefined) response.writeHead(404).end('404');
    else if (typeof page === 'function') page(request, response);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `${host}:${(server.address() as AddressInfo).port}`;
  return { ...site, origin, url: (path) => `http://${origin}${path}` };
}

export function redirectTo(location: string, status = 302): Page {
  return (_request, response) => void response.writeHead(status, { location }).end();
}
