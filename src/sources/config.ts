import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';
import { DATA_DIR } from '../lexicon/table.ts';
import { acceptUrl } from '../news/fields.ts';
import { parsePage } from '../news/page/dom.ts';
import { type Source, USUAL_MINUTES } from './source.ts';

const KEYS = ['name', 'url', 'kind', 'outlet', 'every', 'links', 'date', 'title'];
const LONGEST = 200;
const WEEK = 7 * 24 * 60;

/** The feeds and lists of data/sources.json. @throws ConfigError */
export function ownSources(): readonly Source[] {
  return readSources(join(DATA_DIR, 'sources.json'));
}

/**
 * Reads a file of sources; a missing one has none.
 * @throws ConfigError with every mistake, each naming the file, the entry and the remedy
 */
export function readSources(path: string): readonly Source[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new ConfigError([`${path}: cannot be read; make it readable`]);
  }
  return parseSources(text, path);
}

/** The same of a text. @param file named in mistakes */
export function parseSources(text: string, file: string): readonly Source[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    throw new ConfigError([`${file}: is not JSON; compare it with the example in data/README.md`]);
  }
  if (!Array.isArray(entries))
    throw new ConfigError([`${file}: must be a list, [] when there are no sources`]);
  const mistakes: string[] = [];
  const sources: Source[] = [];
  for (const [i, entry] of entries.entries()) {
    const complain = (problem: string): void => void mistakes.push(`${file}, entry ${i + 1}: ${problem}`);
    const source = readEntry(entry, complain);
    if (source === null) continue;
    for (const key of ['name', 'url'] as const)
      if (sources.some((other) => other[key] === source[key]))
        complain(`has the ${key} of another entry; leave one of them out`);
    sources.push(source);
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return sources;
}

type Complain = (problem: string) => void;

/** null after a complaint that leaves no source. */
function readEntry(entry: unknown, complain: Complain): Source | null {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) {
    complain('must be an object such as {"name": …, "url": …, "kind": "feed", "outlet": …}');
    return null;
  }
  const fields: Readonly<Record<string, unknown>> = { ...entry };
  for (const key of Object.keys(fields))
    if (!KEYS.includes(key))
      complain(`has the unknown key "${key.slice(0, 40)}"; known are ${KEYS.join(', ')}`);
  const text = (key: string, needed: boolean): string | null => {
    const value = fields[key];
    if (value === undefined && !needed) return null;
    if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST) return value.trim();
    complain(`${key}: must be text of 1 to ${LONGEST} characters`);
    return null;
  };
  const name = text('name', true);
  const outlet = text('outlet', true);
  const url = acceptUrl(typeof fields['url'] === 'string' ? fields['url'].trim() : '');
  if (url === null) complain('url: must be an http(s) address without user name and password');
  const kind = fields['kind'];
  if (kind !== 'feed' && kind !== 'list')
    complain('kind: must be "feed" (RSS, Atom) or "list" (a page of links)');
  const links = text('links', false);
  if (links !== null && kind === 'feed') complain('links: is for lists only; leave it out');
  if (links !== null && !/^(?:\/|https?:\/\/)/.test(links))
    complain('links: must be the beginning of an address or of its path, such as "/xwzx/"');
  const every = readEvery(fields['every'], complain);
  const [date, title] = [text('date', false), text('title', false)];
  if (date !== null) checkSelector('date', date, complain);
  if (title !== null) checkSelector('title', title, complain);
  if (name === null || outlet === null || url === null || (kind !== 'feed' && kind !== 'list')) return null;
  return { name, url, kind, outlet, every: every ?? USUAL_MINUTES[kind], links, date, title };
}

function readEvery(value: unknown, complain: Complain): number | null {
  if (value === undefined) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= WEEK) return value;
  complain(`every: must be a whole number of minutes from 1 to ${WEEK}`);
  return null;
}

function checkSelector(key: string, selector: string, complain: Complain): void {
  try {
    parsePage('<p></p>').querySelector(selector);
  } catch {
    complain(`${key}: "${selector.slice(0, 60)}" is no CSS selector; try it in a browser's console`);
  }
}
