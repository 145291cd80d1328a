import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import { type Check, readiness } from './health.ts';
import { isFromInside } from './peer.ts';
import { type Accept, takeDelivery, type Verdict } from './webhook.ts';

interface ServerOptions {
  readonly port: number;
  /** Serve this machine only. */
  readonly loopback: boolean;
  readonly log: Log;
  /** What `/readyz` looks at. */
  readonly checks: readonly Check[];
  /** What `/metrics` says. */
  readonly metrics: () => string;
  readonly webhook: { readonly path: string; readonly secret: string } | null;
}

/** The bot's own socket: health, metrics, and the webhook once somebody accepts. */
export interface HttpServer {
  readonly port: number;
  /** From now on deliveries are taken; before, Telegram is told to come again. */
  accept(accept: Accept): void;
  /** Takes no new connection; resolves when what was under way is answered. */
  close(): Promise<void>;
}

/** Slow senders are cut off: headers in 10 s, everything in 30 s. Milliseconds. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;

/** Opens the socket. @throws NodeJS.ErrnoException, such as EADDRINUSE */
export async function startServer(options: ServerOptions): Promise<HttpServer> {
  let accept: Accept | null = null;
  const server = createServer(
    { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS },
    (request, response) => {
      respond(options, accept, request)
        .then((verdict) => write(response, verdict))
        .catch((error: unknown) => {
          // A sender that went away is no failure of ours; what could not be stored, Telegram delivers again.
          if (!response.destroyed) options.log.error('request failed', { error });
          write(response, { status: 503, words: 'Service Unavailable', headers: { connection: 'close' } });
        });
    },
  );
  await listen(server, options.port, options.loopback ? '127.0.0.1' : undefined);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    accept: (given) => {
      accept = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function respond(
  { checks, metrics, webhook }: ServerOptions,
  accept: Accept | null,
  request: IncomingMessage,
): Promise<Verdict> {
  const [path = '/'] = (request.url ?? '/').split('?', 1);
  if (webhook !== null && path === webhook.path) {
    if (accept === null) return { status: 503, words: 'Starting', headers: { 'retry-after': '1' } };
    return await takeDelivery(request, webhook.secret, accept);
  }
  const serve = PATHS[path];
  if (serve === undefined) return { status: 404, words: 'Not Found' };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, words: 'Method Not Allowed', headers: { allow: 'GET, HEAD' } };
  // The port may be public for the sake of the webhook: how much the bot is used is nobody else's business.
  if (path === '/metrics' && !isFromInside(request)) return { status: 404, words: 'Not Found' };
  return await serve({ checks, metrics });
}

type Served = (options: Pick<ServerOptions, 'checks' | 'metrics'>) => Promise<Verdict>;

/** healthz: the process answers. readyz: it can do its work; 503 says which part cannot. */
const PATHS: Readonly<Record<string, Served>> = {
  '/healthz': async () => ({ status: 200, words: 'ok\n' }),
  '/readyz': async ({ checks }) => {
    const found = await readiness(checks);
    return {
      status: found.ready ? 200 : 503,
      words: `${JSON.stringify(found)}\n`,
      headers: { 'content-type': 'application/json' },
    };
  },
  '/metrics': async ({ metrics }) => ({
    status: 200,
    words: metrics(),
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  }),
};

function write(response: ServerResponse, { status, words, headers = {} }: Verdict): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : words);
}
