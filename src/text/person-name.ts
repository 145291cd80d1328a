import { listCell, readTable } from '../lexicon/table.ts';

/**
 * How readily a family name is believed: an ordinary one (王), one that is an everyday word too (时, 都), or one
 * so seldom met that only a title right before it makes it a name (郏).
 */
type FamilyKind = 'ordinary' | 'word' | 'rare';

/** Ends of the names that may start at a position, by how many characters they have. */
export interface NameCandidate {
  readonly start: number;
  readonly end: number;
  /** Without the space some papers set into two-character names. */
  readonly name: string;
  /** Whether the given name is made of characters usual in given names. */
  readonly usual: boolean;
  readonly family: FamilyKind;
  /** Begins with a word that is no name: 尚可 in 尚可期, 高度 in 高度重. */
  readonly doubtful: boolean;
  /** A word that is a name only where an office is spoken of: 谷雨 in 县长谷雨调任…. */
  readonly word: boolean;
  /** How many characters the given name has. */
  readonly given: 1 | 2;
}

interface NameWords {
  readonly single: ReadonlyMap<string, FamilyKind>;
  readonly compound: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
  readonly never: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
  readonly foreign: ReadonlySet<string>;
}

/** 张某 is nobody in particular. */
const HAN_RUN = /^[\p{Script=Han}--[某]]+$/v;
const SPACED = /^[ \u3000]{1,2}$/;
const FAMILY_KINDS: readonly (readonly [string, FamilyKind])[] = [
  ['single', 'ordinary'],
  ['word', 'word'],
  ['rare', 'rare'],
];

let words: NameWords | undefined;

/**
 * The Chinese names that could start at `at`, by form alone: a family name of data/lexicon/surnames.txt and one
 * or two more characters, not a word that is no name (高度, 任期) and without characters no given name has (的,
 * 说). Two-character names may have a space inside (李 强). Which length is meant only the context
 * can tell.
 * @param wordNames whether words that are no names elsewhere (谷雨, 高明) are given too
 */
export function namesAt(text: string, at: number, wordNames = false): readonly NameCandidate[] {
  const { single, compound, given, never, not } = nameWords();
  const found: NameCandidate[] = [];
  const two = compound.has(text.slice(at, at + 2));
  const family = two ? 'ordinary' : single.get(text.charAt(at));
  if (family === undefined) return found;
  const from = at + (two ? 2 : 1);
  const doubtful = [2, 3, 4].some((length) => not.has(text.slice(at, at + length)));
  for (const length of [1, 2] as const) {
    const end = from + length;
    const name = text.slice(at, end);
    if (end > text.length || !HAN_RUN.test(name) || (never.has(text.charAt(end - 1)) && !closes(text, end)))
      break;
    const usual = [...name.slice(from - at)].every((character) => given.has(character));
    const word = not.has(name);
    if (!word || wordNames)
      found.push({ start: at, end, name, usual, family, doubtful, word, given: length });
  }
  const gap = text.slice(at + 1, at + 4).match(/^[ \u3000]{1,2}/)?.[0] ?? '';
  const last = text.charAt(at + 1 + gap.length);
  const end = at + 2 + gap.length;
  if (!two && SPACED.test(gap) && HAN_RUN.test(last) && !never.has(last))
    found.push({
      start: at,
      end,
      name: text.charAt(at) + last,
      usual: given.has(last),
      family,
      doubtful: false,
      word: false,
      given: 1,
    });
  return found;
}

/** 任命李有为为…, 免去李有为的…: 为 ends a name of three characters where what follows shows that it is none of a verb. */
function closes(text: string, end: number): boolean {
  return (
    text.charAt(end - 1) === '为' && /^(?:为(?!了)|的(?=\p{Script=Han}{2}))/u.test(text.slice(end, end + 3))
  );
}

/** Whether the whole of `text` has the form of a name. */
export function isName(text: string): boolean {
  return namesAt(text, 0).some(({ end, doubtful }) => end === text.length && !doubtful);
}

/** Whether `text` begins with a family name that is no everyday word. */
export function hasFamilyName(text: string): boolean {
  const { single, compound } = nameWords();
  return compound.has(text.slice(0, 2)) || single.get(text.charAt(0)) === 'ordinary';
}

/** Leaders of the nation and the Party, whose names stand in doctrine and greetings. */
export function isNationalLeader(name: string): boolean {
  return nameWords().foreign.has(name);
}

function nameWords(): NameWords {
  words ??= readWords();
  return words;
}

function readWords(): NameWords {
  const rows = readTable('surnames.txt', 2);
  const cells = (kind: string): string =>
    rows
      .filter((row) => row.cells[0] === kind)
      .map((row) => row.cells[1] ?? '')
      .join(',');
  const characters = (kind: string): readonly string[] => [...cells(kind).replaceAll(/[,\s]/g, '')];
  return {
    single: new Map(
      FAMILY_KINDS.flatMap(([kind, family]) => characters(kind).map((name) => [name, family] as const)),
    ),
    compound: new Set(listCell(cells('compound'))),
    given: new Set(characters('given')),
    never: new Set(characters('never')),
    not: new Set(listCell(cells('not'))),
    foreign: new Set(listCell(cells('foreign'))),
  };
}
