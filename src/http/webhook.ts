import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Update } from 'grammy/types';

/** Far more than any update (a message has at most 4096 characters). Bytes. */
const BODY_LIMIT = 1024 * 1024;

/** An HTTP status for what was delivered, and its words. */
export interface Verdict {
  readonly status: number;
  readonly words: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Telegram comes again with what was not taken, for a day. */
const COME_AGAIN: Verdict = { status: 503, words: 'Busy', headers: { 'retry-after': '5' } };

/** Stores an update; resolves when no crash can lose it, with false when there is no room for it now. */
export type Accept = (update: Update) => Promise<boolean>;

/**
 * Takes a delivery from Telegram: POST and JSON only, with the secret, of a sane size. 200 means stored: handling comes
 * after. Whoever does not know the secret learns nothing, and not a byte of the body is read.
 */
export async function takeDelivery(
  request: IncomingMessage,
  secret: string,
  accept: Accept,
): Promise<Verdict> {
  if (request.method !== 'POST')
    return { status: 405, words: 'Method Not Allowed', headers: { allow: 'POST' } };
  if (!isSame(request.headers['x-telegram-bot-api-secret-token'], secret))
    return { status: 401, words: 'Unauthorized' };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, words: 'Unsupported Media Type' };
  const body = await readBody(request);
  if (body === null) return { status: 413, words: 'Payload Too Large', headers: { connection: 'close' } };
  const update = updateIn(body);
  if (update === null) return { status: 400, words: 'Bad Request' };
  return (await accept(update)) ? { status: 200, words: 'OK' } : COME_AGAIN;
}

/** Compares digests: equal lengths, so that neither a wrong character nor a wrong length shows in the time taken. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret));
}

/** @returns null when it is too long; a header may lie, and a chunked body has none: what arrives is counted */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed when we stop reading: the refusal goes out over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function updateIn(body: string): Update | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('update_id' in value)) return null;
    return Number.isSafeInteger(value.update_id) ? (value as Update) : null;
  } catch {
    return null;
  }
}
