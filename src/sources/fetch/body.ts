import type { IncomingMessage } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError } from './fetched.ts';

/** What we can undo; anything else, or two on top of each other, was not asked for. */
export const ENCODINGS = 'gzip, deflate, br';

/**
 * The body of an answer, unpacked. The limit holds for what comes over the line and for what it unpacks to: a thousandth
 * of a compressed file may be a thousand times as much.
 * @throws FetchError
 */
export async function readBody(
  answer: IncomingMessage,
  most: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const declared = Number(answer.headers['content-length'] ?? 0);
  if (declared > most) throw tooLarge(most);
  const chunks: Buffer[] = [];
  const packed = atMost(most);
  const plain = atMost(most, (chunk) => void chunks.push(chunk));
  const steps = [answer, packed, ...unpackers(answer.headers['content-encoding']), plain];
  try {
    await pipeline(steps as unknown as [Readable, Transform], { signal });
  } catch (error) {
    if (error instanceof FetchError || signal.aborted) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^(?:Z_|ERR_BROTLI|ERR__ERROR)/.test(code)) throw new FetchError('encoding', 'cannot be unpacked');
    throw new FetchError('unreachable', 'broke off');
  }
  return Buffer.concat(chunks);
}

function unpackers(encoding: string | undefined): readonly Transform[] {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return [];
    case 'gzip':
    case 'x-gzip':
      return [createGunzip()];
    case 'deflate':
      return [createInflate()];
    case 'br':
      return [createBrotliDecompress()];
    default:
      throw new FetchError('encoding', 'is packed in a way that was not asked for');
  }
}

/** Counts what passes; `keep` takes it instead of passing it on. */
function atMost(most: number, keep?: (chunk: Buffer) => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) return done(tooLarge(most));
      if (keep === undefined) return done(null, chunk);
      keep(chunk);
      done();
    },
  });
}

function tooLarge(most: number): FetchError {
  return new FetchError('too-large', `has more than ${(most / 1024 / 1024).toFixed(1)} MB`);
}
