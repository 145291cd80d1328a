import { join, resolve } from 'node:path';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** The project's root: paths in the environment are relative to it, wherever the command was typed. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');
const PUBLIC_API_ROOT = 'https://api.telegram.org';

export interface DatabaseConfig {
  /** Absolute path of the SQLite file. */
  readonly path: string;
  /** True when `DATABASE_URL` names it: such a database is never indexed implicitly. */
  readonly named: boolean;
}

export interface WebhookConfig {
  readonly url: string;
  /** Path of `url`, served on `port`. */
  readonly path: string;
  readonly secret: string;
  readonly port: number;
  /** Delivered to over plain http from this machine: served on its loopback address only. */
  readonly loopback: boolean;
}

/** Messages a user may send: `burst` at once, refilled at `perSecond`. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Addresses with scheme http, https or socks5 (socks, socks5h and socks5 mean the same: the proxy resolves names). */
export interface ProxyConfig {
  readonly http: string | null;
  readonly https: string | null;
  /** Hosts reached directly; loopback always is. */
  readonly except: readonly string[];
}

/** Everything the environment decides, checked and frozen. Variables and defaults: `.env.example`. */
export interface Config {
  readonly botToken: string | null;
  /** Without trailing slash. */
  readonly apiRoot: string;
  /** False for a self-hosted Bot API server. */
  readonly apiRootIsPublic: boolean;
  readonly database: DatabaseConfig;
  /** Absolute files and folders that the running bot reads and watches. */
  readonly articles: readonly string[];
  readonly region: string;
  readonly adminIds: readonly number[];
  readonly webhook: WebhookConfig | null;
  readonly port: number | null;
  /** null: off. */
  readonly rateLimit: RateLimit | null;
  /** Seconds between digests, null: once a day at the hour of the subscription. */
  readonly digestEvery: number | null;
  readonly logLevel: LogLevel;
  readonly proxy: ProxyConfig;
}

/** All mistakes of an environment at once, each naming its variable and the remedy; never a secret's value. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length} mistake(s):\n${mistakes.map((m) => `  ${m}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads one variable; a blank one counts as not set. `complain` collects instead of throwing. */
interface Reader {
  get(name: string): string | null;
  complain(name: string, problem: string): void;
}

/**
 * Turns the environment into a {@link Config}.
 * @throws ConfigError listing every mistake, so that an operator mends them in one go
 */
export function readConfig(env: Env, root: string = PROJECT_ROOT): Config {
  const mistakes: string[] = [];
  const reader: Reader = {
    get: (name) => {
      const value = env[name]?.trim() ?? '';
      return value === '' ? null : value;
    },
    complain: (name, problem) => void mistakes.push(`${name}: ${problem}`),
  };
  const apiRoot = readApiRoot(reader);
  const apiRootIsPublic = apiRoot === PUBLIC_API_ROOT;
  const port = readPort(reader);
  const config: Config = {
    botToken: readToken(reader, apiRootIsPublic),
    apiRoot,
    apiRootIsPublic,
    database: readDatabase(reader, root),
    articles: Object.freeze(listOf(reader.get('ARTICLES')).map((path) => resolve(root, path))),
    region: reader.get('REGION') ?? '临汾市',
    adminIds: Object.freeze(readAdmins(reader)),
    webhook: readWebhook(reader, apiRootIsPublic, port),
    port,
    rateLimit: readRateLimit(reader),
    digestEvery: readWhole(reader, 'DIGEST_EVERY', 1, 7 * 86_400, 'a whole number of seconds, such as 60'),
    logLevel: readLogLevel(reader),
    proxy: readProxy(reader, env),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.freeze(config);
}

/** The bot's own user id, which its token begins with: rows of several bots stand in one database. */
export function botNumber(token: string): number {
  return Number(token.split(':', 1)[0]);
}

/** Real tokens have 35 characters after the colon; a test server's may be shorter. */
function readToken({ get, complain }: Reader, strict: boolean): string | null {
  const token = get('BOT_TOKEN');
  if (token === null) return null;
  const shape = strict ? /^\d{5,20}:[A-Za-z0-9_-]{30,100}$/ : /^\d{1,20}:[A-Za-z0-9_-]{1,100}$/;
  if (!shape.test(token))
    complain(
      'BOT_TOKEN',
      'does not look like a token (123456789:AA…); copy it again from @BotFather, without quotes or spaces',
    );
  return token;
}

function readApiRoot({ get, complain }: Reader): string {
  const root = get('TELEGRAM_API_ROOT');
  if (root === null) return PUBLIC_API_ROOT;
  const url = httpUrl(root);
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') {
    complain('TELEGRAM_API_ROOT', `must be an http(s) address such as ${PUBLIC_API_ROOT}`);
    return PUBLIC_API_ROOT;
  }
  return url.href.replace(/\/+$/, '');
}

/** `file:` is followed by a path taken literally: no percent-decoding, no query, so that any file name works. */
function readDatabase({ get, complain }: Reader, root: string): DatabaseConfig {
  const url = get('DATABASE_URL');
  const fallback = { path: join(root, 'data', 'wenxian.db'), named: false };
  if (url === null) return Object.freeze(fallback);
  if (/^postgres(ql)?:\/\//.test(url)) {
    complain('DATABASE_URL', 'PostgreSQL support comes in a later version; use file:PATH for now');
    return fallback;
  }
  const path = url.startsWith('file:') ? url.slice('file:'.length) : '';
  if (path === '' || path.endsWith('/')) {
    complain('DATABASE_URL', 'must be file:PATH, such as file:data/wenxian.db (relative to the project)');
    return fallback;
  }
  return Object.freeze({ path: resolve(root, path), named: true });
}

