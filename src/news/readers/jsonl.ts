import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { MAX_BYTES, tooLarge } from '../decode.ts';
import { acceptDate, acceptUrl } from '../fields.ts';
import { ReadError, type ReadItem } from '../raw-article.ts';

const REMEDY = 'Each line is one object: {"title", "url", "outlet", "date", "text"}.';

/** One article per line, read as a stream: such a file may hold a whole archive. A bad line stops no other. */
export async function* readJsonl(path: string): AsyncGenerator<ReadItem> {
  // Opened first: an error event of a stream that readline consumes would end the process.
  const input = (await open(path)).createReadStream({ encoding: 'utf8' });
  let line = 0;
  let entry = 0;
  let filled = false;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    const trimmed = text.replace(/^\ufeff/, '').trim();
    if (trimmed === '') continue;
    filled = true;
    if (trimmed.includes('\0')) {
      yield {
        ok: false,
        problem: { kind: 'binary', line, message: 'is not text: it holds NUL bytes', remedy: REMEDY },
      };
      return;
    }
    try {
      yield readLine(trimmed, entry, line);
      entry++;
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      yield { ok: false, problem: error.problem };
    }
  }
  if (!filled)
    yield { ok: false, problem: new ReadError('empty', 'is empty', 'Remove it, or fill it.').problem };
}

function readLine(text: string, entry: number, line: number): ReadItem {
  if (text.length > MAX_BYTES) throw tooLarge(text.length);
  const fields = parse(text, line);
  const body = stringField(fields, 'text', line);
  if (body === null || body.trim() === '')
    throw new ReadError('json', 'has an article without "text"', REMEDY, line);
  const notes: string[] = [];
  const checked = (key: string, accept: (value: string) => string | null): string | null => {
    const value = stringField(fields, key, line);
    if (value === null || value.trim() === '') return null;
    const accepted = accept(value.trim());
    if (accepted === null) notes.push(`line ${line}: ${key} passed over, not usable: ${value.slice(0, 60)}`);
    return accepted;
  };
  const raw = {
    title: checked('title', (value) => value),
    url: checked('url', acceptUrl),
    outlet: checked('outlet', (value) => value),
    date: checked('date', acceptDate),
    digest: stringField(fields, 'kind', line) === 'digest',
    bylines: [],
    text: body.replace(/\r\n?|\u2028|\u2029/g, '\n'),
  };
  return { ok: true, entry, raw, notes };
}

function parse(text: string, line: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ReadError('json', 'has a line that is not JSON', REMEDY, line);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new ReadError('json', 'has a line that is not an object', REMEDY, line);
  return { ...value };
}

function stringField(fields: Readonly<Record<string, unknown>>, key: string, line: number): string | null {
  const value = fields[key];
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new ReadError('json', `has a "${key}" that is not text`, REMEDY, line);
}
