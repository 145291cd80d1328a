import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '../../../src/log.ts';
import { createClient } from '../../../src/sources/fetch/client.ts';
import { pollSources } from '../../../src/sources/poll.ts';
import { fetchedFolder } from '../../../src/sources/shelf.ts';
import type { Source } from '../../../src/sources/source.ts';
import type { Database } from '../../../src/store/open.ts';
import { gbk } from '../../support/gbk.ts';
import { LOOPBACK_WORLD } from '../../support/site.ts';
import { pageOf, type Story } from './story.ts';

/** As many as a feed or list shows. */
const LISTED = 15;
/** Minutes between two looks. */
const EVERY = 0.2;
const GAP_MS = 250;

/**
 * A site of news with a feed and a list of pages in GBK, and the sources part of the program that reads it: the program
 * itself never fetches from its own machine, so that part runs here, beside the same database.
 */
export class Site {
  readonly #pages = new Map<string, Uint8Array>();
  readonly #listed: { readonly path: string; readonly story: Story; readonly at: string }[] = [];
  readonly #server: Server;
  #asked = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#asked += 1;
      const url = request.url ?? '';
      const body = url === '/rss' ? this.#rss() : url === '/list' ? this.#list() : this.#pages.get(url);
      if (body === undefined) return void response.writeHead(404).end();
      const etag = `"${this.#listed.length}"`;
      if (!url.endsWith('.html') && request.headers['if-none-match'] === etag)
        return void response.writeHead(304).end();
      // One in twenty requests meets a server that has its own troubles.
      if (this.#asked % 20 === 0) return void response.writeHead(503).end();
      response.writeHead(200, { 'content-type': 'text/html; charset=gbk', etag }).end(body);
    });
  }

  /** What was asked for so far. */
  get requests(): number {
    return this.#asked;
  }

  publish(story: Story): void {
    const path = `/${1000 + this.#listed.length}.html`;
    this.#pages.set(path, gbk(pageOf(story, 'gbk')));
    this.#listed.unshift({ path, story, at: new Date().toUTCString() });
  }

  /** Serves, and has the feed and the list read into the folder beside the database, until `stop`. */
  async run(database: Database, path: string, stop: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const root = `http://news.example:${(this.#server.address() as AddressInfo).port}`;
    const usual = { outlet: '示例网', every: EVERY, links: null, date: null, title: null };
    const sources: readonly Source[] = [
      { ...usual, name: '要闻', url: `${root}/rss`, kind: 'feed' },
      { ...usual, name: '列表', url: `${root}/list`, kind: 'list' },
    ];
    await pollSources(sources, {
      client: createClient({ world: LOOPBACK_WORLD, gapMs: GAP_MS }),
      states: database.newsSources,
      folder: fetchedFolder(path),
      log: createLog({ level: 'warn' }),
      stop,
      now: () => Date.now(),
      random: () => Math.random(),
      tell: async () => {},
      tries: new Map(),
    });
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #rss(): Uint8Array {
    const items = this.#listed
      .slice(0, LISTED)
      .map(
        ({ path, story, at }) =>
          `<item><title>${story.title}</title><link>${path}</link><guid>${path}</guid><pubDate>${at}</pubDate></item>`,
      );
    return gbk(
      `<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>要闻</title>${items.join('')}</channel></rss>`,
    );
  }

  #list(): Uint8Array {
    const links = this.#listed
      .slice(0, LISTED)
      .map(({ path, story }) => `<li><a href="${path}">${story.title}</a> ${story.date}</li>`);
    return gbk(
      `<!doctype html><html><head><meta charset="gbk"><title>列表</title></head><body><ul>${links.join('')}</ul></body></html>`,
    );
  }
}
