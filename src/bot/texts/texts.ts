import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR } from '../../lexicon/table.ts';
import { type Script, scriptOf, toTraditional } from '../../text/script.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Every text the bot can say by itself; `data/texts/bot.<language>.json` must have them all and no other. */
const TEXT_KEYS = [
  'start',
  'start.group',
  'group.howto',
  'group.howto.mention',
  'help',
  'command.start',
  'command.help',
  'command.ask',
  'ask.empty',
  'mention.empty',
  'command.unknown',
  'media',
  'media.voice',
  'media.photo',
  'media.sticker',
  'media.file',
  'error',
  'slow-down',
  'button.stale',
  'button.original',
  'button.digest',
  'evidence.gone',
  'evidence.original',
  'evidence.digest',
  'bot.description',
  'bot.short',
  'command.places',
  'command.latest',
  'command.who',
  'command.trend',
  'command.compare',
  'command.csv',
  'command.evidence',
  'command.settings',
  'command.privacy',
  'command.export',
  'command.delete',
  'button.cite',
  'button.link',
  'button.article',
  'button.evidence',
  'button.places',
  'button.latest',
  'button.who',
  'page.back',
  'page.on',
  'page.newer',
  'page.older',
  'date.unknown',
  'outlet.unknown',
  'place.unknown',
  'place.mended',
  'places',
  'places.button',
  'places.none',
  'latest',
  'latest.none',
  'latest.digest',
  'who.empty',
  'who',
  'who.line',
  'who.earlier',
  'who.none',
  'trend.empty',
  'compare.empty',
  'compare.apart',
  'csv.empty',
  'figures.none',
  'figures.any',
  'figures.which',
  'figures.period',
  'figures.value',
  'figures.differ',
  'figures.more',
  'figures.other',
  'figures.nothing',
  'measure.level',
  'measure.growth',
  'measure.change',
  'measure.rank',
  'measure.share',
  'status.actual',
  'status.estimate',
  'status.plan',
  'status.target',
  'status.superseded',
  'csv',
  'csv.none',
  'csv.place',
  'csv.indicator',
  'csv.measure',
  'csv.status',
  'csv.period',
  'csv.start',
  'csv.end',
  'csv.value',
  'csv.unit',
  'csv.raw',
  'csv.approx',
  'csv.basis',
  'csv.scope',
  'csv.evidence',
  'csv.kind',
  'csv.outlet',
  'csv.date',
  'csv.title',
  'csv.url',
  'csv.id',
  'evidence.empty',
  'evidence.unknown',
  'evidence.id',
  'article.gone',
  'article.places',
  'article.facts',
  'article.nothing',
  'link.unknown',
  'reading.nothing',
  'settings',
  'settings.group',
  'settings.refused',
  'settings.auto',
  'settings.hans',
  'settings.hant',
  'settings.zh',
  'settings.en',
  'privacy',
  'delete',
  'delete.group',
  'delete.group-refused',
  'delete.yes',
  'delete.no',
  'delete.kept',
  'delete.done',
  'delete.nothing',
  'export',
  'export.group',
  'inline.help',
  'inline.how',
  'inline.private',
  'examples',
] as const;
export type TextKey = (typeof TEXT_KEYS)[number];

/** The bot's texts in one language and one script. Texts are plain: the renderer alone makes markup. */
export interface Texts {
  readonly language: Language;
  readonly script: Script;
  /** The text of a key with its `{placeholders}` filled in, lines joined. */
  say(key: TextKey, values?: Readonly<Record<string, string>>): string;
  /** Example questions; those of the default region have answers in the articles we ship. */
  readonly examples: readonly string[];
}

type Table = Readonly<Record<TextKey, readonly string[]>>;
const tables = new Map<Language, Table>();

/** The texts of one language; `hant` converts the Chinese ones. Tables are read once. */
export function textsIn(language: Language, script: Script = 'hans'): Texts {
  const table = tables.get(language) ?? readTexts(language);
  tables.set(language, table);
  const convert = (text: string): string => (script === 'hant' ? toTraditional(text) : text);
  return {
    language,
    script,
    say: (key, values = {}) => fill(convert(table[key].join('\n')), values),
    examples: table.examples.map(convert),
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
