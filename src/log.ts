import { createHmac, randomBytes } from 'node:crypto';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line may carry: never the text of a message, and chats only as {@link pseudonyms}. */
type LogFields = Readonly<Record<string, unknown>>;

/** The one way to say something to the operator. `event` is a short, stable phrase one can grep for. */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

interface LogOptions {
  /** Lines below this level are dropped; default `info`. */
  readonly level?: LogLevel;
  /** Values that must never appear (bot token, webhook secret); shorter than 6 characters are ignored. */
  readonly secrets?: readonly string[];
  /** Receives whole lines, already redacted; default stderr. */
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

/**
 * A structured log: one JSON object per line on stderr. Redaction happens here, at the sink, on the finished
 * line, because a token hides in many places: grammY's HttpError has a clean message, but its inner error's
 * message and stack hold the whole URL, token included.
 */
export function createLog(options: LogOptions = {}): Log {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const now = options.now ?? (() => new Date());
  const redact = redactor(options.secrets ?? []);
  const lowest = LOG_LEVELS.indexOf(options.level ?? 'info');
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (LOG_LEVELS.indexOf(level) < lowest) return;
      const line = { time: now().toISOString(), level, event, ...plainFields(fields) };
      write(`${redact(JSON.stringify(line))}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A bot token as Telegram issues it: digits, a colon (perhaps URL-encoded), 35 characters or more. */
const TOKEN = /\d{3,20}(?::|%3[Aa])[A-Za-z0-9_-]{35,}/g;
/** The password of a connection string (postgres://user:password@host). */
const PASSWORD = /(:\/\/[^\s:/@"]{0,100}):[^\s/@"]{1,300}@/g;

/** Removes secrets from any text: known values in plain, JSON-escaped and URL-encoded form, and anything that looks like a token. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = new Set<string>();
  for (const secret of secrets) {
    for (const value of [secret, secret.split(':').at(-1) ?? '']) {
      if (value.length < 6) continue;
      known.add(value).add(JSON.stringify(value).slice(1, -1)).add(encodeURIComponent(value));
    }
  }
  const values = [...known].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const value of values) clean = clean.replaceAll(value, '[secret]');
    return clean.replace(TOKEN, '[token]').replace(PASSWORD, '$1:[password]@');
  };
}

/**
 * Turns chat and user ids into short pseudonyms, stable for as long as the salt lives, so that a log can be
 * followed without saying who asked.
 */
export function pseudonyms(salt: string = randomBytes(16).toString('hex')): (id: number | string) => string {
  return (id) => createHmac('sha256', salt).update(String(id)).digest('hex').slice(0, 10);
}

const MAX_DEPTH = 4;
const MAX_FRAMES = 8;

function plainFields(fields: LogFields): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) plain[name] = plainValue(value, 0);
  return plain;
}

function plainValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return plainError(value, depth);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => plainValue(item, depth + 1));
  const plain: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) plain[name] = plainValue(inner, depth + 1);
  return plain;
}

/**
 * An error as chosen fields. Never its other properties: grammY's errors carry the payload and the context,
 * and with them what people wrote.
 */
function plainError(error: Error, depth: number): unknown {
  if (depth >= MAX_DEPTH) return error.name;
  const { code, error_code, method, error: wrapped } = error as Error & ErrorExtras;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const inner = wrapped ?? error.cause;
  return {
    name: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code: String(code) }),
    ...(error_code === undefined ? {} : { error_code: Number(error_code) }),
    ...(method === undefined ? {} : { method: String(method) }),
    ...(frames.length === 0 ? {} : { stack: frames.slice(0, MAX_FRAMES).map((line) => line.trim()) }),
    ...(inner instanceof Error ? { inner: plainError(inner, depth + 1) } : {}),
  };
}

/** Fields of Node's and grammY's errors that are safe to print. */
interface ErrorExtras {
  readonly code?: unknown;
  readonly error_code?: unknown;
  readonly method?: unknown;
  /** grammY's HttpError and BotError keep the original here, not in `cause`. */
  readonly error?: unknown;
}