function readAdmins({ get, complain }: Reader): readonly number[] {
  const ids: number[] = [];
  for (const item of (get('ADMIN_IDS') ?? '').split(/[\s,，]+/).filter((part) => part !== '')) {
    const id = Number(item);
    if (/^\d{1,16}$/.test(item) && id > 0 && Number.isSafeInteger(id)) ids.push(id);
    else complain('ADMIN_IDS', `"${item.slice(0, 40)}" is not a numeric Telegram user id`);
  }
  return ids;
}

function readPort(reader: Reader): number | null {
  return readWhole(reader, 'PORT', 1, 65_535, 'a port between 1 and 65535');
}

function readWhole(
  { get, complain }: Reader,
  name: string,
  min: number,
  max: number,
  hint: string,
): number | null {
  const text = get(name);
  if (text === null) return null;
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= min && value <= max) return value;
  complain(name, `"${text.slice(0, 40)}" is not ${hint}`);
  return null;
}

/** Bot API, setWebhook: secret_token is 1–256 characters of A–Z a–z 0–9 _ -; we ask for at least 16. */
const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{16,256}$/;
/** Bot API, setWebhook: the only ports Telegram delivers to. */
const WEBHOOK_PORTS: readonly string[] = ['', '443', '80', '88', '8443'];
/** What else is served on PORT; see http/server.ts. */
const RESERVED_PATHS: readonly string[] = ['/healthz', '/readyz', '/metrics'];

function readWebhook(
  { get, complain }: Reader,
  isPublic: boolean,
  port: number | null,
): WebhookConfig | null {
  const address = get('WEBHOOK_URL');
  if (address === null) return null;
  const url = httpUrl(address);
  if (url === null || url.username !== '' || url.hash !== '')
    complain('WEBHOOK_URL', 'must be an https address such as https://bot.example.org/telegram');
  else if (isPublic && url.protocol !== 'https:')
    complain(
      'WEBHOOK_URL',
      'must be https: Telegram delivers to nothing else (put a reverse proxy with TLS in front)',
    );
  else if (isPublic && !WEBHOOK_PORTS.includes(url.port))
    complain('WEBHOOK_URL', 'must use port 443, 80, 88 or 8443: Telegram delivers to no other');
  else if (url.protocol === 'http:' && !isLoopback(url.hostname))
    complain('WEBHOOK_URL', 'plain http is accepted on the loopback address only');
  else if (RESERVED_PATHS.includes(url.pathname))
    complain('WEBHOOK_URL', `must have another path: ${url.pathname} is where the bot's own state is served`);
  const secret = get('WEBHOOK_SECRET') ?? '';
  if (!WEBHOOK_SECRET.test(secret))
    complain(
      'WEBHOOK_SECRET',
      'is needed with WEBHOOK_URL: 16 to 256 of A–Z a–z 0–9 _ - (try: openssl rand -hex 32)',
    );
  if (port === null && get('PORT') === null)
    complain('PORT', 'is needed with WEBHOOK_URL: the local port that the webhook is served on');
  if (url === null) return null;
  const loopback = url.protocol === 'http:';
  return Object.freeze({ url: url.href, path: url.pathname, secret, port: port ?? 0, loopback });
}

/** Whether a host name means this machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `burst/perSecond`. 20/1 lets a person type freely and stops a script. */
function readRateLimit({ get, complain }: Reader): RateLimit | null {
  const text = get('RATE_LIMIT') ?? '20/1';
  if (text === 'off') return null;
  const match = /^(\d{1,6})\/(\d{1,6}(?:\.\d{1,6})?)$/.exec(text);
  const limit = { burst: Number(match?.[1] ?? 0), perSecond: Number(match?.[2] ?? 0) };
  if (limit.burst < 1 || limit.perSecond <= 0)
    complain('RATE_LIMIT', `"${text.slice(0, 40)}" is not burst/perSecond such as 20/1, nor off`);
  return Object.freeze(limit);
}

function readLogLevel({ get, complain }: Reader): LogLevel {
  const text = get('LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((known) => known === text.toLowerCase());
  if (level === undefined)
    complain('LOG_LEVEL', `"${text.slice(0, 40)}" is not one of ${LOG_LEVELS.join(', ')}`);
  return level ?? 'info';
}

/** The usual variables, lower case first as curl does; ALL_PROXY stands in for either. */
function readProxy({ complain }: Reader, env: Env): ProxyConfig {
  const pick = (names: readonly string[]): string | null => {
    for (const name of names) {
      const value = env[name]?.trim() ?? '';
      if (value === '') continue;
      // host:port without a scheme is common and means http.
      const proxy = proxyUrl(value.includes('://') ? value : `http://${value}`);
      if (proxy !== null) return proxy;
      complain(
        name,
        'must be an address such as http://127.0.0.1:7890 or socks5://127.0.0.1:1080 (not SOCKS 4)',
      );
    }
    return null;
  };
  const { no_proxy: lower, NO_PROXY: upper } = env;
  return Object.freeze({
    http: pick(['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']),
    https: pick(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']),
    except: Object.freeze(listOf(lower ?? upper ?? null)),
  });
}

function listOf(text: string | null): string[] {
  return (text ?? '')
    .split(/[,，]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function httpUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

function proxyUrl(text: string): string | null {
  const http = httpUrl(text);
  if (http !== null) return http.href;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '' || !/^socks(?:5h?)?:$/.test(url.protocol)) return null;
  const login = url.username === '' ? '' : `${url.username}:${url.password}@`;
  return `socks5://${login}${url.hostname}:${url.port || '1080'}`;
}
