import { LexiconError, listCell, readTable } from '../../../lexicon/table.ts';
import type { QuantityKind } from '../../../text/quantity.ts';

/** The part a word plays around a number; see data/lexicon/phrase-words.txt. */
export type Role =
  | 'verb'
  | 'grow'
  | 'shrink'
  | 'up'
  | 'down'
  | 'flat'
  | 'adverb'
  | 'lead'
  | 'make'
  | 'prep'
  | 'hedge'
  | 'stop';

const ROLES: readonly string[] = [
  'verb',
  'grow',
  'shrink',
  'up',
  'down',
  'flat',
  'adverb',
  'lead',
  'make',
  'prep',
  'hedge',
  'stop',
];

export interface RoleWord {
  readonly word: string;
  readonly role: Role;
}

export interface Attribute {
  readonly written: string;
  readonly name: string;
  readonly kinds: readonly string[];
}

/** Words that may stand at the end of the text before a number, longest first. */
const TRAILING: readonly RoleWord[] = load('phrase-words.txt').filter(({ role }) => role !== 'stop');
/** Words that may stand in front of a noun phrase, longest first. */
const LEADING: readonly RoleWord[] = TRAILING.filter(({ role }) => role !== 'up' && role !== 'down');
const BY_LAST: ReadonlyMap<string, readonly RoleWord[]> = Map.groupBy(
  TRAILING.filter(({ role }) => role !== 'lead' && role !== 'make'),
  ({ word }) => word.slice(-1),
);
const BY_FIRST: ReadonlyMap<string, readonly RoleWord[]> = Map.groupBy(LEADING, ({ word }) =>
  word.slice(0, 1),
);

/** Of the words that may stand at the end of a text, neither `lead` nor `make`, those with its last character; longest first. */
export function trailingWords(text: string): readonly RoleWord[] {
  return BY_LAST.get(text.slice(-1)) ?? [];
}

/** Of the words that may stand in front of a noun phrase those with its first character; longest first. */
export function leadingWords(phrase: string): readonly RoleWord[] {
  return BY_FIRST.get(phrase.slice(0, 1)) ?? [];
}

/** Words that end a noun phrase standing behind a number. */
export const STOPS: readonly string[] = load('phrase-words.txt')
  .filter(({ role }) => role === 'stop')
  .map(({ word }) => word);
/** Verbs that name what is counted together with a general noun (签约 + 项目). */
export const MAKES: readonly string[] = TRAILING.filter(({ role }) => role === 'make').map(
  ({ word }) => word,
);

const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map(
  readTable('attributes.txt', 3).map(({ cells: [written = '', name = '', kinds = ''] }) => [
    written,
    { written, name, kinds: listCell(kinds) },
  ]),
);

/** Attributes that a longer phrase may end with, longest first. */
const OWNED: readonly Attribute[] = [...ATTRIBUTES.values()]
  .filter(({ written }) => written.length >= 2 && /投资|全长|占地|建筑面积|工期|装机/.test(written))
  .sort((a, b) => b.written.length - a.written.length);

/** The attribute a phrase names by itself, if a number of this kind can carry it. */
export function attribute(phrase: string, kind: QuantityKind): Attribute | null {
  const found = ATTRIBUTES.get(phrase);
  if (found === undefined) return null;
  return found.kinds.length === 0 || found.kinds.includes(kind) ? found : null;
}

/** Whether a phrase is an attribute as a whole (累计完成投资), whatever kind of number it carries. */
export function isAttribute(phrase: string): boolean {
  return ATTRIBUTES.has(phrase);
}

/** The longest attribute a longer phrase ends with (冷链园|累计完成投资), null when there is none. */
export function attributeAtEnd(phrase: string): Attribute | null {
  return (
    OWNED.find(({ written }) => phrase.length > written.length && phrase.endsWith(written)) ??
    OWNED.find(({ name }) => phrase.length > name.length && phrase.endsWith(name)) ??
    null
  );
}

/** 总投资 names nothing by itself; 产值 and 税收 also stand for a place. */
export function isStrong({ name }: Attribute): boolean {
  return /投资|面积|长度|规模/.test(name);
}

function load(name: string): readonly RoleWord[] {
  const words = readTable(name, 2).map(({ line, cells: [word = '', role = ''] }) => {
    if (!ROLES.includes(role)) throw new LexiconError(name, line, `unknown role "${role}"`);
    return { word, role: role as Role };
  });
  return words.sort((a, b) => b.word.length - a.word.length || (a.word < b.word ? -1 : 1));
}
