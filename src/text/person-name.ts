import { listCell, readTable } from '../lexicon/table.ts';

/** Ends of the names that may start at a position, by how many characters they have. */
export interface NameCandidate {
  readonly start: number;
  readonly end: number;
  /** Without the space some papers set into two-character names. */
  readonly name: string;
  /** Whether the given name is made of characters usual in given names. */
  readonly usual: boolean;
}

interface NameWords {
  readonly single: ReadonlySet<string>;
  readonly compound: ReadonlySet<string>;
  readonly given: ReadonlySet<string>;
  readonly not: readonly string[];
  readonly foreign: ReadonlySet<string>;
}

/** 张某 is nobody in particular. */
const HAN_RUN = /^[\p{Script=Han}--[某]]+$/v;
const SPACED = /^[ \u3000]{1,2}$/;

let words: NameWords | undefined;

/**
 * The Chinese names that could start at `at`, by form alone: a family name of data/lexicon/surnames.txt and one
 * or two more characters, not beginning with a word that is no name (高度, 任期). Two-character names may have a
 * space inside (李 强). Which length is meant only the context can tell.
 */
export function namesAt(text: string, at: number): readonly NameCandidate[] {
  const { single, compound, given, not } = nameWords();
  const found: NameCandidate[] = [];
  const family = compound.has(text.slice(at, at + 2)) ? 2 : single.has(text.charAt(at)) ? 1 : 0;
  if (family === 0 || not.some((word) => text.startsWith(word, at))) return found;
  for (const length of [1, 2]) {
    const end = at + family + length;
    const name = text.slice(at, end);
    if (end > text.length || !HAN_RUN.test(name)) break;
    const usual = [...name.slice(family)].every((character) => given.has(character));
    found.push({ start: at, end, name, usual });
  }
  const gap = text.slice(at + 1).match(/^[ \u3000]{1,2}/)?.[0] ?? '';
  const last = text.charAt(at + 1 + gap.length);
  const end = at + 2 + gap.length;
  if (family === 1 && SPACED.test(gap) && HAN_RUN.test(last))
    found.push({ start: at, end, name: text.charAt(at) + last, usual: given.has(last) });
  return found;
}

/** Whether the whole of `text` has the form of a name. */
export function isName(text: string): boolean {
  return namesAt(text, 0).some(({ end }) => end === text.length);
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
  return {
    single: new Set(cells('single').replaceAll(',', '')),
    compound: new Set(listCell(cells('compound'))),
    given: new Set(cells('given').replaceAll(',', '')),
    not: listCell(cells('not')),
    foreign: new Set(listCell(cells('foreign'))),
  };
}
