import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '../../../src/config.ts';

/** As npm runs our programs: `--import` it. It also keeps what was compiled, which halves the start. */
export const GUARD = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;

/** A developer's own .env must not reach the tests: what is set, even to nothing, wins over it; blank counts as not set. */
export const UNSET: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'DATABASE_URL',
    'ARTICLES',
    'REGION',
    'ADMIN_IDS',
    'WEBHOOK_URL',
    'WEBHOOK_SECRET',
    'PORT',
    'RATE_LIMIT',
    'DIGEST_EVERY',
    'HTTPS_PROXY',
    'HTTP_PROXY',
    'NO_PROXY',
  ].map((name) => [name, '']),
);
