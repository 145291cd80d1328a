import http from 'node:http';
import https from 'node:https';
import type { ApiClientOptions } from 'grammy';
import type { ProxyConfig } from '../../config.ts';

/**
 * Long poll, seconds; the client gives up on any call 20 s later, so that a connection that died silently
 * (a laptop that slept, a dropped NAT entry) is noticed.
 */
export const POLL_SECONDS = 25;
const CALL_SECONDS = POLL_SECONDS + 20;

/** How to reach the Bot API: the root, timeouts, and a proxy if one is configured. Loopback is never proxied. */
export function clientOptions(apiRoot: string, proxy: ProxyConfig): ApiClientOptions {
  const options = { apiRoot, timeoutSeconds: CALL_SECONDS };
  const { protocol, hostname } = new URL(apiRoot);
  const through = protocol === 'https:' ? proxy.https : proxy.http;
  if (through === null || isLoopback(hostname)) return options;
  const proxyEnv = { HTTP_PROXY: through, HTTPS_PROXY: through, NO_PROXY: proxy.except.join(',') };
  const agent =
    protocol === 'https:'
      ? new https.Agent({ keepAlive: true, proxyEnv })
      : new http.Agent({ keepAlive: true, proxyEnv });
  return { ...options, baseFetchConfig: { agent, compress: true } };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
