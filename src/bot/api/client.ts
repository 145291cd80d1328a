import http from 'node:http';
import https from 'node:https';
import type { ApiClientOptions } from 'grammy';
import type { ProxyConfig } from '../../config.ts';
import { socksAgent } from './socks.ts';

/**
 * Long poll, seconds; the client gives up on any call 20 s later, so that a connection that died silently
 * (a laptop that slept, a dropped NAT entry) is noticed.
 */
export const POLL_SECONDS = 25;
const CALL_SECONDS = POLL_SECONDS + 20;

/**
 * Calls at once: a crowd's replies wait for a free connection here rather than for new ones to be opened, of which
 * Telegram and a proxy allow so many only.
 */
const MAX_SOCKETS = 48;

/**
 * How to reach the Bot API: the root, timeouts, and a proxy (HTTP, HTTPS or SOCKS5) if one is configured. Loopback is
 * never proxied.
 */
export function clientOptions(apiRoot: string, proxy: ProxyConfig): ApiClientOptions {
  const { protocol, hostname } = new URL(apiRoot);
  const secure = protocol === 'https:';
  const through = secure ? proxy.https : proxy.http;
  const direct = through === null || isLoopback(hostname) || isExcepted(hostname, proxy.except);
  return {
    apiRoot,
    timeoutSeconds: CALL_SECONDS,
    baseFetchConfig: { agent: unhurried(agentFor(secure, direct ? null : through)) },
  };
}

function agentFor(secure: boolean, through: string | null): http.Agent {
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  if (through?.startsWith('socks') === true) return socksAgent(new URL(through), secure, options);
  const proxied =
    through === null ? options : { ...options, proxyEnv: { HTTP_PROXY: through, HTTPS_PROXY: through } };
  return secure ? new https.Agent(proxied) : new http.Agent(proxied);
}

/**
 * A connection is handed on to the next call when the answer before it is quite over. node-fetch takes a connection that
 * carries another call already when an answer in chunks (a gateway's, any without a length) closes for one that broke
 * off: what had arrived would be sent again.
 */
function unhurried<T extends http.Agent>(agent: T): T {
  const emit = agent.emit.bind(agent);
  agent.emit = (event, ...args) => {
    if (event !== 'free') return emit(event, ...args);
    setImmediate(() => emit(event, ...args));
    return true;
  };
  return agent;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** NO_PROXY as curl reads it: names, with or without a leading dot, and all that ends in them; `*` is everything. */
function isExcepted(host: string, except: readonly string[]): boolean {
  return except.some((item) => {
    const name = item
      .replace(/^\*?\./, '')
      .replace(/:\d+$/, '')
      .toLowerCase();
    return name === '*' || host === name || host.endsWith(`.${name}`);
  });
}
