import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR } from '../../lexicon/table.ts';
import { type Script, scriptOf, toTraditional } from '../../text/script.ts';
import { TEXT_KEYS, type TextKey } from './keys.ts';

export type { TextKey } from './keys.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The bot's texts in one language and one script. Texts are plain: the renderer alone makes markup. */
export interface Texts {
  readonly language: Language;
  readonly script: Script;
  /** The text of a key with its `{placeholders}` filled in, lines joined. */
  say(key: TextKey, values?: Readonly<Record<string, string>>): string;
}

type Table = Readonly<Record<TextKey, readonly string[]>>;
const tables = new Map<Language, Table>();

/** Two places by which texts show how to ask, of the region that is served: `{here}` and `{there}`; simplified. */
export interface SamplePlaces {
  readonly here: string;
  readonly there: string;
}

/**
 * The texts of one language; `hant` converts the Chinese ones. Tables are read once.
 * @param samples without them only such texts can be said as show no way to ask
 */
export function textsIn(language: Language, script: Script = 'hans', samples?: SamplePlaces): Texts {
  const table = tables.get(language) ?? readTexts(language);
  tables.set(language, table);
  const convert = (text: string): string => (script === 'hant' ? toTraditional(text) : text);
  const shown = samples === undefined ? {} : { here: convert(samples.here), there: convert(samples.there) };
  return {
    language,
    script,
    say: (key, values = {}) => fill(convert(table[key].join('\n')), { ...shown, ...values }),
  };
}

/**
 * In which language and script to speak to someone: as they wrote, if they wrote Chinese; else as their
 * Telegram is set; Chinese when nothing is known.
 */
export function textsFor(message: string | undefined, languageCode: string | undefined): Texts {
  if (message !== undefined && /\p{Script=Han}/u.test(message)) return textsIn('zh', scriptOf(message));
  const code = (languageCode ?? 'zh').toLowerCase();
  if (!code.startsWith('zh')) return textsIn('en');
  return textsIn('zh', /hant|tw|hk|mo/.test(code) ? 'hant' : 'hans');
}

/** @throws naming the file and the key when a text is missing, unknown or not a list of lines */
function readTexts(language: Language): Table {
  const file = `data/texts/bot.${language}.json`;
  const parsed: unknown = JSON.parse(readFileSync(join(DATA_DIR, 'texts', `bot.${language}.json`), 'utf8'));
  if (typeof parsed !== 'object' || parsed === null) throw new Error(`${file}: must be an object`);
  const entries = Object.entries(parsed);
  const isKey = (key: string): key is TextKey => (TEXT_KEYS as readonly string[]).includes(key);
  const table: Partial<Record<TextKey, readonly string[]>> = {};
  for (const [key, lines] of entries) {
    if (!isKey(key)) throw new Error(`${file}: "${key}" is not a text the bot knows`);
    if (!Array.isArray(lines) || lines.length === 0 || !lines.every((line) => typeof line === 'string'))
      throw new Error(`${file}: "${key}" must be a list of lines`);
    table[key] = lines;
  }
  const missing = TEXT_KEYS.filter((key) => table[key] === undefined);
  if (missing.length > 0) throw new Error(`${file}: missing ${missing.join(', ')}`);
  return table as Table;
}

/** One pass, so that a value containing `{…}` is not filled again. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]{1,20})\}/g, (whole, name: string) => values[name] ?? whole);
}
