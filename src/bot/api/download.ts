import { Buffer } from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import type { ApiClientOptions } from 'grammy';

/** Fetches a file that somebody sent, by the path that getFile tells; null when it cannot be had or is too large. */
export type Download = (path: string, most: number) => Promise<Buffer | null>;

/** A small file; longer nobody waits. Milliseconds. */
const TIMEOUT_MS = 20_000;

/**
 * Files lie beside the Bot API, under an address that holds the token: it must reach no log, so no failure tells more than
 * that there was one.
 */
export function createDownload(token: string, { apiRoot, baseFetchConfig }: ApiClientOptions): Download {
  const root = apiRoot ?? 'https://api.telegram.org';
  const agent = agentOf(baseFetchConfig);
  return (path, most) =>
    new Promise((resolve) => {
      // A local Bot API server tells a path on its own disk.
      if (!/^[\w-]+(?:[./][\w-]+)*$/.test(path)) return void resolve(null);
      const get = root.startsWith('https:') ? https.get : http.get;
      const options = { timeout: TIMEOUT_MS, ...(agent === undefined ? {} : { agent }) };
      const request = get(`${root}/file/bot${token}/${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        if (response.statusCode !== 200) return void request.destroy();
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > most) request.destroy();
        });
        response.on('end', () => resolve(size > most ? null : Buffer.concat(chunks)));
        response.on('error', () => resolve(null));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(null));
      request.on('close', () => resolve(null));
    });
}

function agentOf(config: ApiClientOptions['baseFetchConfig']): http.Agent | undefined {
  const agent: unknown = config === undefined ? undefined : (config as { readonly agent?: unknown }).agent;
  return agent instanceof http.Agent ? agent : undefined;
}
