import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { ENCODINGS, readBody } from './body.ts';
import { FetchError, type Fetched } from './fetched.ts';
import { createGuard, type Guard, type GuardWorld, PUBLIC_INTERNET } from './guard.ts';
import { createTurns } from './turns.ts';

/** What is asked for. */
export interface Wanted {
  readonly url: string;
  /** host:port that the operator wrote down, see {@link Guard.accept}. */
  readonly origin: string | null;
  readonly etag?: string | null;
  readonly modified?: string | null;
}

/** Fetches pages and feeds, politely and within limits. */
export interface Client {
  /** Rejects only when `stop` aborts. */
  fetch(wanted: Wanted, stop: AbortSignal): Promise<Fetched>;
}

/** Limits of one fetch; milliseconds and bytes. */
export interface ClientOptions {
  readonly world?: GuardWorld;
  readonly connectMs?: number;
  readonly totalMs?: number;
  readonly mostBytes?: number;
  readonly gapMs?: number;
}

const MOST_REDIRECTS = 5;
/** Says who asks and why; nothing about this machine. */
const HEADERS = {
  'user-agent': 'Wenxian/0.1 (news reader for county statistics)',
  accept: 'text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5',
  'accept-language': 'zh-CN, zh;q=0.9',
  'accept-encoding': ENCODINGS,
};

/**
 * A client for addresses that strangers write. It never uses a proxy: behind one nobody could check which address is
 * connected to. Redirects are followed one by one, each as carefully as the first address.
 */
export function createClient({
  world = PUBLIC_INTERNET,
  connectMs = 10_000,
  totalMs = 30_000,
  mostBytes = 2 * 1024 * 1024,
  gapMs = 2_000,
}: ClientOptions = {}): Client {
  const guard = createGuard(world);
  const turns = createTurns(gapMs);
  const hops = async (wanted: Wanted, stop: AbortSignal): Promise<Fetched> => {
    let url = guard.accept(wanted.url, wanted.origin);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const end = await turns.take(url.hostname, stop);
      // The clock runs from our turn: a slow neighbour at the same host is no fault of this page.
      const late = AbortSignal.timeout(totalMs);
      try {
        const answer = await ask(guard, url, wanted, { connectMs, signal: AbortSignal.any([stop, late]) });
        const next = redirectOf(answer);
        if (next === null) {
          const read = AbortSignal.any([stop, late]);
          return await received(answer, url, (each) => readBody(each, mostBytes, read));
        }
        answer.destroy();
        url = guard.follow(url, next, wanted.origin);
      } catch (error) {
        if (late.aborted && !stop.aborted)
          throw new FetchError('too-slow', `took more than ${Math.round(totalMs / 1000)} s`);
        throw error;
      } finally {
        end();
      }
    }
    throw new FetchError('redirects', `was redirected more than ${MOST_REDIRECTS} times`);
  };
  return {
    async fetch(wanted, stop) {
      try {
        return await hops(wanted, stop);
      } catch (error) {
        stop.throwIfAborted();
        const { kind, message, extras } = explained(error);
        return { ok: false, kind, message, ...extras };
      }
    },
  };
}

function redirectOf({ statusCode, headers }: IncomingMessage): string | null {
  return statusCode !== undefined && [301, 302, 303, 307, 308].includes(statusCode)
    ? (headers.location ?? null)
    : null;
}

interface Asking {
  readonly connectMs: number;
  readonly signal: AbortSignal;
}

/** One request, over a connection of its own; up to the head of the answer. */
function ask(
  guard: Guard,
  url: URL,
  wanted: Wanted,
  { connectMs, signal }: Asking,
): Promise<IncomingMessage> {
  const { protocol, agent } = connectionsOf(guard, url);
  const conditions = {
    ...(wanted.etag ? { 'if-none-match': wanted.etag } : {}),
    ...(wanted.modified ? { 'if-modified-since': wanted.modified } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = protocol.get(url, { agent, signal, headers: { ...HEADERS, ...conditions } });
    const slow = setTimeout(
      () => request.destroy(new FetchError('too-slow', `did not connect within ${connectMs / 1000} s`)),
      connectMs,
    );
    request.on('socket', (socket: Socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(slow));
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.on('close', () => clearTimeout(slow));
  });
}

/** An agent of our own for each request: the global one may have been told to use a proxy. */
function connectionsOf(guard: Guard, url: URL) {
  const options = { lookup: guard.lookup, keepAlive: false, autoSelectFamily: true };
  const agent = url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...parts) => {
    const socket = connect(...parts) as Socket;
    // Before anything is written to it: our listener is the first.
    socket.once('connect', () => {
      try {
        guard.check(socket);
      } catch (error) {
        socket.destroy(error instanceof Error ? error : undefined);
      }
    });
    return socket;
  };
  return { protocol: url.protocol === 'https:' ? https : http, agent };
}

async function received(
  answer: IncomingMessage,
  url: URL,
  read: (answer: IncomingMessage) => Promise<Uint8Array>,
): Promise<Fetched> {
  const { statusCode: status = 0, headers } = answer;
  const head = {
    ok: true,
    url: url.href,
    etag: headers.etag ?? null,
    modified: headers['last-modified'] ?? null,
    charset: /charset\s{0,3}=\s{0,3}"?([\w-]{2,20})/i.exec(headers['content-type'] ?? '')?.[1] ?? null,
  } as const;
  if (status === 304) {
    answer.destroy();
    return { ...head, body: null };
  }
  if (status === 200) {
    try {
      return { ...head, body: await read(answer) };
    } finally {
      answer.destroy();
    }
  }
  answer.destroy();
  throw new FetchError('status', `answered ${status}`, { status, ...retryAfter(headers['retry-after']) });
}

/** Longest wait that another side may ask for. */
const MOST_WAIT_S = 86_400;

function retryAfter(value: string | undefined): { readonly retryAfter?: number } {
  if (value === undefined || !/^\d{1,9}$/.test(value)) return {};
  return { retryAfter: 1000 * Math.min(Number(value), MOST_WAIT_S) };
}

/** Reasons of the system, by its code; the message may hold what the other side chose. */
const REASONS: readonly (readonly [code: RegExp, message: string])[] = [
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'has a host name that is not known'],
  [/^ECONNREFUSED$/, 'refuses connections'],
  [/^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'cannot be reached'],
  [
    /^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/,
    'has a certificate or TLS that is not valid',
  ],
  [/^(?:HPE_|ERR_HTTP)/, 'does not speak HTTP'],
];

function explained(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  // With several addresses tried, the reasons are inside.
  if (error instanceof AggregateError && error.errors.length > 0) return explained(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'cannot be fetched';
  return new FetchError('unreachable', code === '' ? message : `${message} (${code})`);
}
