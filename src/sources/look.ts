import type { Log } from '../log.ts';
import type { NewsSources, SourceState } from '../store/news-sources.ts';
import { readFeed } from './feed.ts';
import type { Client } from './fetch/client.ts';
import type { FetchedPage, FetchProblem } from './fetch/fetched.ts';
import { originOf } from './fetch/guard.ts';
import { readList } from './list.ts';
import { decodePage, labelOf, whyNoArticle } from './page.ts';
import { isDead, nextLook } from './schedule.ts';
import { keepPage } from './shelf.ts';
import type { NewsItem, Source } from './source.ts';

/** What operators are told of a source, each once. */
export interface SourceNotice {
  readonly what: 'dead' | 'back';
  readonly source: string;
  /** Of a dead one: why, as of the last look, and since when, milliseconds since 1970. */
  readonly error: string | null;
  readonly since: number | null;
}

/** What fetching news needs. */
export interface Fetching {
  readonly client: Client;
  readonly states: NewsSources;
  /** Where articles are kept. */
  readonly folder: string;
  readonly log: Log;
  readonly stop: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
  readonly tell: (notice: SourceNotice) => Promise<void>;
  /** How often an article could not be fetched; see {@link MOST_TRIES}. */
  readonly tries: Map<string, number>;
}

/** Articles fetched at one look; the others have to wait for the next, a minute later. */
const MOST_NEW = 20;
/** A page that cannot be fetched at so many looks is given up. */
const MOST_TRIES = 5;
/** An article that its source says was changed is fetched anew, but not more often. */
const AGAIN_MS = 3_600_000;

/** Never looked at. */
export function freshState(url: string, next: number): SourceState {
  const nothing = { etag: null, modified: null, looked: null, fine: null, failing: null, error: null };
  return { url, next, ...nothing, failures: 0, told: false };
}

/**
 * Looks at a source once: what it lists newly is fetched and kept; what is known of the source is saved.
 * @returns when to look next
 */
export async function lookAt(source: Source, before: SourceState, parts: Fetching): Promise<number> {
  const { client, states, stop, now, random, tell, log } = parts;
  const answer = await client.fetch(
    { url: source.url, origin: originOf(new URL(source.url)), etag: before.etag, modified: before.modified },
    stop,
  );
  const result = answer.ok ? await readSource(source, answer, parts) : answer;
  const at = now();
  const after: SourceState = result.ok
    ? {
        ...before,
        // What could not be fetched yet would not be listed to us again while nothing else changes.
        ...(result.left ? { etag: null, modified: null } : { etag: result.etag, modified: result.modified }),
        next: nextLook({ now: at, every: source.every, failures: 0, more: result.more, random: random() }),
        looked: at,
        fine: at,
        failures: 0,
        failing: null,
        error: null,
      }
    : failed(source, before, result, at, random());
  if (!result.ok) log.warn('source not read', { source: source.name, problem: result.message });
  const dead = isDead(after, at);
  const notice = dead !== after.told;
  // Saved first: a message that is repeated after a crash is worse than one that is lost, for the log has it too.
  await states.save({ ...after, told: dead });
  if (notice) await tell(noticeOf(source, after, dead));
  return after.next;
}

function noticeOf(source: Source, { error, failing }: SourceState, dead: boolean): SourceNotice {
  return dead
    ? { what: 'dead', source: source.name, error, since: failing }
    : { what: 'back', source: source.name, error: null, since: null };
}

function failed(
  source: Source,
  before: SourceState,
  { message, retryAfter }: FetchProblem,
  now: number,
  random: number,
): SourceState {
  const failures = before.failures + 1;
  return {
    ...before,
    next: nextLook({ now, every: source.every, failures, retryAfter, random }),
    looked: now,
    failures,
    failing: before.failing ?? now,
    error: message,
  };
}

type Read =
  | {
      readonly ok: true;
      /** Articles could not be fetched yet. */
      readonly left: boolean;
      /** There were more than are fetched at one look. */
      readonly more: boolean;
      readonly etag: string | null;
      readonly modified: string | null;
    }
  | FetchProblem;

async function readSource(source: Source, page: FetchedPage, parts: Fetching): Promise<Read> {
  const read = { ok: true, left: false, more: false, etag: page.etag, modified: page.modified } as const;
  if (page.body === null) return read;
  const items = itemsOf(source, page, parts.now());
  if (typeof items === 'string') return { ok: false, kind: 'encoding', message: items };
  let left = false;
  let taken = 0;
  for (const item of items) {
    if (!(await isNew(item, parts))) continue;
    if (++taken > MOST_NEW) return { ...read, left: true, more: true };
    if (!(await take(item, source, parts))) left = true;
  }
  return { ...read, left };
}

/** The items, or why there are none. */
function itemsOf(
  source: Source,
  { body, charset, url }: FetchedPage,
  now: number,
): readonly NewsItem[] | string {
  const text = decodePage(body ?? new Uint8Array(), charset);
  if (text === null) return 'is no text';
  if (source.kind === 'feed') return readFeed(text, url, now) ?? 'is no RSS or Atom feed';
  const items = readList(text, url, source.links);
  // The site was rebuilt, most likely: without a word it would be silent for good.
  return items.length > 0
    ? items
    : `lists no article${source.links === null ? '' : ` under ${source.links}`}`;
}

async function isNew({ key, updated }: NewsItem, { states, now }: Fetching): Promise<boolean> {
  const at = await states.fetchedAt(key);
  return at === null || (updated !== null && updated > at && now() - at >= AGAIN_MS);
}

/** Fetches and keeps one article. @returns false when it should be tried again */
async function take(item: NewsItem, source: Source, parts: Fetching): Promise<boolean> {
  const { client, states, folder, log, stop, now } = parts;
  const done = async (): Promise<boolean> => {
    await states.noteFetched(item.key, source.url, now());
    return true;
  };
  const pass = (why: string): Promise<boolean> => {
    log.info('page passed over', { source: source.name, url: item.url, why });
    return done();
  };
  if (item.html !== null) {
    await keepPage(folder, item.key, item.html, labelOf(item.html, item.url, item, source));
    return await done();
  }
  if (item.url === null) return await pass('has neither address nor text');
  const page = await client.fetch({ url: item.url, origin: originOf(new URL(source.url)) }, stop);
  if (!page.ok) {
    if (!isPassing(page) || triedOften(item.key, parts.tries)) return await pass(page.message);
    log.info('page not fetched', { source: source.name, url: item.url, why: page.message });
    return false;
  }
  const html = decodePage(page.body ?? new Uint8Array(), page.charset);
  const why = html === null ? 'is no text' : whyNoArticle(html);
  if (html === null || why !== null) return await pass(why ?? '');
  await keepPage(folder, item.key, html, labelOf(html, page.url, item, source));
  log.debug('article fetched', { source: source.name, url: page.url });
  return await done();
}

function triedOften(key: string, tries: Map<string, number>): boolean {
  const count = (tries.get(key) ?? 0) + 1;
  if (count < MOST_TRIES) tries.set(key, count);
  else tries.delete(key);
  return count >= MOST_TRIES;
}

/** It may be otherwise at the next look. */
function isPassing({ kind, status }: FetchProblem): boolean {
  // 404: some sites list an article some minutes before its page is there.
  if (kind === 'status') return status === 404 || status === 408 || status === 429 || (status ?? 0) >= 500;
  return kind === 'unreachable' || kind === 'too-slow';
}
